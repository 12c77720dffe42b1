package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.kernel.Refusal;
import coppice.server.web.Messages;
import coppice.server.web.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every text for people is in a bundle, none is missing, none is left over; every refusal has a message.
class RefusalsTest {
    private static final Problems PROBLEMS = House.open().room(Problems.class);
    private static final Path CLASSES = Path.of("target/classes/coppice/server");
    private static final Path SOURCES = Path.of("src/main/java/coppice/server");
    private static final Pattern KEY = Pattern.compile("\"([a-z]+\\.[A-Za-z0-9_.-]+)\"");

    /// Keys that are put together while the program runs, by their beginning.
    private static final List<String> COMPOSED = List.of(
            "refusal.",
            "menu.",
            "web.to-do.",
            "authority.",
            "category.",
            "ledger.kind.",
            "destination.",
            "commons.role.",
            "distributions.kind.",
            "distributions.behaviour.",
            "contributions.action.",
            "charter.preset.",
            "identity.scope.",
            "contributions.state.",
            "contributions.next.",
            "contributions.verdict.",
            "ledger.form.",
            "ledger.from",
            "ledger.to",
            "decisions.step.",
            "decisions.because.",
            "decisions.stance.",
            "decisions.stance-means.",
            "decisions.rule.",
            "decisions.reason.",
            "decisions.if-nothing.",
            "polls.kind.",
            "polls.kind-what.",
            "polls.least.",
            "polls.most.",
            "polls.by.",
            "polls.by-what.",
            "polls.shows.",
            "polls.shows-note.",
            "polls.mark.",
            "polls.time.",
            "polls.check.",
            "polls.how.step.",
            "talk.reaction.",
            "charter.way.",
            "commons.way-says.",
            "commons.decided.",
            "mail.level.",
            "talk.following.",
            "outcomes.feed.",
            "outcomes.feed-make.",
            "cobudgeting.rule.",
            "cobudgeting.rule-what.",
            "cobudgeting.phase.",
            "cobudgeting.phase-lead.",
            "cobudgeting.state.",
            "cobudgeting.because.",
            "cobudgeting.event.",
            "cobudgeting.happened.",
            "cobudgeting.do.",
            "cobudgeting.expense.",
            "cobudgeting.ballots.",
            "cobudgeting.would.",
            "cobudgeting.how.",
            "cobudgeting.item.",
            "cobudgeting.mail.",
            "cobudgeting.who.",
            "cobudgeting.if-nothing.",
            "equity.share-form.",
            "equity.share-class.",
            "lock.statute.",
            "equity.kind.",
            "equity.source.",
            "equity.points-by.",
            "equity.form-says.",
            "equity.outcome.",
            "distributions.mark.",
            "transvestment.kind.",
            "lock.kind-of.",
            "transvestment.state.",
            "transvestment.rate.",
            "transvestment.base.",
            "lock.act.",
            "lock.holder.",
            "lock.gone.",
            "lock.if-nothing.",
            "motion.",
            "commons.matter.",
            "charter.method.",
            "commons.majority.");

    @Test
    void everyRefusalHasAMessageAndEveryMessageOfOneIsUsed() {
        var codes = PROBLEMS.all().keySet();
        assertThat(codes).hasSizeGreaterThan(200);
        assertThat(new Messages()
                        .english().keySet().stream()
                                .filter(key -> key.startsWith("refusal."))
                                .map(key -> key.substring("refusal.".length())))
                .containsExactlyInAnyOrderElementsOf(codes);
    }

    /// Refusals are found by the names of their classes.
    @Test
    void everyRefusalIsAProblem() throws Exception {
        assertThat(types())
                .filteredOn(type -> Refusal.class.isAssignableFrom(type) && !type.isInterface())
                .hasSizeGreaterThan(150)
                .allMatch(type -> type.isRecord() && type.getName().matches("coppice\\..*Refusal\\$.*"));
    }

    /// The `type` of each problem document leads to a page that says what it means, its status and what to do.
    @Test
    void everyCodeHasAPage() {
        var visitor = Visitor.nobody();
        var list = visitor.get("/problems").body();
        for (var problem : PROBLEMS.all().values()) {
            assertThat(list).contains("\"/problems/" + problem.code() + "\"");
            var page = visitor.get("/problems/" + problem.code());
            assertThat(page.statusCode()).as(problem.code()).isEqualTo(200);
            assertThat(page.body())
                    .contains(
                            "<code>" + problem.code() + "</code>",
                            "<dd>" + problem.status().value() + " ",
                            "othing was changed")
                    .doesNotContainPattern("\\{\\d");
        }
        assertThat(visitor.get("/problems/none-like-this").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/problems/cannot-happen").body()).contains("it is an idea / a draft / ");
        var refused = visitor.get("/api/c/nowhere").body();
        assertThat(refused).contains("\"type\":\"/problems/not-found\"");
    }

    private static List<Class<?>> types() throws Exception {
        var types = new ArrayList<Class<?>>();
        try (var files = Files.walk(CLASSES)) {
            for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = "coppice.server."
                        + CLASSES.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                if (!name.contains("Generated")) types.add(Class.forName(name, false, House.class.getClassLoader()));
            }
        }
        return types;
    }

    @Test
    void noMessageIsMissingAndNoneIsLeftOver() throws Exception {
        var known = new Messages().english().keySet();
        var rooms = known.stream()
                .map(key -> key.substring(0, key.indexOf('.')))
                .collect(java.util.stream.Collectors.toSet());
        var used = new HashSet<String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file :
                    files.filter(f -> f.toString().matches(".*\\.(java|jte)")).toList())
                KEY.matcher(Files.readString(file))
                        .results()
                        .map(match -> match.group(1))
                        .forEach(used::add);
        }
        var missing = used.stream()
                .filter(key -> rooms.contains(key.substring(0, key.indexOf('.'))))
                .filter(key -> !known.contains(key) && !key.endsWith(".") && !key.matches(".*\\.(csv|jte|svg|md|css)"))
                .filter(key -> COMPOSED.stream().noneMatch(key::startsWith))
                .toList();
        var unused = known.stream()
                .filter(key -> !used.contains(key))
                .filter(key -> COMPOSED.stream().noneMatch(key::startsWith))
                .toList();
        assertThat(missing).as("used, but in no bundle").isEmpty();
        assertThat(unused).as("in a bundle, but used nowhere").isEmpty();
    }
}
