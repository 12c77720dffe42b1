package coppice.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import coppice.server.kernel.Ids;
import coppice.server.kernel.Room;
import coppice.server.kernel.Rows;
import coppice.server.kernel.Today;
import coppice.server.ledger.Posting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyDepth;

/// Laws 1, 4 and 5: imports go down, and rooms introduce themselves.
class ArchitectureTest {
    static final ApplicationModules ROOMS = ApplicationModules.of(Coppice.class);
    private static final Path SOURCES = Path.of("src/main/java/coppice/server");

    @Test
    void roomsKeepToTheImportsTheyDeclare() {
        ROOMS.verify();
    }

    @Test
    void everyRoomDeclaresItsImports() {
        assertThat(ROOMS)
                .isNotEmpty()
                .allSatisfy(room -> assertThat(declared(room))
                        .as(room.getDisplayName())
                        .doesNotContain(ApplicationModule.OPEN_TOKEN));
    }

    @Test
    void importsGoDownAndThoseOnOneFloorAreExplained() {
        var faults = new ArrayList<String>();
        ROOMS.forEach(room -> room.getDependencies(ROOMS, DependencyDepth.IMMEDIATE)
                .uniqueModules()
                .forEach(other -> {
                    int from = floor(room.getDisplayName());
                    int to = floor(other.getDisplayName());
                    String name = other.getIdentifier().toString();
                    if (to > from
                            || (to == from && !explained(room.getIdentifier().toString(), name)))
                        faults.add(room.getDisplayName() + " -> " + other.getDisplayName());
                }));
        assertThat(faults).isEmpty();
    }

    /// A comment in `package-info` names the room on the same floor and says why.
    private static boolean explained(String room, String other) {
        try {
            return Files.readAllLines(SOURCES.resolve(room).resolve("package-info.java")).stream()
                    .anyMatch(line -> line.strip().startsWith("// " + other + ", on the same floor: "));
        } catch (java.io.IOException absent) {
            return false;
        }
    }

    @Test
    void theDiagramIsTheApprovedOne() throws Exception {
        var lines = new TreeMap<String, String>(
                Comparator.comparingInt(ArchitectureTest::floor).thenComparing(Comparator.naturalOrder()));
        ROOMS.forEach(room -> lines.put(
                room.getDisplayName(),
                room.getDependencies(ROOMS, DependencyDepth.IMMEDIATE)
                        .uniqueModules()
                        .map(other -> other.getIdentifier().toString())
                        .sorted()
                        .toList()
                        .toString()
                        .replaceAll("[\\[\\]]", "")));
        var drawn = new StringBuilder("# Rooms and what they import\n\n"
                + "Drawn from the code; a test compares this page with it.\n\n| room | imports |\n| --- | --- |\n");
        lines.forEach((room, imports) ->
                drawn.append("| ").append(room).append(" | ").append(imports).append(" |\n"));
        Files.writeString(Path.of("target/rooms.md"), drawn);
        assertThat(Path.of("../docs/rooms.md"))
                .as("the drawing of the code as it is lies in server/target/rooms.md")
                .hasContent(drawn.toString());
    }

    @Test
    void everyRoomIntroducesItselfAndHasAManualPage() {
        var introduced = House.open().context().getBeansOfType(Room.class).values().stream()
                .map(Room::name)
                .toList();
        var rooms = ROOMS.stream()
                .map(room -> room.getIdentifier().toString())
                .filter(name -> !name.equals("kernel"))
                .toList();
        assertThat(introduced).containsExactlyInAnyOrderElementsOf(rooms);
        assertThat(rooms)
                .allSatisfy(room ->
                        assertThat(Path.of("../docs/manual/" + room + ".md")).exists());
    }

    /// A virtual thread that loads a class holds on to its carrier; enough of them wait for each other for good.
    @Test
    void nothingRunsOnVirtualThreads() {
        var handler = ((TomcatWebServer)
                        ((WebServerApplicationContext) House.open().context()).getWebServer())
                .getTomcat()
                .getConnector()
                .getProtocolHandler();
        assertThat(CompletableFuture.supplyAsync(() -> Thread.currentThread().isVirtual(), handler.getExecutor())
                        .join())
                .isFalse();
        noClasses()
                .should()
                .callMethodWhere(target(nameMatching("(of|start)Virtual.*|newVirtual.*")))
                .check(Classes.ALL);
    }

    /// Business time is read in one place: to the microsecond that the database keeps, and its day in UTC.
    @Test
    void onlyTodayAsksTheClock() {
        noClasses()
                .that(are(not(belongToAnyOf(Today.class, Ids.class))))
                .should()
                .callMethodWhere(target(owner(resideInAPackage("java.time..")))
                        .and(target(nameMatching("now|instant|millis|ofInstant|truncatedTo"))))
                .check(Classes.ALL);
    }

    /// A posting begins with what allows it, and is never put together by hand.
    @Test
    void postingsBeginWithWhatAllowsThem() {
        noClasses()
                .that(are(not(belongToAnyOf(Posting.class))))
                .should()
                .callConstructorWhere(target(owner(assignableTo(Posting.class))))
                .check(Classes.ALL);
    }

    @Test
    void sqlIsInTablesOnly() {
        var elsewhere = new TreeSet<String>();
        for (var type : Classes.ALL)
            for (var call : type.getMethodCallsFromSelf())
                if (asksTheDatabase(call.getTarget().getOwner().getName(), call.getName())
                        && !type.getPackageName().equals("coppice.server.kernel")
                        && !type.getName().matches(".*Tables([.$].*)?"))
                    elsewhere.add(type.getName().replaceAll("\\$.*", ""));
        assertThat(elsewhere).isEmpty();
    }

    private static boolean asksTheDatabase(String owner, String method) {
        return owner.equals(Rows.class.getName()) && method.equals("sql")
                || owner.matches(
                        "org\\.springframework\\.jdbc\\.core\\..*|java\\.sql\\.(Connection|Statement|PreparedStatement)");
    }

    private static final class Classes {
        static final JavaClasses ALL = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("coppice");
    }

    static List<String> declared(org.springframework.modulith.core.ApplicationModule room) {
        return List.of(room.getBasePackage()
                .getAnnotation(ApplicationModule.class)
                .orElseThrow()
                .allowedDependencies());
    }

    private static int floor(String name) {
        return Integer.parseInt(name.substring(0, name.indexOf(' ')));
    }
}
