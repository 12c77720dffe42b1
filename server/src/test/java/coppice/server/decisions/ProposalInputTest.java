package coppice.server.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.BothFaces;
import coppice.server.Untouched;
import coppice.server.Visitor;
import coppice.server.commons.Minute;
import coppice.server.web.Viewer.Scope;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is proposed and said wrongly, twice, too late or by others: refused in the same words by page and program, and
/// nothing is changed by it.
class ProposalInputTest extends BothFaces {
    private static final Map<String, String> GARDEN = Map.of("title", "A garden", "reason", "It is grey here");
    private static final Duration WEEK = Duration.ofDays(7);

    private String propose() {
        return id(program(0).postJson(api("/decisions"), key(), body(GARDEN)));
    }

    private void take(int member, String proposal, String stance) {
        var answer = program(member)
                .postJson(api("/decisions/" + proposal + "/stances"), key(), body(Map.of("stance", stance)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String step(String proposal) {
        return json(program(1).get(api("/decisions/" + proposal))).path("step").asString();
    }

    @ParameterizedTest
    @CsvSource({
        "title, 0, bad-field-missing",
        "title, 201, bad-field-too-long",
        "reason, 0, bad-field-missing",
        "reason, 20001, bad-field-too-long"
    })
    void aProposalHasATitleAndAReason(String field, int length, String code) {
        var wrong = with(GARDEN, field, "x".repeat(length));
        refusedByBoth(code, 1, "/decisions", body(wrong), "/decisions", wrong);
    }

    @Test
    void whatItGrewOutOfAndWhatItDoesIsThere() {
        var ben = program(1);
        var body = new HashMap<String, Object>(GARDEN);
        body.put("thread", UUID.randomUUID().toString());
        refusedByApi("not-found", ben, "/decisions", body(body));
        body.put("thread", "nothing");
        refusedByApi("bad-field-not-a-choice", ben, "/decisions", body(body));
        body.remove("thread");
        body.put("motion", "sell-everything");
        refusedByApi("unknown-motion", ben, "/decisions", body(body));
        body.put("motion", "release-member");
        body.put("terms", Map.of("member", members.get(2).party().toString(), "colour", "green"));
        refusedByApi("unknown-term", ben, "/decisions", body(body));
        body.put("terms", Map.of());
        refusedByApi("bad-field-missing", ben, "/decisions", body(body));
        body.put("terms", "green");
        assertThat(ben.postJson(api("/decisions"), key(), body(body)).statusCode())
                .isBetween(400, 499);
        refusedByApi("unreadable-request", ben, "/decisions", "{\"title\":");
    }

    @Test
    void aStanceIsOneOfTheProcedureAndAnObjectionSaysWhy() {
        String proposal = propose();
        String at = "/decisions/" + proposal + "/stances";
        for (var wrong : List.of(
                List.of("bad-field-not-a-choice", "PERHAPS", ""),
                List.of("bad-field-missing", "", ""),
                List.of("stance-of-another-method", "YES", ""),
                List.of("objection-without-reason", "OBJECTION", ""),
                List.of("objection-without-reason", "OBJECTION", "   "),
                List.of("bad-field-too-long", "CONCERN", "x".repeat(5001)))) {
            var said = Map.of("stance", wrong.get(1), "reason", wrong.get(2));
            refusedByBoth(wrong.getFirst(), 2, at, body(said), at, said);
        }
        refusedByApi("bad-field-missing", program(2), at, "{}");
        refusedByApi(
                "not-found",
                program(2),
                "/decisions/" + UUID.randomUUID() + "/stances",
                body(Map.of("stance", "CONCERN")));
    }

    @Test
    void theSameKeyIsTheSameProposalAndAnotherUnderItIsRefused() {
        String key = key();
        String first = id(program(1).postJson(api("/decisions"), key, body(GARDEN)));
        var untouched = Untouched.of(commons);
        for (int i = 0; i < 3; i++)
            assertThat(id(program(1).postJson(api("/decisions"), key, body(GARDEN))))
                    .isEqualTo(first);
        for (var other : List.of("title", "reason")) {
            var answer = program(1).postJson(api("/decisions"), key, body(with(GARDEN, other, "Another")));
            assertThat(code(answer)).as(other).isEqualTo("idempotency-key-reused");
        }
        untouched.check("the same key again");
        assertThat(id(program(2).postJson(api("/decisions"), key, body(GARDEN))))
                .isNotEqualTo(first);
        var form = with(GARDEN, "title", "By page");
        var page = page(1);
        var made = page.post(at("/decisions"), form)
                .headers()
                .firstValue("Location")
                .orElseThrow();
        var again = Untouched.of(commons);
        assertThat(page.post(at("/decisions"), form).headers().firstValue("Location"))
                .contains(made);
        again.check("the same form again");
        var changed = new HashMap<>(form);
        changed.put("reason", "Something else");
        refusedByPage(page, "/decisions", changed);
    }

    /// Saying the same again, or something else, is one voice.
    @Test
    void aVoiceSaidOftenIsOne() {
        String proposal = propose();
        for (int i = 0; i < 4; i++) take(1, proposal, i % 2 == 0 ? "CONCERN" : "NO_OBJECTION");
        var item = json(program(1).get(api("/decisions/" + proposal)));
        assertThat(item.path("counts").path("NO_OBJECTION").asInt()).isEqualTo(1);
        assertThat(item.path("counts").has("CONCERN")).isFalse();
        assertThat(json(program(1).get(api("/decisions/" + proposal + "/stances")))
                        .size())
                .isEqualTo(1);
    }

    @Test
    void whoMayWhatOnAProposal() {
        String proposal = propose();
        String at = "/decisions/" + proposal;
        refusedByPage(page(1), at + "/withdrawal", Map.of());
        refusedByPage(page(1), at + "/close", Map.of());
        refusedByApi("still-open", program(1), at + "/close", "");
        refusedByPage(page(1), at + "/enactment", Map.of());
        refusedByApi("no-mandate", program(1), at + "/enactment", "");
        var untouched = Untouched.of(commons);
        assertThat(page(1).post(at(at + "/mandate/withdrawal"), Map.of()).statusCode())
                .isIn(403, 404);
        var stranger = Visitor.program(house.story().person("Eve"), Scope.STEWARD);
        var reader = Visitor.program(house.story().person("Ben"), Scope.READ);
        String said = body(Map.of("stance", "CONCERN"));
        assertThat(stranger.postJson(api(at + "/stances"), key(), said).statusCode())
                .isIn(403, 404);
        assertThat(reader.postJson(api(at + "/stances"), key(), said).statusCode())
                .isEqualTo(403);
        assertThat(Visitor.nobody().postJson(api(at + "/stances"), key(), said).statusCode())
                .isEqualTo(401);
        assertThat(stranger.postJson(api("/decisions"), key(), body(GARDEN)).statusCode())
                .isIn(403, 404);
        untouched.check("people who may not");
        assertThat(page(0).post(at(at + "/withdrawal"), Map.of()).statusCode()).isEqualTo(303);
        assertThat(step(proposal)).isEqualTo("WITHDRAWN");
        refusedByBoth("already-closed", 2, at + "/stances", said, at + "/stances", Map.of("stance", "CONCERN"));
    }

    @Test
    void theSilentAreAskedOnceADayAndNobodyAfterTheClose() {
        String proposal = propose();
        String nudge = "/decisions/" + proposal + "/nudge";
        assertThat(page(1).post(at(nudge), Map.of()).statusCode()).isEqualTo(303);
        refusedByPage(page(2), nudge, Map.of());
        for (int i = 0; i < 4; i++) take(i, proposal, "NO_OBJECTION");
        assertThat(page(1).post(at("/decisions/" + proposal + "/close"), Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(step(proposal)).isEqualTo("PASSED");
        refusedByPage(page(2), nudge, Map.of());
    }

    /// The close is a moment of the clock, for page and program alike.
    @Test
    void aStanceIsTakenUntilTheCloseAndNotAfter() {
        String proposal = propose();
        String at = "/decisions/" + proposal + "/stances";
        for (int i = 0; i < 2; i++) take(i, proposal, "NO_OBJECTION");
        house.later(WEEK.minusMinutes(5), () -> {
            take(2, proposal, "CONCERN");
            return true;
        });
        house.later(WEEK.plusSeconds(1), () -> {
            assertThat(step(proposal)).isEqualTo("PASSED");
            refusedByBoth("already-closed", 3, at, body(Map.of("stance", "CONCERN")), at, Map.of("stance", "CONCERN"));
            refusedByPage(page(0), "/decisions/" + proposal + "/withdrawal", Map.of());
            return true;
        });
        var item = json(program(1).get(api("/decisions/" + proposal)));
        assertThat(item.path("step").asString()).as("for good").isEqualTo("PASSED");
        assertThat(item.path("counts").path("CONCERN").asInt()).isEqualTo(1);
    }

    @Test
    void aDayBeforeTheCloseTheSilentAreRemindedOnce() {
        String proposal = id(program(0)
                .postJson(api("/decisions"), key(), body(with(GARDEN, "title", "Reminded of " + commons.slug()))));
        take(1, proposal, "NO_OBJECTION");
        long before = letters();
        for (var when : List.of(WEEK.minusDays(2), WEEK.minusHours(23), WEEK.minusHours(22)))
            house.later(when, () -> {
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
    void openOnesComeFirstAndTheListAgreesWithEachPage() {
        var closed = IntStream.range(0, 3).mapToObj(_ -> propose()).toList();
        for (var one : closed) page(0).post(at("/decisions/" + one + "/withdrawal"), Map.of());
        String open = propose();
        take(1, open, "CONCERN");
        var list = json(program(1).get(api("/decisions")));
        assertThat(list.path(0).path("id").asString()).isEqualTo(open);
        assertThat(list.size()).isEqualTo(4);
        for (var item : list)
            assertThat(json(program(1).get(api("/decisions/" + item.path("id").asString()))))
                    .isEqualTo(item);
        assertThat(page(1).get(at("/decisions")).body()).contains("One proposal is open", "4 in all", "Withdrawn");
    }

    @Test
    void whatCannotWaitNeedsAProcedureForIt() {
        var body = new HashMap<String, Object>(GARDEN);
        body.put("emergency", true);
        body.put("motion", "release-member");
        body.put("terms", Map.of("member", members.get(2).party().toString()));
        refusedByApi("no-emergency", program(0), "/decisions", body(body));
    }
}
