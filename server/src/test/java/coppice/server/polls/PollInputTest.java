package coppice.server.polls;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.BothFaces;
import coppice.server.Untouched;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is asked and voted wrongly, twice, too late or by others: said in the same words by page and program, and
/// nothing is changed by it.
class PollInputTest extends BothFaces {
    private static final Map<String, Object> CHOICE = Map.of(
            "title", "Which?", "kind", "CHOOSE", "options", List.of("a", "b", "c"), "least", 1, "most", 2, "days", 7);

    private static Map<String, Object> but(Map<String, Object> whole, String member, Object value) {
        var all = new HashMap<>(whole);
        all.put(member, value);
        return all;
    }

    /// The same as a form says it.
    private static Map<String, String> form(Map<String, Object> body) {
        var fields = new HashMap<String, String>();
        body.forEach((member, value) -> fields.put(
                member,
                value instanceof List<?> many
                        ? many.stream().map(String::valueOf).collect(Collectors.joining("\n"))
                        : value.equals(true) ? "yes" : value.toString()));
        fields.put("key", key());
        return fields;
    }

    private void refused(String code, Map<String, Object> asked) {
        refusedByBoth(code, 0, "/polls", body(asked), "/polls", form(asked));
    }

    private String ask(Map<String, Object> asked) {
        return id(program(0).postJson(api("/polls"), key(), body(asked)));
    }

    @ParameterizedTest
    @CsvSource({
        "title, '', bad-field-missing",
        "title, '   ', bad-field-missing",
        "method, STAR, bad-field-not-a-choice",
        "method, GUESS, bad-field-not-a-choice",
        "shows, NEVER, bad-field-not-a-choice",
        "least, 3, bad-range",
        "most, 1000001, bad-range",
        "least, -1001, bad-range",
        "seats, 3, bad-seats",
        "seats, 0, bad-seats",
        "seats, -1, bad-seats",
        "days, 0, bad-field-not-a-number",
        "days, -7, bad-field-not-a-number",
        "days, 366, bad-field-not-a-number",
    })
    void whatIsAskedWronglyIsRefusedByBothInTheSameWords(String member, String value, String code) {
        Object given = value.matches("-?[0-9]+") ? (Object) Integer.valueOf(value) : value;
        var asked = member.equals("least") && value.startsWith("-")
                ? but(but(CHOICE, "kind", "SCORE"), member, given)
                : member.equals("most") && code.equals("bad-range")
                        ? but(but(CHOICE, "kind", "SCORE"), member, given)
                        : but(CHOICE, member, given);
        refused(code, asked);
    }

    @Test
    void optionsAreSomeAndDifferentAndNotTooLong() {
        refused("options-too-few", but(CHOICE, "options", List.of()));
        refused("options-too-few", but(CHOICE, "options", List.of("a")));
        refused("option-twice", but(CHOICE, "options", List.of("Plum", "pear", "PLUM")));
        refused("bad-field-too-long", but(CHOICE, "options", List.of("a", "b".repeat(201))));
        refused(
                "options-too-many",
                but(
                        CHOICE,
                        "options",
                        IntStream.rangeClosed(0, Poll.MOST_OPTIONS).boxed().toList()));
        refused("bad-field-too-long", but(CHOICE, "title", "t".repeat(201)));
        refused("bad-field-too-long", but(CHOICE, "words", "w".repeat(20_001)));
        refused("bad-field-not-text", but(CHOICE, "title", "a\u0007b"));
    }

    @Test
    void timesAreTimesAndWeightsAreTheChartersOwn() {
        var times = but(but(CHOICE, "kind", "TIME"), "options", List.of("2027-01-01 10:00", "2027-01-02 10:00"));
        refused("not-a-time", but(times, "zone", "Mars/Olympus"));
        refused("not-a-time", but(times, "options", List.of("2027-01-01 10:00", "2027-02-30 10:00")));
        refused("no-weights", but(CHOICE, "weighted", true));
        refused("nobody-asked", but(but(CHOICE, "kind", "ADVICE"), "options", List.of()));
    }

    @Test
    void whatNobodyCanReadIsNoPoll() {
        var ana = program(0);
        for (var broken : List.of("{", "[]", "\"x\"", "{\"title\":\"x\",\"kind\":\"CHOOSE\",\"days\":\"soon\"}"))
            refusedByApi("unreadable-request", ana, "/polls", broken);
        refusedByApi("bad-field-not-a-choice", ana, "/polls", body(but(CHOICE, "kind", "COIN")));
        refusedByApi("bad-field-missing", ana, "/polls", body(Map.of("options", List.of("a", "b"), "title", "x")));
        refusedByApi("bad-field-missing", ana, "/polls", body(Map.of("options", List.of("a", "b"), "kind", "CHOOSE")));
        refusedByApi(
                "not-found",
                ana,
                "/polls",
                body(but(CHOICE, "thread", UUID.randomUUID().toString())));
        refusedByApi(
                "not-found",
                ana,
                "/polls",
                body(but(CHOICE, "circle", UUID.randomUUID().toString())));
        refusedByApi("bad-field-not-a-choice", ana, "/polls", body(but(CHOICE, "named", List.of("nobody"))));
    }

    /// What a body leaves out is what the form shows.
    @ParameterizedTest
    @CsvSource({"CHOOSE, 1, 1", "SCORE, 0, 5", "DOTS, 0, 10", "QUADRATIC, 0, 100", "RANKED, 0, 0"})
    void bothFacesTakeTheSameForWhatIsLeftOut(String kind, int least, int most) {
        var short_ = Map.<String, Object>of("title", "By program", "kind", kind, "options", List.of("a", "b", "c"));
        var made = json(program(0).postJson(api("/polls"), key(), body(short_)));
        var form = form(but(short_, "title", "By page"));
        var location = page(0).post(at("/polls"), form)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        var asked = json(program(0).get("/api" + location));
        for (var member : List.of("least", "most", "method", "seats", "shows", "zone", "secret", "eligible"))
            assertThat(asked.path(member)).as(member).isEqualTo(made.path(member));
        assertThat(made.path("least").asInt()).isEqualTo(least);
        assertThat(made.path("most").asInt()).isEqualTo(most);
        var shown = page(0).get(at("/polls/new?kind=" + kind)).body();
        assertThat(shown).contains("value=\"7\"");
        if (kind.equals("SCORE")) assertThat(shown).contains("value=\"5\"");
    }

    @Test
    void theSameKeyIsTheSamePollAndAnotherBodyUnderItIsRefused() {
        String key = key();
        var ana = program(0);
        String first = id(ana.postJson(api("/polls"), key, body(CHOICE)));
        var untouched = Untouched.of(commons);
        for (int i = 0; i < 3; i++)
            assertThat(id(ana.postJson(api("/polls"), key, body(CHOICE)))).isEqualTo(first);
        for (var other : List.of(
                but(CHOICE, "title", "Whose?"),
                but(CHOICE, "options", List.of("a", "c", "b")),
                but(CHOICE, "days", 8),
                but(CHOICE, "secret", true),
                but(CHOICE, "named", List.of(members.get(1).party().toString())))) {
            var answer = ana.postJson(api("/polls"), key, body(other));
            assertThat(code(answer)).as(body(other)).isEqualTo("idempotency-key-reused");
        }
        untouched.check("the same key again");
        assertThat(id(program(1).postJson(api("/polls"), key, body(CHOICE))))
                .as("somebody else's key is another one")
                .isNotEqualTo(first);
        var form = form(CHOICE);
        var page = page(0);
        var made =
                page.post(at("/polls"), form).headers().firstValue("Location").orElseThrow();
        assertThat(page.post(at("/polls"), form).headers().firstValue("Location"))
                .contains(made);
        refusedByPage(
                page,
                "/polls",
                but(Map.copyOf(form), "title", "Whose?").entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, one -> one.getValue().toString())));
    }

    @Test
    void aPanelIsOfPeopleThereAreAndDrawnOnceAKey() {
        var ana = program(0);
        var drawn = Map.<String, Object>of("title", "Tasters", "places", 2);
        refusedByApi("bad-field-missing", ana, "/polls/panels", body(but(drawn, "title", "")));
        refusedByApi("bad-field-not-a-number", ana, "/polls/panels", body(but(drawn, "places", 0)));
        refusedByApi("no-panel", ana, "/polls/panels", body(but(drawn, "places", 5)));
        refusedByApi("bad-line", ana, "/polls/panels", body(but(drawn, "features", "Nobody, town=Hill")));
        refusedByApi("bad-line", ana, "/polls/panels", body(but(drawn, "features", "Ana, town")));
        refusedByApi("bad-line", ana, "/polls/panels", body(but(drawn, "quotas", "town Hill")));
        refusedByApi("no-panel", ana, "/polls/panels", body(but(drawn, "quotas", "town=Hill 1-2")));
        for (var field : List.of("places", "quotas", "title"))
            refusedByPage(
                    page(0),
                    "/polls/panels",
                    with(Map.of("title", "Tasters", "places", "2"), field, "=").entrySet().stream()
                            .filter(one -> !one.getKey().equals("title") || !field.equals("title"))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        String key = key();
        String first = id(ana.postJson(api("/polls/panels"), key, body(drawn)));
        var untouched = Untouched.of(commons);
        assertThat(id(ana.postJson(api("/polls/panels"), key, body(drawn)))).isEqualTo(first);
        assertThat(code(ana.postJson(api("/polls/panels"), key, body(but(drawn, "places", 3)))))
                .isEqualTo("idempotency-key-reused");
        untouched.check("the same key again");
        var again = json(ana.get(api("/polls/panels/" + first)));
        assertThat(again.path("members").size()).isEqualTo(2);
        assertThat(page(3).get(at("/polls/panels/" + first)).statusCode()).isEqualTo(200);
    }
}
