package coppice.server.commons;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.voting.Stance;
import coppice.server.Asking;
import coppice.server.Putting;
import coppice.server.Visitor;
import coppice.server.charter.DecisionRules;
import coppice.server.decisions.Decisions;
import coppice.server.decisions.Proposal.Step;
import coppice.server.kernel.ProposalId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Asking to join, and being admitted by decision or by a steward.
class ApplicationsTest extends Asking {
    private final Applications applications = house.room(Applications.class);
    private final Decisions decisions = house.room(Decisions.class);

    private ApplicationId apply(String name) {
        applications.apply(house.story().person(name), commons, "I make **chairs**");
        applications.apply(house.story().person(name), commons, "I make chairs and tables");
        return applications.open(commons.id()).getLast().id();
    }

    private void onlyByDecision() {
        var charter = charters.inForce(commons.id()).charter();
        var terms = Putting.amendment(
                charters.inForce(commons.id()),
                charter.with(DecisionRules.NONE.withProcedures(
                        Map.of(Matter.MEMBERSHIP, Procedure.CONSENT, Matter.CHARTER, Procedure.CONSENT))),
                "All of us decide who joins");
        assertThat(decide("amend-charter", terms, Stance.NO_OBJECTION)).isEqualTo(Step.ENACTED);
    }

    private Step decide(String motion, Map<String, String> terms, Stance stance) {
        return close(propose(motion, terms), stance);
    }

    private ProposalId propose(String motion, Map<String, String> terms) {
        return Putting.propose(
                members.getFirst(),
                Optional.empty(),
                motion,
                terms,
                "A title",
                "A reason",
                UUID.randomUUID().toString());
    }

    private Step close(ProposalId proposal, Stance stance) {
        for (var member : members) decisions.take(member, proposal, stance, "because");
        return decisions.closeEarly(members.getFirst(), proposal).step();
    }

    @Test
    void whoAsksIsAdmittedByDecisionOnce() {
        onlyByDecision();
        var application = apply("Eve");
        assertThat(applications.open(commons.id())).hasSize(1);
        assertThat(refusal(() -> applications.admit((Steward) members.getFirst(), application))
                        .code())
                .isEqualTo("needs-a-decision");
        var terms = Map.of("application", application.toString());
        var second = propose("admit-member", terms);
        assertThat(decide("admit-member", terms, Stance.NO_OBJECTION)).isEqualTo(Step.ENACTED);
        assertThat(member("Eve").name()).isEqualTo("Eve");
        assertThat(applications.open(commons.id())).isEmpty();
        assertThat(close(second, Stance.NO_OBJECTION)).isEqualTo(Step.BLOCKED);
        assertThat(refusal(() -> apply("Eve")).code()).isEqualTo("already-member");
    }

    @Test
    void whoIsObjectedToIsNotAdmitted() {
        var application = apply("Eve");
        assertThat(decide("admit-member", Map.of("application", application.toString()), Stance.OBJECTION))
                .isEqualTo(Step.FAILED);
        assertThat(applications.open(commons.id())).hasSize(1);
    }

    @Test
    void aStewardAdmitsWhereTheCharterLetsThem() {
        var application = apply("Eve");
        applications.admit((Steward) members.getFirst(), application);
        assertThat(member("Eve").name()).isEqualTo("Eve");
        assertThat(refusal(() -> applications.admit((Steward) members.getFirst(), application))
                        .code())
                .isEqualTo("not-found");
    }

    /// Lists as Cobudget writes them: all or none, shown first; a link for each who is no member yet.
    @Test
    void manyAreInvitedByAList() {
        var ana = Visitor.signedIn(house.story().person("Ana"));
        String at = commons.address() + "/commons/invitations/list";
        String list = "ben@example.org\nnew@example.org\nNew@example.org\n";
        assertThat(ana.post(at, Map.of("csv", list, "do", "plan")).body())
                .contains("is a member already", "gets a link")
                .doesNotContain("/join/");
        assertThat(ana.post(at, Map.of("csv", list, "do", "make")).body()).containsOnlyOnce("/join/");
        for (var bad : new String[] {"", "asdf@asdf.asdf,200\n", "real@email.address, 420\n,\nlol"}) {
            var answer = ana.post(at, Map.of("csv", bad, "do", "make"));
            assertThat(answer.statusCode()).as(bad).isEqualTo(422);
            assertThat(answer.body()).doesNotContain("/join/");
        }
    }
}
