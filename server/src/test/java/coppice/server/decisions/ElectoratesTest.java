package coppice.server.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.voting.Majority;
import coppice.rules.voting.PassingRule.Reason;
import coppice.rules.voting.Stance;
import coppice.server.Putting;
import coppice.server.Visitor;
import coppice.server.charter.DecisionRules;
import coppice.server.commons.Matter;
import coppice.server.commons.Procedure;
import coppice.server.commons.Procedure.Way;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who takes part, with what weight and in which classes.
class ElectoratesTest extends Electing {
    @Test
    void voicesWeighWhatTheCharterSaysAndSayWhy() {
        var workers = workers();
        decide(Matter.OTHER, yesNo(Majority.SIMPLE));
        amend(charter ->
                charter.with(DecisionRules.class, it -> it.withWeights(Map.of("Workers", new BigDecimal("1.5")))));
        assertThat(charters.chapter(commons.id(), DecisionRules.class).weights())
                .containsOnlyKeys("circle:" + workers);
        var proposal = propose("A longer lunch");
        take(proposal, Stance.YES, Stance.NO, Stance.NO, Stance.YES);
        var outcome = outcome(proposal);
        assertThat(outcome.counts()).containsEntry(Stance.YES, 200L).containsEntry(Stance.NO, 300L);
        assertThat(outcome.eligible()).isEqualTo(500);
        assertThat(outcome.reason()).isEqualTo(Proposal.Reason.MAJORITY_MISSED);
        var page = Visitor.signedIn(house.story().person("Ben"))
                .get(Proposals.address(commons, proposal))
                .body();
        assertThat(page).contains("5 of 5 voices", "as the charter weighs them", "<td class=\"n\">3</td>");
    }

    /// Charters from before classes had ids name them by what they are called.
    @Test
    void aWeightByNameFromBeforeStillCounts() {
        workers();
        decide(Matter.OTHER, yesNo(Majority.SIMPLE));
        house.sql().sql("""
                        insert into charter.version (commons_id, version, adopted_at, adopted_by, authority, decision_id,
                          reason, document, request_key, request_digest)
                        select commons_id, version + 1, adopted_at, adopted_by, authority, decision_id, reason,
                          document || '{"weights": {"Workers": 1.5}}'::jsonb, 'old', 'old'
                        from charter.version where commons_id = ? order by version desc limit 1""").param(commons.id().value()).update();
        var proposal = propose("A longer lunch");
        take(proposal, Stance.YES, Stance.NO);
        assertThat(outcome(proposal).eligible()).isEqualTo(500);
        assertThat(Visitor.signedIn(house.story().person("Ben"))
                        .get(commons.address() + "/charter")
                        .body())
                .contains("A voice of the class Workers weighs");
    }

    @Test
    void everyClassHasToPassItWhereTheCharterSaysSo() {
        var workers = workers();
        decide(Matter.OTHER, yesNo(Majority.SIMPLE).with(Way.EACH_CLASS));
        var refused = propose("Work on Sundays");
        take(refused, Stance.YES, Stance.NO, Stance.YES, Stance.YES);
        var outcome = outcome(refused);
        assertThat(outcome.counts()).containsEntry(Stance.YES, 3L).containsEntry(Stance.NO, 1L);
        assertThat(outcome.passed()).isFalse();
        assertThat(outcome.classes().get("circle:" + workers).reason()).isEqualTo(Reason.MAJORITY_MISSED);
        var passed = propose("Work on Saturdays");
        take(passed, Stance.NO, Stance.YES, Stance.YES, Stance.YES);
        assertThat(outcome(passed).passed()).isTrue();
        assertThat(Visitor.signedIn(house.story().person("Ben"))
                        .get(Proposals.address(commons, refused))
                        .body())
                .contains("In each class", "Workers");
    }

    /// A class as it was at the opening: who enters later does not vote in it.
    @Test
    void classesAreThoseOfTheOpening() {
        var workers = workers();
        decide(Matter.OTHER, yesNo(Majority.SIMPLE).with(Way.EACH_CLASS));
        var proposal = propose("Work on Sundays");
        circles.changeClass(ana, workers, members.get(3).party(), true);
        take(proposal, Stance.YES, Stance.YES, Stance.YES, Stance.NO);
        assertThat(outcome(proposal).classes().get("circle:" + workers).eligible())
                .isEqualTo(2);
    }

    @Test
    void whatContradictsItselfIsNoCharter() {
        assertThat(refusal(() -> amend(charter -> charter.with(
                                DecisionRules.class, it -> it.withWeights(Map.of("Wrokers", BigDecimal.TWO)))))
                        .code())
                .isEqualTo("no-such-class");
        workers();
        assertThat(refusal(() -> amend(charter -> charter.with(
                                DecisionRules.class, it -> it.withWeights(Map.of("Workers", new BigDecimal("1.005"))))))
                        .code())
                .isEqualTo("bad-weight");
        assertThat(refusal(() -> decide(
                                Matter.OTHER,
                                yesNo(Majority.SIMPLE).with(Way.EACH_CLASS).with(Way.SECRET)))
                        .code())
                .isEqualTo("secret-and-by-class");
    }

    @Test
    void aVoiceIsHandedOnForOneProposalOnly() {
        var proposal = propose("One");
        var other = propose("Another");
        delegates.handOn(members.get(3), members.get(1).party(), Optional.empty());
        delegates.handOn(members.get(3), members.get(2).party(), Optional.empty(), Optional.of(proposal));
        for (var one : List.of(proposal, other)) {
            decisions.take(members.get(1), one, Stance.CONCERN, "");
            decisions.take(members.get(2), one, Stance.NO_OBJECTION, "");
        }
        assertThat(outcome(proposal).counts()).isEqualTo(Map.of(Stance.CONCERN, 1L, Stance.NO_OBJECTION, 2L));
        assertThat(outcome(other).counts()).isEqualTo(Map.of(Stance.CONCERN, 2L, Stance.NO_OBJECTION, 1L));
    }

    @Test
    void whatNobodyCanChangeAnyMoreIsClosedBeforeItsTime() {
        decide(Matter.OTHER, yesNo(Majority.ABSOLUTE));
        var proposal = propose("A longer lunch");
        take(proposal, Stance.YES, Stance.YES);
        assertThat(refusal(() -> decisions.closeEarly(ana, proposal)).code()).isEqualTo("still-open");
        decisions.take(members.get(2), proposal, Stance.YES, "");
        assertThat(decisions.closeEarly(ana, proposal).closed().orElseThrow().passed())
                .isTrue();
        decide(Matter.OTHER, Procedure.CONSENT);
        var consent = propose("A shorter lunch");
        take(consent, Stance.OBJECTION, Stance.NO_OBJECTION, Stance.NO_OBJECTION);
        assertThat(refusal(() -> decisions.closeEarly(ana, consent)).code())
                .as("an objection is there to be talked about")
                .isEqualTo("still-open");
    }

    @Test
    void whatCannotWaitIsDecidedByItsOwnProcedureExceptCharterAndMembership() {
        var put = new Decisions.Put(Optional.empty(), Optional.empty(), "The roof is open", "Rain", true);
        var proposal = proposals.proposal(commons, decisions.propose(ana, put, "roof"));
        assertThat(proposal.rule().majority()).isEqualTo(Majority.ABSOLUTE);
        assertThat(proposal.closesAt()).isBefore(proposal.openedAt().plusSeconds(90_000));
        var release = new Decisions.Put(
                Optional.empty(),
                Putting.act(
                        ana,
                        "release-member",
                        Map.of("member", members.get(3).party().toString())),
                "Out",
                "Now",
                true);
        assertThat(refusal(() -> decisions.propose(ana, release, "out")).code()).isEqualTo("no-emergency");
        amend(charter -> charter.with(DecisionRules.NONE.withProcedures(Map.of(Matter.CHARTER, Procedure.CONSENT))));
        assertThat(refusal(() -> decisions.propose(ana, put, "again")).code()).isEqualTo("no-emergency");
    }

    @Test
    void aClassIsFilledByDecisionWhereTheCharterAsksForOne() {
        var workers = workers();
        decide(Matter.MEMBERSHIP, Procedure.CONSENT);
        assertThat(refusal(() ->
                                circles.changeClass(ana, workers, members.get(3).party(), true))
                        .code())
                .isEqualTo("needs-a-decision");
        var proposal = Putting.propose(
                ana,
                Optional.empty(),
                "change-class",
                Map.of(
                        "circle",
                        workers.toString(),
                        "member",
                        members.get(3).party().toString(),
                        "in",
                        "yes"),
                "Dot works",
                "Since May",
                "dot");
        take(proposal, Stance.NO_OBJECTION, Stance.NO_OBJECTION, Stance.NO_OBJECTION);
        outcome(proposal);
        assertThat(circles.circle(commons.id(), workers).has(members.get(3).party()))
                .isTrue();
        assertThat(refusal(() -> circles.change(
                                members.get(1), workers, members.get(3).party(), false))
                        .code())
                .as("a class does not look after itself")
                .isEqualTo("needs-a-decision");
    }
}
