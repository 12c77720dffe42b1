package coppice.server.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.BothFaces;
import coppice.server.Untouched;
import coppice.server.Visitor;
import coppice.server.commons.Minute;
import coppice.server.polls.Poll.Kind;
import coppice.server.polls.PollDraft;
import coppice.server.polls.SecretBallots.Vote;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How what was decided goes on: who writes it, what of it is refused, and when it is looked at again.
class ResultInputTest extends BothFaces {
    private final Results results = house.room(Results.class);

    private String passed() {
        String proposal = id(program(0)
                .postJson(api("/decisions"), key(), body(Map.of("title", "A garden", "reason", "It is grey here"))));
        for (int i = 0; i < 4; i++)
            program(i)
                    .postJson(
                            api("/decisions/" + proposal + "/stances"), key(), body(Map.of("stance", "NO_OBJECTION")));
        assertThat(page(0).post(at("/decisions/" + proposal + "/close"), Map.of())
                        .statusCode())
                .isEqualTo(303);
        return proposal;
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private List<Results.Line> lines(String subject) {
        return results.result(members.get(1), new SubjectId(UUID.fromString(subject)))
                .lines();
    }

    @ParameterizedTest
    @CsvSource({
        "statement, '', Please fill this in",
        "statement, 5001, This is too long",
        "progress, 101, number",
        "progress, -1, number",
        "progress, half, number",
        "progress, 1e1, number",
        "review, soon, is not a date",
        "review, 2026-02-30, is not a date",
        "review, 1492-10-12, is not a day between"
    })
    void whatIsWrittenWronglyIsSaidInPlace(String field, String value, String words) {
        String at = "/outcomes/" + passed();
        var whole = Map.of("statement", "Beds are dug", "progress", "40");
        String given = value.equals("5001") ? "s".repeat(5001) : value;
        var shown = refusedByPage(page(1), at, with(whole, field, given)).body();
        assertThat(shown).contains(words).contains(field.equals("statement") ? "value=\"40\"" : "Beds are dug");
    }

    @Test
    void whoLooksAfterItIsAMember() {
        String proposal = passed();
        var untouched = Untouched.of(commons);
        for (var nobody : List.of(UUID.randomUUID().toString(), "nobody"))
            assertThat(page(1).post(
                                    at("/outcomes/" + proposal),
                                    with(Map.of("statement", "Dug"), "who." + nobody, "yes"))
                            .statusCode())
                    .isIn(404, 422);
        untouched.check("somebody who is not there");
    }

    @Test
    void whatIsOpenHasNoOutcomeAndWhatIsNotThereNone() {
        String open = id(program(0)
                .postJson(api("/decisions"), key(), body(Map.of("title", "A garden", "reason", "It is grey here"))));
        var untouched = Untouched.of(commons);
        assertThat(page(1).post(at("/outcomes/" + open), Map.of("statement", "x"))
                        .statusCode())
                .isEqualTo(409);
        for (var nothing : List.of(UUID.randomUUID().toString(), "nothing")) {
            assertThat(page(1).get(at("/outcomes/" + nothing)).statusCode()).isEqualTo(404);
            assertThat(page(1).post(at("/outcomes/" + nothing), Map.of("statement", "x"))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(page(1).post(at("/outcomes/milestones/" + nothing + "/done"), Map.of())
                            .statusCode())
                    .isEqualTo(404);
        }
        untouched.check("what is not there");
    }

    @Test
    void everyVersionStaysAndTheNewestCounts() {
        String proposal = passed();
        for (var progress : List.of("10", "60", "30"))
            assertThat(page(2).post(
                                    at("/outcomes/" + proposal),
                                    with(Map.of("statement", "At " + progress), "progress", progress))
                            .statusCode())
                    .isEqualTo(303);
        assertThat(lines(proposal)).extracting(Results.Line::progressPercent).containsExactly(30, 60, 10);
        assertThat(lines(proposal))
                .allSatisfy(line ->
                        assertThat(line.writtenBy()).isEqualTo(members.get(2).party()));
        assertThat(page(1).get(at("/outcomes/" + proposal)).body()).contains("At 30", "At 60", "At 10");
        assertThat(page(1).get(at("/outcomes")).body()).contains("30 % done").doesNotContain("60 % done");
    }

    @Test
    void theSameFormAgainIsWrittenOnce() {
        String proposal = passed();
        var form = with(Map.of("statement", "Beds are dug"), "progress", "40");
        for (int i = 0; i < 3; i++)
            assertThat(page(1).post(at("/outcomes/" + proposal), form).statusCode())
                    .isEqualTo(303);
        assertThat(lines(proposal)).hasSize(1);
        var other = new HashMap<>(form);
        other.put("statement", "Beds are gone");
        refusedByPage(page(1), "/outcomes/" + proposal, other);
        var milestone = with(Map.of("milestone", "Plant beans"), "due", today().toString());
        for (int i = 0; i < 3; i++)
            assertThat(page(1).post(at("/outcomes/" + proposal + "/milestones"), milestone)
                            .statusCode())
                    .isEqualTo(303);
        assertThat(results.result(members.get(1), new SubjectId(UUID.fromString(proposal)))
                        .milestones())
                .hasSize(1);
        var another = new HashMap<>(milestone);
        another.put("milestone", "Plant peas");
        refusedByPage(page(1), "/outcomes/" + proposal + "/milestones", another);
    }

    @Test
    void aMilestoneIsDoneOnceByWhoeverTicksItFirst() {
        String proposal = passed();
        String at = "/outcomes/" + proposal + "/milestones";
        refusedByPage(page(1), at, with(Map.of(), "milestone", ""));
        refusedByPage(page(1), at, with(Map.of(), "milestone", "m".repeat(201)));
        refusedByPage(page(1), at, with(Map.of("milestone", "Beans"), "due", "in May"));
        page(1).post(at(at), with(Map.of("milestone", "Beans"), "due", ""));
        var milestone = results.result(members.get(1), new SubjectId(UUID.fromString(proposal)))
                .milestones()
                .getFirst();
        String done = at("/outcomes/milestones/" + milestone.id() + "/done");
        assertThat(page(2).post(done, Map.of()).statusCode()).isEqualTo(303);
        var untouched = Untouched.of(commons);
        assertThat(page(3).post(done, Map.of()).statusCode()).isEqualTo(303);
        untouched.check("ticking off again");
        var stranger = Visitor.signedIn(house.story().person("Eve"));
        assertThat(stranger.post(done, Map.of()).statusCode()).isIn(403, 404);
        assertThat(stranger.post(at("/outcomes/" + proposal), Map.of("statement", "x"))
                        .statusCode())
                .isIn(403, 404);
        assertThat(Visitor.nobody().get(at("/outcomes/" + proposal)).statusCode())
                .isNotEqualTo(200);
        untouched.check("strangers");
    }

    @Test
    void adviceIsWrittenUpByWhoAskedForItFirst() {
        var who = new PollDraft.Who(Optional.empty(), List.of(members.get(1).party()), false);
        var poll = open(new PollDraft(
                Optional.empty(),
                "Which kiln?",
                "",
                Kind.ADVICE,
                List.of(),
                "UTC",
                0,
                0,
                Optional.empty(),
                1,
                false,
                coppice.server.polls.Poll.Shows.ALWAYS,
                7,
                who));
        polls.vote(members.get(1), poll, new Vote(Map.of(), "The cheap one", "", key()));
        close(poll);
        refusedByPage(page(1), "/outcomes/" + poll, with(Map.of(), "statement", "I say so"));
        assertThat(page(0).post(at("/outcomes/" + poll), with(Map.of(), "statement", "The dear one"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(page(1).post(at("/outcomes/" + poll), with(Map.of(), "statement", "It works"))
                        .statusCode())
                .as("how it goes on, everybody may write")
                .isEqualTo(303);
    }

    /// On its day, once for each version, to those who look after it.
    @Test
    void whatIsToBeLookedAtAgainIsToldOnItsDay() {
        String proposal = passed();
        var form = new HashMap<>(
                with(Map.of("statement", "Dug"), "review", today().plusDays(10).toString()));
        form.put("who." + members.get(2).party(), "yes");
        form.put("who." + members.get(3).party(), "yes");
        assertThat(page(1).post(at("/outcomes/" + proposal), form).statusCode()).isEqualTo(303);
        long before = letters();
        passes(Duration.ofDays(8));
        assertThat(letters()).as("not yet").isEqualTo(before);
        passes(Duration.ofDays(10).plusHours(1));
        passes(Duration.ofDays(10).plusHours(2));
        passes(Duration.ofDays(30));
        assertThat(letters() - before).as("Cy and Dot, once").isEqualTo(2);
        page(1).post(
                        at("/outcomes/" + proposal),
                        with(
                                Map.of("statement", "Sown"),
                                "review",
                                today().plusDays(20).toString()));
        passes(Duration.ofDays(21));
        assertThat(letters() - before).as("Ben, who wrote the newest").isEqualTo(3);
    }

    private void passes(Duration later) {
        house.later(later, () -> {
            house.room(Minute.class).passed();
            return true;
        });
    }

    private long letters() {
        return house.sql()
                .sql(
                        "select count(*) from mail.outbox l where commons_id = ? and l::text like '%outcomes.mail.review%'")
                .param(commons.id().value())
                .query(Long.class)
                .single();
    }
}
