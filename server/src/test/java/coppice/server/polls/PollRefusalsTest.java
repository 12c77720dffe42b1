package coppice.server.polls;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Asking;
import coppice.server.commons.Circles;
import coppice.server.commons.Steward;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ThreadId;
import coppice.server.outcomes.Results;
import coppice.server.outcomes.SubjectId;
import coppice.server.polls.Poll.Kind;
import coppice.server.polls.SecretBallots.Vote;
import coppice.server.talk.Threads;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Ballots and questions that break a rule of their poll.
class PollRefusalsTest extends Asking {
    private static final List<String> THREE = List.of("Oak", "Ash", "Elm");

    @Test
    void aBallotKeepsTheRulesOfItsPoll() {
        var choose = open(draft(Kind.CHOOSE, THREE, 1, 2));
        assertThat(refusal(() -> vote(1, choose, Map.of())).code()).isEqualTo("ballot-too-few");
        assertThat(refusal(() -> vote(1, choose, Map.of(0, 1, 1, 1, 2, 1))).code())
                .isEqualTo("ballot-too-many");
        var score = open(draft(Kind.SCORE, THREE, 0, 5));
        assertThat(refusal(() -> vote(1, score, Map.of(0, 6))).code()).isEqualTo("ballot-out-of-range");
    }

    @Test
    void whatSomebodyDecidesAfterAdviceIsTheirsToWrite() {
        var asked = weighing(Kind.ADVICE, List.of(), new PollDraft.Who(Optional.empty(), party(1), false));
        var advice = open(asked);
        polls.vote(members.get(1), advice, new Vote(Map.of(), "The oak", "", "advice"));
        close(advice);
        var results = house.room(Results.class);
        var note = new Results.Note("The oak", List.of(), 0, Optional.empty());
        assertThat(refusal(() -> results.write(
                                members.get(1),
                                new SubjectId(advice.value()),
                                note,
                                java.util.UUID.randomUUID().toString()))
                        .code())
                .isEqualTo("not-your-poll");
        results.write(
                members.getFirst(),
                new SubjectId(advice.value()),
                note,
                java.util.UUID.randomUUID().toString());
    }

    @Test
    void inTheThreadOfACircleOnlyThoseInItAreAsked() {
        var ana = (Steward) members.getFirst();
        var circle = house.room(Circles.class).make(ana, "Kiln", "", "kiln");
        house.room(Circles.class).change(ana, circle, ana.party(), true);
        var thread = house.room(Threads.class).start(ana, "The kiln", "Where?", Optional.of(circle), "kiln");
        var plain = weighing(Kind.ADVICE, List.of(), new PollDraft.Who(Optional.empty(), party(1), false));
        assertThat(refusal(() -> open(in(thread, plain)))).isInstanceOf(PollRefusal.NotOfThisCircle.class);
    }

    private List<PartyId> party(int member) {
        return List.of(members.get(member).party());
    }

    private static PollDraft in(ThreadId thread, PollDraft it) {
        return new PollDraft(
                Optional.of(thread),
                it.title(),
                it.words(),
                it.kind(),
                it.options(),
                it.zone(),
                it.least(),
                it.most(),
                it.method(),
                it.seats(),
                it.secret(),
                it.shows(),
                it.days(),
                it.who());
    }

    private static PollDraft weighing(Kind kind, List<String> options, PollDraft.Who who) {
        var plain = draft(kind, options, kind.usualLeast(), kind.usualMost());
        return new PollDraft(
                Optional.empty(),
                plain.title(),
                plain.words(),
                plain.kind(),
                plain.options(),
                plain.zone(),
                plain.least(),
                plain.most(),
                plain.method(),
                1,
                false,
                plain.shows(),
                7,
                who);
    }

    @Test
    void voicesWeighOnlyWhereTheCharterSaysSo() {
        var weighted = weighing(Kind.CHOOSE, THREE, new PollDraft.Who(Optional.empty(), List.of(), true));
        assertThat(refusal(() -> open(weighted))).isInstanceOf(PollRefusal.NoWeights.class);
    }
}
