package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.RouteSamples.Whose;
import coppice.server.Routes.Route;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.commons.Commons;
import coppice.server.web.Access;
import coppice.server.web.Viewer.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;

/// Every route, asked for by everybody: the list is the running program's own.
class RoutesTest {
    private static final House HOUSE = House.open();
    private static final Map<String, Visitor> WHO = new LinkedHashMap<>();
    private static Commons other;

    @BeforeAll
    static void everybody() throws Exception {
        if (!WHO.isEmpty()) return;
        var story = HOUSE.story();
        other = HOUSE.room(Charters.class)
                .found(
                        story.person("Eve"),
                        "Elsewhere",
                        "elsewhere",
                        "EUR",
                        HOUSE.room(Presets.class)
                                .charter(Preset.TIME_BANK, "Another commons")
                                .with(DecisionRules.NONE),
                        "found-elsewhere");
        Routes.bring();
        WHO.put("nobody", Visitor.nobody());
        WHO.put("member", Visitor.signedIn(story.person("Ben")));
        WHO.put("steward", Visitor.signedIn(story.person("Ana")));
        WHO.put("member of another", Visitor.signedIn(story.person("Eve")));
        WHO.put("member READ", Visitor.program(story.person("Ben"), Scope.READ));
        WHO.put("member CONTRIBUTE", Visitor.program(story.person("Ben"), Scope.CONTRIBUTE));
        WHO.put("member STEWARD", Visitor.program(story.person("Ben"), Scope.STEWARD));
        WHO.put("steward READ", Visitor.program(story.person("Ana"), Scope.READ));
        WHO.put("steward CONTRIBUTE", Visitor.program(story.person("Ana"), Scope.CONTRIBUTE));
        WHO.put("steward STEWARD", Visitor.program(story.person("Ana"), Scope.STEWARD));
        WHO.put("other STEWARD", Visitor.program(story.person("Eve"), Scope.STEWARD));
    }

    /// The list of who may use what is approved in `docs/routes.md`: a route that is new, gone or opened
    /// wider is red.
    @Test
    void whoMayUseWhatIsTheApprovedList() throws Exception {
        var drawn = new StringBuilder("# Routes, and for whom they are\n\n"
                + "Drawn from the code; a test compares this page with it. To all others a route is not there.\n\n"
                + "| route | for |\n| --- | --- |\n");
        Routes.all().stream()
                .map(route -> "| " + route.method() + " `" + route.pattern() + "` | "
                        + route.access().name().toLowerCase(java.util.Locale.ROOT)
                        + (route.afterEnd() ? ", after the end too" : "") + " |\n")
                .sorted(java.util.Comparator.comparing((String line) -> line.substring(line.indexOf('`')))
                        .thenComparing(line -> line))
                .forEach(drawn::append);
        Files.writeString(Path.of("target/routes.md"), drawn);
        assertThat(Path.of("../docs/routes.md"))
                .as("the list of the code as it is lies in server/target/routes.md")
                .hasContent(drawn.toString());
    }

    /// What a handler answers is said by its type.
    @Test
    void noHandlerAnswersJustAnything() {
        assertThat(Routes.handlers().keySet())
                .filteredOn(handler -> handler.getMethod().getReturnType() == Object.class)
                .isEmpty();
    }

    /// What must come of it: `in` (let through: anything but what follows), `sign-in`, 401, 403 or 404.
    private static String expected(Route route, String who) {
        boolean program = who.contains(" ") && who.equals(who.replaceAll("[a-z]+$", "")) || who.matches(".* [A-Z]+");
        boolean nobody = who.equals("nobody") || program != route.api();
        boolean member = who.startsWith("member") && !who.equals("member of another");
        boolean steward = who.startsWith("steward");
        if (route.access() == Access.PUBLIC && (nobody || route.method() == RequestMethod.GET || !route.api()))
            return "in";
        if (nobody) return route.api() ? "401" : "sign-in";
        if (program && !enough(route, who.substring(who.indexOf(' ') + 1))) return "403";
        return switch (route.access()) {
            case PUBLIC, ACCOUNT -> "in";
            case READER, MEMBER -> member || steward ? "in" : "404";
            case STEWARD -> steward ? "in" : "404";
        };
    }

    private static boolean enough(Route route, String scope) {
        if (route.method() == RequestMethod.GET) return true;
        boolean needsSteward = route.access() == Access.STEWARD || route.access() == Access.ACCOUNT;
        return scope.equals("STEWARD") || (scope.equals("CONTRIBUTE") && !needsSteward);
    }

    private static String actual(Route route, Visitor visitor, String path) {
        var answer = route.method() == RequestMethod.GET
                ? visitor.get(path)
                : route.api()
                        ? visitor.postJson(path, UUID.randomUUID().toString(), "{}")
                        : visitor.post(path, Map.of());
        String location = answer.headers().firstValue("Location").orElse("");
        assertThat(answer.statusCode()).as(route + " " + path).isLessThan(500);
        if (location.contains("/sign-in?to=")) return "sign-in";
        return switch (answer.statusCode()) {
            case 401, 403, 404 -> String.valueOf(answer.statusCode());
            default -> "in";
        };
    }

    /// Whoever reads most: a steward.
    static List<Visitor> readers(Route route) {
        return List.of(WHO.get(route.api() ? "steward STEWARD" : "steward"));
    }

    /// Beside what only one has: what they may do to what they said themselves.
    private static final Set<String> OF_ONE_ALONE = Set.of("POST /c/{slug}/talk/comments/{comment}");

    @Test
    void everyVariableHasASampleAndEverySampleAPlace() {
        assertThat(Routes.unresolved()).isEmpty();
        assertThat(Routes.unused()).as("samples that no route needs").isEmpty();
    }

    @Test
    void everybodyReachesWhatTheyMayAndNothingElse() {
        var faults = new TreeMap<String, String>();
        var ofOneAlone = new TreeSet<String>();
        var routes = Routes.all();
        assertThat(routes).hasSizeGreaterThan(50);
        for (var route : routes) {
            if (route.pattern().equals("/sign-out")) continue;
            String path = route.path(HOUSE.village().slug());
            for (var who : WHO.entrySet()) {
                String expected = expected(route, who.getKey());
                String actual = actual(route, who.getValue(), path);
                if (actual.equals(expected)) continue;
                boolean isNotThere = expected.equals("in") && actual.equals("404");
                if (isNotThere && OF_ONE_ALONE.contains(route.toString())) ofOneAlone.add(route.toString());
                else if (!isNotThere || !route.has(Whose.NOBODY))
                    faults.put(route + " by " + who.getKey(), actual + " instead of " + expected);
            }
        }
        assertThat(faults).isEmpty();
        assertThat(ofOneAlone).as("exceptions that are needed").isEqualTo(OF_ONE_ALONE);
    }

    /// The ids of one commons under the address of another, by somebody who may do everything in that other.
    @Test
    void anotherCommonsIdsAreNotFound() {
        var faults = new ArrayList<String>();
        int asked = 0;
        for (var route : Routes.all()) {
            if (!route.pattern().contains("{slug}") || !route.has(Whose.COMMONS)) continue;
            var visitor = WHO.get(route.api() ? "other STEWARD" : "member of another");
            String path = route.path(other.slug());
            asked++;
            var answer = route.method() == RequestMethod.GET
                    ? visitor.get(path)
                    : route.api()
                            ? visitor.postJson(
                                    path,
                                    UUID.randomUUID().toString(),
                                    "{\"word\":\"RECOGNISED\",\"stance\":\"NO_OBJECTION\",\"reason\":\"x\","
                                            + "\"reaction\":\"AGREE\",\"answer\":1,\"amount\":\"1.00\",\"points\":1,"
                                            + "\"approves\":true,\"words\":\"x\",\"event\":\"START\",\"how\":\"EQUALLY\"}")
                            : visitor.post(
                                    path,
                                    Map.of(
                                            "word",
                                            "RECOGNISED",
                                            "reason",
                                            "x",
                                            "key",
                                            UUID.randomUUID().toString(),
                                            "member",
                                            UUID.randomUUID().toString()));
            if (answer.statusCode() != 404) faults.add(route + " " + answer.statusCode());
        }
        assertThat(asked).isGreaterThan(8);
        assertThat(faults).isEmpty();
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        var answer = WHO.get("steward")
                .post(HOUSE.village().address() + "/ledger/new", Map.of("_csrf", "planted", "amount", "1.00"));
        assertThat(answer.statusCode()).isEqualTo(403);
    }
}
