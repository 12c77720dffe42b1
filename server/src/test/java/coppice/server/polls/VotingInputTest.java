package coppice.server.polls;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.BothFaces;
import coppice.server.Untouched;
import coppice.server.Visitor;
import coppice.server.commons.Minute;
import coppice.server.web.Viewer.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is voted wrongly, twice, too late or by others: said in the same words by page and program, and nothing is
/// changed by it.
class VotingInputTest extends BothFaces {
    private static final Map<String, Object> CHOICE = Map.of(
            "title", "Which?", "kind", "CHOOSE", "options", List.of("a", "b", "c"), "least", 1, "most", 2, "days", 7);

    private static Map<String, Object> but(Map<String, Object> whole, String member, Object value) {
        var all = new HashMap<>(whole);
        all.put(member, value);
        return all;
    }

    private String ask(Map<String, Object> asked) {
        return id(program(0).postJson(api("/polls"), key(), body(asked)));
    }

    @ParameterizedTest
    @CsvSource({
        "CHOOSE, '', ballot-too-few",
        "CHOOSE, '0:1 1:1 2:1', ballot-too-many",
        "CHOOSE, '0:2', ballot-out-of-range",
        "CHOOSE, '3:1', ballot-unknown-option",
        "CHOOSE, '-1:1', bad-field-not-a-number",
        "SCORE, '0:6', ballot-out-of-range",
        "SCORE, '0:-1', ballot-out-of-range",
        "DOTS, '0:6 1:5', ballot-over-budget",
        "DOTS, '0:-1', ballot-out-of-range",
        "QUADRATIC, '0:10 1:1', ballot-over-budget",
        "QUADRATIC, '0:-10 1:-1', ballot-over-budget",
        "RANKED, '0:1 1:1', ballot-equal-ranks",
        "RANKED, '0:4', ballot-out-of-range",
        "RANKED, '0:0', ballot-out-of-range",
        "CHOOSE, '0:2000000', bad-field-not-a-number",
        "CHOOSE, '99999999999:1', bad-field-not-a-number",
    })
    void aBallotThatBreaksTheRuleIsRefusedByBoth(String kind, String marks, String code) {
        var kinds = new HashMap<>(CHOICE);
        kinds.remove("least");
        kinds.put("kind", kind);
        if (!kind.equals("CHOOSE")) kinds.remove("most");
        String poll = ask(kinds);
        var given = new HashMap<String, Integer>();
        var fields = new HashMap<String, String>(Map.of("reason", "typed before"));
        for (var mark : marks.isEmpty() ? new String[0] : marks.split(" ")) {
            int colon = mark.lastIndexOf(':');
            given.put(mark.substring(0, colon), Integer.valueOf(mark.substring(colon + 1)));
            fields.put("mark." + mark.substring(0, colon), mark.substring(colon + 1));
        }
        String at = "/polls/" + poll + "/ballots";
        refusedByBoth(code, 1, at, body(Map.of("marks", given)), at, fields);
    }

    @Test
    void onlyThoseWhoWereAskedVoteAndOnlyWhoAskedPutsTheCloseOff() {
        String poll = ask(but(CHOICE, "named", List.of(members.get(1).party().toString())));
        String at = "/polls/" + poll;
        String ballot = body(Map.of("marks", Map.of("0", 1)));
        refusedByBoth("not-a-voter", 2, at + "/ballots", ballot, at + "/ballots", Map.of("choice", "0"));
        assertThat(page(2).get(at(at)).body()).doesNotContain("name=\"choice\"", "name=\"mark.0\"");
        for (var days : List.of("0", "-1", "366", "x", ""))
            refusedByPage(page(0), at + "/extension", Map.of("days", days));
        refusedByPage(page(1), at + "/extension", Map.of("days", "3"));
        refusedByPage(page(1), at + "/close", Map.of());
        refusedByApi("still-open", program(1), at + "/close", "");
        var untouched = Untouched.of(commons);
        var stranger = Visitor.program(house.story().person("Eve"), Scope.STEWARD);
        var reader = Visitor.program(house.story().person("Ben"), Scope.READ);
        assertThat(stranger.postJson(api(at + "/ballots"), key(), ballot).statusCode())
                .isIn(403, 404);
        assertThat(stranger.get(api(at)).statusCode()).isIn(403, 404);
        assertThat(reader.postJson(api(at + "/ballots"), key(), ballot).statusCode())
                .isEqualTo(403);
        assertThat(Visitor.nobody()
                        .postJson(api(at + "/ballots"), key(), ballot)
                        .statusCode())
                .isEqualTo(401);
        untouched.check("people who may not");
        assertThat(program(1).postJson(api(at + "/ballots"), key(), ballot).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSecretBallotGivenAgainByItsKeyIsOne() {
        String poll = ask(but(CHOICE, "secret", true));
        String at = api("/polls/" + poll + "/ballots");
        String ballot = body(Map.of("marks", Map.of("0", 1)));
        String key = key();
        var ben = program(1);
        String receipt = json(ben.postJson(at, key, ballot)).path("receipt").asString();
        var untouched = Untouched.of(commons);
        assertThat(json(ben.postJson(at, key, ballot)).path("receipt").asString())
                .isEqualTo(receipt);
        refusedByApi("ballot-already-cast", ben, "/polls/" + poll + "/ballots", ballot);
        refusedByApi(
                "ballot-already-cast",
                ben,
                "/polls/" + poll + "/ballots",
                body(Map.of("marks", Map.of("1", 1), "receipt", "2222-2222-2222-2222-2222")));
        assertThat(json(ben.get(api("/polls/" + poll))).path("took").asInt()).isEqualTo(1);
        untouched.check("the same ballot");
    }

    /// The close is a moment of the clock, for page and program alike.
    @Test
    void aBallotIsTakenUntilTheCloseAndNotAfter() {
        String poll = ask(CHOICE);
        String at = "/polls/" + poll + "/ballots";
        String ballot = body(Map.of("marks", Map.of("0", 1)));
        var week = Duration.ofDays(7);
        assertThat(house.later(week.minusMinutes(5), () -> program(1).postJson(api(at), key(), ballot))
                        .statusCode())
                .isEqualTo(200);
        house.later(week.plusSeconds(1), () -> {
            polls.poll(commons, new PollId(UUID.fromString(poll)));
            refusedByBoth("already-closed", 2, at, ballot, at, Map.of("choice", "1"));
            refusedByPage(page(0), "/polls/" + poll + "/extension", Map.of("days", "3"));
            refusedByPage(page(0), "/polls/" + poll + "/nudge", Map.of());
            return true;
        });
        var item = json(program(1).get(api("/polls/" + poll)));
        assertThat(item.path("open").asBoolean()).as("closed for good").isFalse();
        assertThat(item.path("winners").path(0).asString()).isEqualTo("a");
    }

    @Test
    void aDayBeforeTheCloseTheSilentAreRemindedOnce() {
        String poll = ask(but(CHOICE, "title", "Reminded of " + commons.slug()));
        program(1).postJson(api("/polls/" + poll + "/ballots"), key(), body(Map.of("marks", Map.of("0", 1))));
        long before = letters();
        house.later(Duration.ofDays(5), () -> {
            house.room(Minute.class).passed();
            return true;
        });
        assertThat(letters()).as("not yet").isEqualTo(before);
        for (int i = 0; i < 2; i++)
            house.later(Duration.ofDays(6).plusHours(1), () -> {
                house.room(Minute.class).passed();
                return true;
            });
        assertThat(letters() - before).as("Ana, Cy and Dot, once").isEqualTo(3);
    }

    private long letters() {
        return house.sql()
                .sql("select count(*) from mail.outbox l where commons_id = ? and l::text like ?")
                .params(commons.id().value(), "%Reminded of " + commons.slug() + "%")
                .query(Long.class)
                .single();
    }

    @Test
    void openOnesComeFirstInTheList() {
        var closed = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            var time = but(but(CHOICE, "kind", "CHECK"), "options", List.of());
            String one = ask(but(time, "title", "Done " + i));
            assertThat(program(0)
                            .postJson(api("/polls/" + one + "/close"), key(), "")
                            .statusCode())
                    .isEqualTo(200);
            closed.add(one);
        }
        String open = ask(CHOICE);
        var list = json(program(1).get(api("/polls")));
        assertThat(list.path(0).path("id").asString()).isEqualTo(open);
        assertThat(list.size()).isEqualTo(4);
        assertThat(IntStream.range(1, 4).mapToObj(i -> list.path(i).path("id").asString()))
                .containsExactlyElementsOf(closed.reversed());
    }
}
