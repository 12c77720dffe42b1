package coppice.server.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.voting.Stance;
import coppice.server.Asking;
import coppice.server.Putting;
import coppice.server.Visitor;
import coppice.server.decisions.Decisions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What became of what was decided.
class ResultsTest extends Asking {
    private final Decisions decisions = house.room(Decisions.class);
    private final Results results = house.room(Results.class);

    @Test
    void whatWasDecidedIsFollowedUp() {
        var proposal =
                Putting.propose(members.getFirst(), Optional.empty(), "", Map.of(), "A garden", "Green", "garden");
        assertThat(refusal(() -> results.result(members.get(1), new SubjectId(proposal.value())))
                        .code())
                .isEqualTo("still-open");
        for (var member : members) decisions.take(member, proposal, Stance.NO_OBJECTION, "");
        decisions.closeEarly(members.getFirst(), proposal);
        var ben = Visitor.signedIn(house.story().person("Ben"));
        String at = commons.address() + "/outcomes/" + proposal;
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        assertThat(ben.post(
                                at,
                                Map.of(
                                        "statement",
                                        "Beds are **dug**",
                                        "progress",
                                        "40",
                                        "review",
                                        today,
                                        "who." + members.get(2).party(),
                                        "yes"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(ben.post(at, Map.of("statement", "x", "progress", "140")).body())
                .contains("x", "140");
        ben.post(at + "/milestones", Map.of("milestone", "Plant beans", "due", today));
        var milestone = results.result(members.get(1), new SubjectId(proposal.value()))
                .milestones()
                .getFirst();
        ben.post(commons.address() + "/outcomes/milestones/" + milestone.id() + "/done", Map.of());
        assertThat(ben.get(at).body()).contains("<strong>dug</strong>", "40 % done", "Cy", "Plant beans", "✓");
        assertThat(ben.get(commons.address() + "/outcomes").body()).contains("A garden", "40 % done");
        results.settleDue(commons);
        results.settleDue(commons);
        assertThat(letters("to be looked at again: A garden")).isEqualTo(1);
    }

    private long letters(String words) {
        return house.sql()
                .sql("select count(*) from mail.outbox l where l::text like ?")
                .param("%" + words + "%")
                .query(Long.class)
                .single();
    }
}
