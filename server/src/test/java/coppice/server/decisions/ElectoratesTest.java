package coppice.server.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.voting.Majority;
import coppice.rules.voting.PassingRule.Method;
import coppice.rules.voting.PassingRule.Reason;
import coppice.rules.voting.Stance;
import coppice.server.Asking;
import coppice.server.Putting;
import coppice.server.Visitor;
import coppice.server.charter.Charter;
import coppice.server.charter.DecisionRules;
import coppice.server.commons.CircleId;
import coppice.server.commons.Circles;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.commons.Procedure;
import coppice.server.commons.Procedure.Way;
import coppice.server.commons.Steward;
import coppice.server.decisions.Decisions.Said;
import coppice.server.kernel.ProposalId;
import coppice.server.polls.Poll.Kind;
import coppice.server.polls.PollDraft;
import coppice.server.polls.Polls;
import coppice.server.polls.SecretBallots;
import coppice.server.polls.SecretPollsTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Who takes part, with what weight, in which classes, and in secret.
class ElectoratesTest extends Asking {
    private final Decisions decisions = house.room(Decisions.class);
    private final Proposals proposals = house.room(Proposals.class);
    private final Circles circles = house.room(Circles.class);
    private final Delegates delegates = house.room(Delegates.class);
    private final Steward ana = (Steward) members.getFirst();

    private CircleId workers() {
        var id = circles.makeClass(ana, ana, "Workers", "", "workers");
        circles.changeClass(ana, id, members.get(1).party(), true);
        circles.changeClass(ana, id, members.get(2).party(), true);
        return id;
    }

    private void amend(UnaryOperator<Charter> change) {
        var now = charters.inForce(commons.id());
        var mandate =
                new Mandate(commons, new ProposalId(UUID.randomUUID()), ana.party(), new ProposalId(UUID.randomUUID()));
        charters.amend(
                mandate,
                now.version(),
                change.apply(now.charter()),
                "For a test",
                UUID.randomUUID().toString());
    }

    private void decide(Matter matter, Procedure procedure) {
        amend(charter -> {
            var rules = charter.chapter(DecisionRules.class);
            var procedures = new HashMap<>(rules.procedures());
            procedures.put(matter, procedure);
            return charter.with(rules.withProcedures(procedures));
        });
    }

    private ProposalId propose(String title) {
        return Putting.propose(
                ana,
                Optional.empty(),
                "",
                Map.of(),
                title,
                "Why",
                UUID.randomUUID().toString());
    }

    private void take(ProposalId proposal, Stance... stances) {
        for (int i = 0; i < stances.length; i++) decisions.take(members.get(i), proposal, stances[i], "because");
    }

    private Proposal.Outcome outcome(ProposalId proposal) {
        return house.later(LATER, () -> proposals.proposal(commons, proposal))
                .closed()
                .orElseThrow();
    }

    private static Procedure yesNo(Majority majority) {
        return new Procedure(Method.YES_NO, majority, 50, 7, false);
    }

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
    void aSecretProposalTiesNoStanceToAPerson() {
        decide(Matter.OTHER, yesNo(Majority.SIMPLE).with(Way.SECRET));
        var proposal = propose("A new steward's coat");
        var receipts = new ArrayList<String>();
        var stances = List.of(Stance.YES, Stance.NO, Stance.YES);
        for (int i = 0; i < 3; i++)
            receipts.add(decisions.take(
                    members.get(i),
                    proposal,
                    new Said(stances.get(i), "", "", UUID.randomUUID().toString())));
        assertThat(proposals
                        .tally(commons, proposals.proposal(commons, proposal))
                        .counts())
                .as("before the close")
                .isEmpty();
        decisions.take(members.get(1), proposal, new Said(Stance.ABSTAIN, "", receipts.get(1), "x"));
        assertThat(refusal(() -> decisions.take(members.get(2), proposal, Stance.NO, ""))
                        .code())
                .isEqualTo("ballot-already-cast");
        var outcome = outcome(proposal);
        assertThat(outcome.counts()).isEqualTo(Map.of(Stance.YES, 2L, Stance.ABSTAIN, 1L));
        assertThat(outcome.passed()).isTrue();
        assertThat(proposals.byReceipt(commons, proposal, receipts.get(1)).marks())
                .containsOnlyKeys(2);
        var sql = house.sql();
        assertThat(sql.sql("select count(*) from decisions.stance where proposal_id = ?")
                        .param(proposal.value())
                        .query(Long.class)
                        .single())
                .isZero();
        for (var rows : List.of("polls.secret_ballot where subject_id = ?", "decisions.voter where proposal_id = ?"))
            assertThat(sql.sql("select distinct xmin::text from " + rows)
                            .param(proposal.value())
                            .query(String.class)
                            .list())
                    .as(rows)
                    .hasSize(1);
        SecretPollsTest.noValueOfABallotStandsElsewhere(house, receipts);
    }

    @Test
    void twoStancesWouldNotBeSecret() {
        decide(Matter.OTHER, new Procedure(Method.YES_NO, Majority.SIMPLE, 0, 7, false).with(Way.SECRET));
        var proposal = propose("A coat");
        take(proposal, Stance.YES, Stance.YES);
        var outcome = outcome(proposal);
        assertThat(outcome.reason()).isEqualTo(Proposal.Reason.TOO_FEW_FOR_SECRECY);
        assertThat(outcome.counts()).isEmpty();
        assertThat(outcome.took()).isEqualTo(2);
        assertThat(Visitor.signedIn(house.story().person("Ben"))
                        .get(Proposals.address(commons, proposal))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSecretStanceIsGivenInTheBrowserAndItsReceiptFindsIt() {
        decide(Matter.OTHER, yesNo(Majority.SIMPLE).with(Way.SECRET));
        var proposal = propose("A coat");
        take(proposal, Stance.YES, Stance.YES);
        var cy = Visitor.signedIn(house.story().person("Cy"));
        String at = Proposals.address(commons, proposal);
        String page = cy.post(at + "/stances", Map.of("stance", "NO", "reason", "Too dear"))
                .body();
        var match = java.util.regex.Pattern.compile("<b>([0-9A-Z-]{24})</b>").matcher(page);
        assertThat(match.find()).isTrue();
        outcome(proposal);
        assertThat(cy.post(at + "/receipt", Map.of("receipt", match.group(1))).body())
                .contains("<p>No</p>", "Too dear");
        assertThat(cy.post(at + "/receipt", Map.of("receipt", "2222-2222-2222-2222-2222"))
                        .statusCode())
                .isEqualTo(422);
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
