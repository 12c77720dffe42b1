package coppice.server.equity;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.shares.ShareClass;
import coppice.server.Owning;
import coppice.server.Visitor;
import coppice.server.ledger.Ledger;
import coppice.server.web.Viewer.Scope;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What a register answers to pages and programs: what is bad is said, where it is, and changes nothing.
class EquityFacesTest extends Owning {
    private static final JsonMapper JSON = new JsonMapper();

    private final Redemptions redemptions = house.room(Redemptions.class);
    private final Gains gains = house.room(Gains.class);

    @BeforeEach
    void founded() {
        found();
        issue(ShareClass.FUNDER, party(3), 100, 10_000);
        issue(ShareClass.USER, party(3), 4, 0);
    }

    private String api(String rest) {
        return "/api/c/" + commons.slug() + "/equity" + rest;
    }

    private String page(String rest) {
        return "/c/" + commons.slug() + "/equity" + rest;
    }

    private List<Object> state() {
        var state = new ArrayList<Object>(register.events(commons.id()));
        state.addAll(register.holdings(commons.id()));
        state.addAll(contracts.all(commons.id()));
        state.addAll(redemptions.all(commons.id()));
        state.addAll(gains.all(commons.id()));
        state.addAll(ledger.accounts(commons.id()));
        return state;
    }

    /// @param status what it is answered with
    private record Bad(String path, Map<String, Object> body, int status, String code) {}

    private Map<String, Object> issue(String member, Object value) {
        var body = new HashMap<String, Object>(Map.of(
                "shareClass",
                "FUNDER",
                "party",
                party(3).toString(),
                "shares",
                10,
                "paid",
                "10.00",
                "on",
                today().toString(),
                "reason",
                "For a test"));
        body.put(member, value);
        return body;
    }

    private Map<String, Object> hand(String member, Object value) {
        var body = new HashMap<String, Object>(Map.of("shareClass", "FUNDER", "to", party(1).toString(), "shares", 10));
        body.put(member, value);
        return body;
    }

    @Test
    void badInputByTheApiChangesNothing() {
        var bad = List.of(
                new Bad("/shares", issue("shareClass", "OWNER"), 422, "bad-field-not-a-choice"),
                new Bad("/shares", issue("shareClass", "FOUNDER"), 409, "only-at-founding"),
                new Bad("/shares", issue("shareClass", "WORKER"), 409, "no-contract"),
                new Bad("/shares", issue("shareClass", "USER"), 422, ""),
                new Bad("/shares", issue("party", "somebody"), 422, ""),
                new Bad("/shares", issue("party", java.util.UUID.randomUUID().toString()), 422, ""),
                new Bad("/shares", issue("shares", 0), 422, ""),
                new Bad("/shares", issue("shares", -5), 422, ""),
                new Bad("/shares", issue("shares", Long.MAX_VALUE), 422, ""),
                new Bad("/shares", issue("paid", "ten"), 422, ""),
                new Bad("/shares", issue("paid", "-1.00"), 422, ""),
                new Bad("/shares", issue("paid", "0.001"), 422, ""),
                new Bad("/shares", issue("on", "yesterday"), 422, ""),
                new Bad("/shares", issue("on", today().plusDays(2).toString()), 422, ""),
                new Bad("/shares", issue("on", today().minusYears(9).toString()), 409, "before-founding"),
                new Bad("/shares", issue("reason", ""), 422, ""),
                new Bad("/transfers", hand("shareClass", "USER"), 409, "not-transferable"),
                new Bad("/transfers", hand("shares", 101), 409, "not-enough-shares"),
                new Bad("/transfers", hand("shares", 0), 422, ""),
                new Bad("/transfers", hand("to", party(3).toString()), 422, ""),
                new Bad("/transfers", hand("to", ""), 422, ""),
                new Bad("/withdrawals", Map.of("shares", 101), 409, "not-enough-shares"),
                new Bad("/withdrawals", Map.of("shares", 0), 422, ""),
                new Bad("/gains", Map.of("value", "much"), 422, ""),
                new Bad("/gains", Map.of("value", "1.00", "colour", "green"), 422, ""));
        var before = state();
        var all = new SoftAssertions();
        for (var one : bad) {
            var who = one.path().startsWith("/s") || one.path().startsWith("/g") ? "Ana" : "Dot";
            var answer = program(who).postJson(api(one.path()), key(), JSON.writeValueAsString(one.body()));
            var problem = JSON.readTree(answer.body());
            all.assertThat(answer.statusCode()).as(one + " " + answer.body()).isEqualTo(one.status());
            all.assertThat(problem.path("title").asString(""))
                    .as("PROBLEM " + answer.body())
                    .isNotBlank();
            if (!one.code().isEmpty())
                all.assertThat(problem.path("type").asString("").replace("/problems/", ""))
                        .as(one.toString())
                        .isEqualTo(one.code());
            all.assertThat(state()).as(one.toString()).isEqualTo(before);
        }
        all.assertAll();
    }

    /// What was typed stays in the form, and the page says what is wrong with it.
    @Test
    void badInputByPagesChangesNothing() {
        var ana = Visitor.signedIn(house.story().person("Ana"));
        var dot = Visitor.signedIn(house.story().person("Dot"));
        var before = state();
        for (var fields : List.of(
                Map.of("to", party(1).toString(), "handed", "many"),
                Map.of("to", party(1).toString(), "handed", "101"),
                Map.of("to", party(3).toString(), "handed", "1"),
                Map.of("to", "nobody", "handed", "1")))
            refusedInPlace(dot.post(page("/mine/transfers"), keyed(fields)), fields.get("handed"));
        for (var shares : List.of("", "-1", "101", "1.5"))
            refusedInPlace(dot.post(page("/mine/withdrawals"), keyed(Map.of("shares", shares))), shares);
        for (var on : List.of("tomorrow", today().plusDays(1).toString(), ""))
            refusedInPlace(
                    ana.post(page("/contracts"), keyed(Map.of("party", party(2).toString(), "on", on, "do", "begin"))),
                    on);
        refusedInPlace(
                ana.post(
                        page("/contracts"),
                        keyed(Map.of("party", party(2).toString(), "on", today().toString(), "do", "end"))),
                today().toString());
        assertThat(state()).isEqualTo(before);
    }

    private static Map<String, String> keyed(Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("_key", key());
        return all;
    }

    private static void refusedInPlace(HttpResponse<String> answer, String typed) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(409, 422);
        assertThat(answer.body()).contains("<form").contains(typed);
    }

    /// A retry gets the first answer and does nothing; its key for something else is refused.
    @Test
    void retriesOfProgramsDoNothingTwice() {
        var body = JSON.writeValueAsString(issue("shares", 10));
        var first = program("Ana").postJson(api("/shares"), "shares", body);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        var before = state();
        var again = program("Ana").postJson(api("/shares"), "shares", body);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(state()).isEqualTo(before);
        var other = program("Ana").postJson(api("/shares"), "shares", JSON.writeValueAsString(issue("shares", 11)));
        assertThat(other.statusCode()).as(other.body()).isIn(409, 422);
        assertThat(state()).isEqualTo(before);
        assertThat(shares(ShareClass.FUNDER, party(3))).isEqualTo(110);
        assertThat(held(Ledger.GENERAL)).isEqualTo(11_000);
    }

    /// Everybody sees the register who may read the commons; only stewards issue, and only owners hand on.
    @Test
    void whoMayDoWhat() {
        var before = state();
        var issue = JSON.writeValueAsString(issue("shares", 10));
        assertThat(program("Dot").postJson(api("/shares"), key(), issue).statusCode())
                .isIn(403, 404);
        assertThat(program("Dot")
                        .postJson(api("/withdrawals/payments"), key(), "{}")
                        .statusCode())
                .isIn(403, 404);
        assertThat(program("Dot")
                        .postJson(api("/gains"), key(), "{\"value\":\"900.00\"}")
                        .statusCode())
                .isIn(403, 404);
        assertThat(program("Edda")
                        .postJson(api("/transfers"), key(), JSON.writeValueAsString(hand("shares", 1)))
                        .statusCode())
                .isIn(403, 404);
        var reads = Visitor.program(house.story().person("Dot"), Scope.READ);
        assertThat(reads.postJson(api("/withdrawals"), key(), "{\"shares\":1}").statusCode())
                .isIn(403, 404);
        assertThat(reads.get(api("/holdings")).statusCode()).isEqualTo(200);
        assertThat(Visitor.nobody()
                        .postJson(api("/withdrawals"), key(), "{\"shares\":1}")
                        .statusCode())
                .isIn(401, 403, 404);
        assertThat(Visitor.signedIn(house.story().person("Dot"))
                        .post(page("/contracts"), keyed(Map.of("party", party(2).toString(), "on", "", "do", "begin")))
                        .statusCode())
                .isIn(403, 404);
        assertThat(state()).isEqualTo(before);
    }

    /// What programs read adds up: the events come to the holdings, and the holdings to what was paid in.
    @Test
    void whatProgramsReadAddsUp() {
        register.transfer(members.get(3), ShareClass.FUNDER, party(1), 33, key());
        var shares = new HashMap<String, Long>();
        for (var event : JSON.readTree(program("Dot").get(api("/events")).body())) {
            long moved = event.path("shares").asLong();
            String of = event.path("shareClass").asString();
            boolean comes = event.path("kind").asString().equals("ISSUE");
            shares.merge(of + event.path("party").asString(), comes ? moved : -moved, Long::sum);
            if (event.hasNonNull("to")) shares.merge(of + event.path("to").asString(), moved, Long::sum);
        }
        var held = new HashMap<String, Long>();
        for (var one : JSON.readTree(program("Dot").get(api("/holdings")).body()))
            held.put(
                    one.path("shareClass").asString() + one.path("party").asString(),
                    one.path("shares").asLong());
        assertThat(held).isEqualTo(shares).isNotEmpty();
        assertThat(JSON.readTree(program("Dot")
                        .get(api("/holdings?at=" + today().minusYears(5)))
                        .body()))
                .isEmpty();
        assertThat(program("Dot").get(api("/holdings?at=never")).statusCode()).isEqualTo(422);
    }
}
