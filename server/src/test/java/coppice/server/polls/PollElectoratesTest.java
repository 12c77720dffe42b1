package coppice.server.polls;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Visitor;
import coppice.server.charter.DecisionRules;
import coppice.server.decisions.Electing;
import coppice.server.polls.Poll.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Whom a poll asks, with what weight, and what is asked once more.
class PollElectoratesTest extends Electing {
    @Test
    void aPollAsksWhomItNames() {
        var named = new PollDraft.Who(
                Optional.empty(), List.of(members.get(1).party(), members.get(2).party()), false);
        var poll = open(asked(draft(Kind.CHOOSE, List.of("a", "b"), 1, 1), named));
        vote(1, poll, Map.of(0, 1));
        assertThat(refusal(() -> vote(3, poll, Map.of(0, 1))).code()).isEqualTo("not-a-voter");
        assertThat(counts.part(
                                commons,
                                polls.poll(commons, poll),
                                members.getFirst().party())
                        .turnout()
                        .eligible())
                .isEqualTo(2);
        var nobody =
                new PollDraft.Who(Optional.of(circles.makeClass(ana, ana, "Empty", "", "empty")), List.of(), false);
        assertThat(refusal(() -> open(asked(draft(Kind.CHOOSE, List.of("a", "b"), 1, 1), nobody)))
                        .code())
                .isEqualTo("nobody-asked");
    }

    @Test
    void weightsCountInPollsWhoseAskerSaysSo() {
        workers();
        amend(charter ->
                charter.with(DecisionRules.class, it -> it.withWeights(Map.of("Workers", new BigDecimal("2.25")))));
        var who = new PollDraft.Who(Optional.empty(), List.of(), true);
        var poll = open(asked(draft(Kind.CHOOSE, List.of("a", "b"), 1, 1), who));
        vote(0, poll, Map.of(0, 1));
        vote(3, poll, Map.of(0, 1));
        vote(1, poll, Map.of(1, 1));
        vote(2, poll, Map.of(1, 1));
        assertThat(close(poll).closed().orElseThrow().winners()).containsExactly("b");
        assertThat(Visitor.signedIn(house.story().person("Ben"))
                        .get(Polls.address(commons, poll))
                        .body())
                .contains("4.5");
        assertThat(refusal(() -> open(asked(secret(Kind.CHOOSE, List.of("a", "b"), 1, 1), who)))
                        .code())
                .isEqualTo("no-weights-in-secret");
    }

    @Test
    void adviceIsAskedOfOthersAndWhoAskedDecides() {
        var who = new PollDraft.Who(
                Optional.empty(), List.of(ana.party(), members.get(1).party()), false);
        var poll = open(asked(draft(Kind.ADVICE, List.of(), 0, 0), who));
        assertThat(counts.part(
                                commons,
                                polls.poll(commons, poll),
                                members.getFirst().party())
                        .turnout()
                        .eligible())
                .as("who asks does not answer")
                .isEqualTo(1);
        assertThat(refusal(() -> close(poll)).code()).isEqualTo("still-open");
        polls.vote(members.get(1), poll, new SecretBallots.Vote(Map.of(), "Buy the cheap one", "", "k"));
        close(poll);
        assertThat(refusal(() -> open(draft(Kind.ADVICE, List.of(), 0, 0))).code())
                .isEqualTo("nobody-asked");
    }

    @Test
    void aNamedPollIsOpenedAgainWithItsBallots() {
        var poll = open(draft(Kind.CHOOSE, List.of("a", "b"), 1, 1));
        for (int i = 0; i < 4; i++) vote(i, poll, Map.of(0, 1));
        close(poll);
        assertThat(refusal(() -> polls.reopen(members.get(1), poll, 3)).code()).isEqualTo("not-your-poll");
        polls.reopen(ana, poll, 3);
        for (int i = 0; i < 3; i++) vote(i, poll, Map.of(1, 1));
        assertThat(close(poll).closed().orElseThrow().winners()).containsExactly("b");
        var hidden = open(secret(Kind.CHOOSE, List.of("a", "b"), 1, 1));
        for (int i = 0; i < 4; i++) vote(i, hidden, Map.of(0, 1));
        close(hidden);
        assertThat(refusal(() -> polls.reopen(ana, hidden, 3)).code()).isEqualTo("stays-closed");
    }

    static PollDraft asked(PollDraft draft, PollDraft.Who who) {
        return new PollDraft(
                draft.thread(),
                draft.title(),
                draft.words(),
                draft.kind(),
                draft.options(),
                draft.zone(),
                draft.least(),
                draft.most(),
                draft.method(),
                draft.seats(),
                draft.secret(),
                draft.shows(),
                draft.days(),
                who);
    }
}
