package coppice.server;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.returns.Statute;
import coppice.server.commons.Motion;
import coppice.server.distributions.Destination;
import coppice.server.kernel.Room;
import coppice.server.ledger.Category;
import coppice.server.ledger.ChartOfAccounts;
import coppice.server.web.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every text for people is in a bundle, none is missing, none is left over.
///
/// A message is named by a constant; or it belongs to a family, and then the family is a constant and the rest is
/// one of an enum ([coppice.server.web.Text#of]) or the name of something that a bean brings
/// ([coppice.server.web.Text#named]). So all that can be said is known without running it.
class MessagesTest {
    private static final House HOUSE = House.open();
    private static final Set<String> KNOWN = new Messages().english().keySet();
    private static final Pattern KEY = Pattern.compile("\"([a-z]+\\.[A-Za-z0-9_.-]+)\"");

    /// Families whose words are names that beans bring: each has to be there.
    private static Map<String, Collection<String>> named() {
        return Map.of(
                "menu",
                        all(Room.class)
                                .filter(room -> room.tab().isPresent())
                                .map(Room::name)
                                .toList(),
                "motion", all(Motion.class).map(motion -> motion.name()).toList(),
                "destination",
                        Stream.concat(all(Destination.class).map(Destination::name), Destination.UNNAMED.stream())
                                .toList(),
                "category", categories(),
                "lock.statute", Statute.all().stream().map(Statute::name).toList());
    }

    /// Families that say more of some of those names.
    private static Map<String, Collection<String>> saidOfSome() {
        return Map.of(
                "category-spent", categories(),
                "category-came", categories(),
                "category-went", categories(),
                "menu-what", named().get("menu"));
    }

    private static List<String> categories() {
        return HOUSE.room(ChartOfAccounts.class).categories().stream()
                .map(Category::code)
                .toList();
    }

    private static <T> Stream<T> all(Class<T> beans) {
        return HOUSE.context().getBeansOfType(beans).values().stream();
    }

    @Test
    void whatIsSaidIsKnownWithoutRunningIt() throws Exception {
        assertThat(Sayings.read().faults()).isEmpty();
    }

    @Test
    void noMessageIsMissing() throws Exception {
        var said = Sayings.read();
        var wanted = new TreeSet<>(said.keys());
        said.ofEnums().forEach((family, ones) -> ones.forEach(one -> wanted.add(family + "." + one)));
        named().forEach((family, names) -> names.forEach(name -> wanted.add(family + "." + name)));
        Refusals.codes().forEach(code -> wanted.add("refusal." + code));
        wanted.removeAll(KNOWN);
        assertThat(wanted).as("said, but in no bundle").isEmpty();
        assertThat(Stream.concat(named().keySet().stream(), saidOfSome().keySet().stream())
                        .collect(toSet()))
                .as("families that beans name")
                .isEqualTo(said.ofNames());
    }

    @Test
    void noMessageIsLeftOver() throws Exception {
        var said = Sayings.read();
        var left = new TreeSet<>(KNOWN);
        left.removeAll(literals());
        Stream.of(said.ofEnums(), said.ofSome(), named(), saidOfSome())
                .forEach(families ->
                        families.forEach((family, names) -> names.forEach(name -> left.remove(family + "." + name))));
        Refusals.codes().forEach(code -> left.remove("refusal." + code));
        assertThat(left).as("in a bundle, but said nowhere").isEmpty();
    }

    /// What stands in the sources as text: also what is said only after it was handed on.
    private static Set<String> literals() throws Exception {
        var found = new HashSet<String>();
        try (var files = Files.walk(Path.of("src/main/java/coppice/server"))) {
            for (var file : files.filter(one -> one.toString().matches(".*\\.(java|jte)"))
                    .toList())
                KEY.matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .forEach(key -> found.add(key.substring(1, key.length() - 1)));
        }
        return found;
    }
}
