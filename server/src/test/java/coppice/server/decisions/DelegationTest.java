package coppice.server.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.voting.Stance;
import coppice.server.Asking;
import coppice.server.Putting;
import coppice.server.commons.Matter;
import coppice.server.decisions.Proposal.Reason;
import coppice.server.kernel.ProposalId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Voices that are handed on: Ana, Ben, Cy and Dot are members 0 to 3.
class DelegationTest extends Asking {
    private final Decisions decisions = house.room(Decisions.class);
    private final Proposals proposals = house.room(Proposals.class);
    private final Delegates delegates = house.room(Delegates.class);

    private ProposalId propose() {
        return Putting.propose(
                members.getFirst(),
                Optional.empty(),
                "",
                Map.of(),
                "A title",
                "A reason",
                UUID.randomUUID().toString());
    }

    private void handOn(int from, int to, Optional<Matter> matter) {
        delegates.handOn(members.get(from), members.get(to).party(), matter);
    }

    private void say(int who, ProposalId proposal, Stance stance) {
        decisions.take(members.get(who), proposal, stance, "because");
    }

    private Proposal.Outcome outcome(ProposalId proposal) {
        return house.later(LATER, () -> proposals.proposal(commons, proposal))
                .closed()
                .orElseThrow();
    }

    @Test
    void aVoiceThatWasHandedOnCountsAndIsWrittenDown() {
        var proposal = propose();
        handOn(1, 2, Optional.empty());
        handOn(2, 3, Optional.empty());
        say(3, proposal, Stance.NO_OBJECTION);
        assertThat(proposals
                        .tally(commons, proposals.proposal(commons, proposal))
                        .counts())
                .containsEntry(Stance.NO_OBJECTION, 3L);
        var closed = outcome(proposal);
        assertThat(closed.took()).isEqualTo(3);
        assertThat(closed.reason()).isEqualTo(Reason.PASSED);
        delegates.takeBack(members.get(1), Optional.empty(), Optional.empty());
        assertThat(proposals
                        .tally(commons, proposals.proposal(commons, proposal))
                        .heardThrough())
                .containsEntry(members.get(1).party(), members.get(3).party())
                .containsEntry(members.get(2).party(), members.get(3).party())
                .hasSize(2);
    }

    @Test
    void onesOwnWordGoesFirst() {
        var proposal = propose();
        handOn(1, 2, Optional.empty());
        say(2, proposal, Stance.NO_OBJECTION);
        say(1, proposal, Stance.OBJECTION);
        var closed = outcome(proposal);
        assertThat(closed.counts()).containsEntry(Stance.OBJECTION, 1L).containsEntry(Stance.NO_OBJECTION, 1L);
        assertThat(closed.reason()).isEqualTo(Reason.OBJECTION_STANDS);
    }

    @Test
    void theMatterGoesBeforeAllMatters() {
        var proposal = propose();
        handOn(3, 0, Optional.empty());
        handOn(3, 1, Optional.of(Matter.OTHER));
        handOn(2, 0, Optional.of(Matter.CHARTER));
        say(0, proposal, Stance.NO_OBJECTION);
        say(1, proposal, Stance.CONCERN);
        assertThat(outcome(proposal).counts())
                .containsEntry(Stance.NO_OBJECTION, 1L)
                .containsEntry(Stance.CONCERN, 2L);
    }

    @Test
    void aRingInWhichNobodySpokeIsNotHeard() {
        var proposal = propose();
        handOn(1, 2, Optional.empty());
        handOn(2, 3, Optional.empty());
        handOn(3, 1, Optional.empty());
        say(0, proposal, Stance.NO_OBJECTION);
        var closed = outcome(proposal);
        assertThat(closed.took()).isEqualTo(1);
        assertThat(closed.reason()).isEqualTo(Reason.QUORUM_MISSED);
    }

    @Test
    void aVoiceIsHandedToAnotherMemberOnlyAndToOneAtATime() {
        assertThat(refusal(() -> handOn(1, 1, Optional.empty())).code()).isEqualTo("to-oneself");
        assertThat(refusal(() -> delegates.handOn(
                                members.get(1), new coppice.server.kernel.PartyId(UUID.randomUUID()), Optional.empty()))
                        .code())
                .isEqualTo("not-found");
        handOn(1, 2, Optional.empty());
        handOn(1, 3, Optional.empty());
        assertThat(delegates.of(members.get(1)))
                .extracting(Delegates.Delegation::to)
                .containsExactly(members.get(3).party());
        assertThat(delegates.of(members.get(2))).isEmpty();
    }
}
