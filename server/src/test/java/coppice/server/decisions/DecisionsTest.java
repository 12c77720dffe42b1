package coppice.server.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import coppice.rules.voting.Stance;
import coppice.server.Putting;
import coppice.server.Visitor;
import coppice.server.charter.Chapters;
import coppice.server.charter.PrivacyRules;
import coppice.server.commons.Authorised.Authority;
import coppice.server.commons.Mandate;
import coppice.server.commons.Minute;
import coppice.server.commons.Role;
import coppice.server.commons.Steward;
import coppice.server.decisions.Proposal.Reason;
import coppice.server.decisions.Proposal.Step;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Refused;
import coppice.server.ledger.EntryFilter;
import coppice.server.ledger.Ledger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// From a proposal to what it does.
class DecisionsTest extends Deciding {
    @Test
    void onlyDecisionsGrantsMandates() {
        var classes = new ClassFileImporter().importPath("target/classes/coppice/server");
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("coppice.server.decisions..")
                .should()
                .callConstructorWhere(DescribedPredicate.describe(
                        "makes a mandate", call -> call.getTargetOwner().isEquivalentTo(Mandate.class)))
                .check(classes);
    }

    @Test
    void aStewardAloneMayNotDoWhatTheCharterAsksADecisionFor() {
        income(5000, "reserve");
        assertThat(refusal(() -> charters.amend(
                                ana,
                                1,
                                charters.inForce(commons.id()).charter().with(new PrivacyRules(true)),
                                "alone",
                                "alone"))
                        .code())
                .isEqualTo("needs-a-decision");
        assertThat(refusal(() -> ledger.book(
                                ana,
                                new Ledger.ByHand(LocalDate.of(2026, 11, 1), "", "reserve", "general", "", 100),
                                "alone"))
                        .code())
                .isEqualTo("needs-a-decision");
        assertThat(refusal(() -> commonses.changeRole(ana, members.get(1).party(), Role.STEWARD))
                        .code())
                .isEqualTo("needs-a-decision");
        assertThat(refusal(() -> commonses.release(ana, members.get(1).party())).code())
                .isEqualTo("needs-a-decision");
        assertThat(ledger.account(commons, Ledger.RESERVE).holdsMinorUnits()).isEqualTo(5000);
    }

    @Test
    void aCharterIsAmendedByItsOwnRule() {
        var then = charters.inForce(commons.id()).charter().with(new PrivacyRules(true));
        var terms = Putting.amendment(charters.inForce(commons.id()), then, "Names for all to read");
        var proposal = propose("amend-charter", terms);
        assertThat(proposals.proposal(commons, proposal).step()).isEqualTo(Step.DECIDING);
        all(proposal, Stance.NO_OBJECTION);
        assertThat(decisions.closeEarly(ana, proposal).step()).isEqualTo(Step.ENACTED);
        var adopted = charters.inForce(commons.id());
        assertThat(adopted.version()).isEqualTo(2);
        assertThat(adopted.charter().chapter(PrivacyRules.class).publicNames()).isTrue();
        assertThat(adopted.authority()).isEqualTo(Authority.MANDATE);
        assertThat(adopted.decision()).contains(proposal);
        assertThat(refusal(() -> decisions.enactLater(ana, proposal)).code()).isEqualTo("no-mandate");
    }

    @Test
    void aCharterThatMovedMeanwhileBlocksTheDecision() {
        var json = house.room(Chapters.class);
        var then = charters.inForce(commons.id()).charter();
        var first = propose(
                "amend-charter",
                Putting.amendment(charters.inForce(commons.id()), then.with(new PrivacyRules(true)), "one"));
        var second = propose("amend-charter", Putting.amendment(charters.inForce(commons.id()), then, "two"));
        all(first, Stance.NO_OBJECTION);
        all(second, Stance.NO_OBJECTION);
        decisions.closeEarly(ana, first);
        var blocked = decisions.closeEarly(ana, second);
        assertThat(blocked.step()).isEqualTo(Step.BLOCKED);
        assertThat(blocked.mandate().orElseThrow().blockages().getFirst().code())
                .isEqualTo("charter-moved");
        assertThat(decisions.enactLater(ana, second).step()).isEqualTo(Step.BLOCKED);
        decisions.withdrawMandate(ana, second);
        assertThat(proposals.proposal(commons, second).step()).isEqualTo(Step.WITHDRAWN);
        assertThat(refusal(() -> decisions.enactLater(ana, second)).code()).isEqualTo("no-mandate");
        assertThat(charters.inForce(commons.id()).version()).isEqualTo(2);
    }

    @Test
    void theReserveIsSpentOnceByDecisionAndWaitsUntilItCanBe() {
        income(10_000, "reserve");
        var terms = Map.of("amount", "80.00", "to", "expenses", "party", "", "description", "A new kiln");
        var first = propose("spend-reserve", terms);
        var second = propose("spend-reserve", terms);
        all(first, Stance.YES);
        all(second, Stance.YES);
        assertThat(decisions.closeEarly(ana, first).step()).isEqualTo(Step.ENACTED);
        assertThat(decisions.closeEarly(ana, second).step()).isEqualTo(Step.BLOCKED);
        assertThat(ledger.account(commons, Ledger.RESERVE).holdsMinorUnits()).isEqualTo(2000);
        income(6000, "reserve");
        assertThat(decisions.enactLater(members.get(2), second).step()).isEqualTo(Step.ENACTED);
        assertThat(ledger.account(commons, Ledger.RESERVE).holdsMinorUnits()).isZero();
        var entry = ledger.entries(commons.id(), EntryFilter.all()).getFirst();
        assertThat(entry.authority()).isEqualTo(Authority.MANDATE);
        assertThat(entry.authorityRef()).isEqualTo(second.toString());
        assertThat(ledger.wrongTotals(commons.id())).isZero();
    }

    @Test
    void aRunIsAdoptedByDecision() {
        income(10_000, "general");
        var proposal = propose("adopt-run", Map.of("surplus", "100.00", "until", "2026-11-01", "charter", "1"));
        all(proposal, Stance.CONCERN);
        var closed = decisions.closeEarly(ana, proposal);
        assertThat(closed.step()).isEqualTo(Step.ENACTED);
        assertThat(closed.mandate().orElseThrow().address()).endsWith("/distributions/1");
        assertThat(ledger.account(commons, Ledger.RESERVE).holdsMinorUnits()).isEqualTo(2000);
        assertThat(ledger.account(commons, Ledger.TRUST).holdsMinorUnits()).isEqualTo(500);
    }

    @Test
    void rolesAndMembershipsChangeByDecision() {
        var ben = members.get(1);
        var role = propose("change-role", Map.of("member", ben.party().toString(), "role", "STEWARD"));
        all(role, Stance.NO_OBJECTION);
        assertThat(decisions.closeEarly(ana, role).step()).isEqualTo(Step.ENACTED);
        assertThat(member("Ben")).isInstanceOf(Steward.class);

        var release = propose("release-member", Map.of("member", ana.party().toString()));
        all(release, Stance.NO_OBJECTION);
        assertThat(decisions.closeEarly(ana, release).step()).isEqualTo(Step.ENACTED);
        assertThatThrownBy(() -> member("Ana")).isInstanceOf(Refused.class);

        var last = Putting.propose(
                member("Ben"),
                Optional.empty(),
                "release-member",
                Map.of("member", ben.party().toString()),
                "The last steward",
                "x",
                "last");
        for (var member : members.subList(1, 4)) decisions.take(member, last, Stance.NO_OBJECTION, "");
        assertThat(decisions.closeEarly(ben, last).step()).isEqualTo(Step.BLOCKED);

        commonses.join(house.story().person("Ana"), commonses.invite((Steward) member("Ben"), Role.MEMBER));
        assertThat(member("Ana").party()).isEqualTo(ana.party());
    }

    @Test
    void anObjectionStandsUntilItIsTakenBack() {
        var proposal = propose("", Map.of());
        all(proposal, Stance.NO_OBJECTION);
        assertThat(refusal(() -> decisions.take(members.get(3), proposal, Stance.OBJECTION, " "))
                        .code())
                .isEqualTo("objection-without-reason");
        decisions.take(members.get(3), proposal, Stance.OBJECTION, "It harms");
        var other = propose("", Map.of());
        all(other, Stance.NO_OBJECTION);
        decisions.take(members.get(3), other, Stance.OBJECTION, "It harms");
        decisions.take(members.get(3), other, Stance.NO_OBJECTION, "mended");
        assertThat(decisions.closeEarly(ana, proposal).step()).isEqualTo(Step.FAILED);
        assertThat(decisions.closeEarly(ana, other).step()).isEqualTo(Step.PASSED);
        assertThat(proposals.voices(commons.id(), other)).hasSize(4);
    }

    @Test
    void theCloseIsAFactOfTheClock() {
        var proposal = propose("", Map.of());
        decisions.take(members.get(0), proposal, Stance.NO_OBJECTION, "");
        assertThat(refusal(() -> decisions.closeEarly(ana, proposal)).code()).isEqualTo("still-open");
        house.later(WEEK, () -> {
            assertThat(refusal(() -> decisions.take(members.get(1), proposal, Stance.NO_OBJECTION, ""))
                            .code())
                    .isEqualTo("already-closed");
            assertThat(house.waiting("Dot"))
                    .noneMatch(line -> line.address().equals(Proposals.address(commons, proposal)));
            var seen = proposals.proposal(commons, proposal);
            assertThat(seen.step()).isEqualTo(Step.FAILED);
            assertThat(seen.closed().orElseThrow().reason()).isEqualTo(Reason.QUORUM_MISSED);
            return seen;
        });
    }

    /// What fails is not the members' fault: here the database takes no entries for a while.
    @Test
    void aFaultInAnEnactmentLeavesTheListReadableAndTheDecisionBlocked() throws Exception {
        income(10_000, "reserve");
        var proposal =
                propose("spend-reserve", Map.of("amount", "60.00", "to", "expenses", "party", "", "description", ""));
        all(proposal, Stance.YES);
        var ben = Visitor.signedIn(house.story().person("Ben"));
        String list = commons.address() + "/decisions";
        try (var owner = house.database().ownerConnection();
                var rights = owner.createStatement()) {
            String app =
                    house.sql().sql("select current_user").query(String.class).single();
            rights.execute("revoke insert on ledger.entry from " + app);
            try {
                assertThat(house.later(WEEK, () -> ben.get(list)).statusCode()).isEqualTo(200);
            } finally {
                rights.execute("grant insert on ledger.entry to " + app);
            }
        }
        var blocked = proposals.proposal(commons, proposal);
        assertThat(blocked.step()).isEqualTo(Step.BLOCKED);
        assertThat(blocked.mandate().orElseThrow().blockages())
                .singleElement()
                .satisfies(blockage -> assertThat(blockage.code()).isEqualTo("enactment-failed"));
        assertThat(ben.get(list + "/" + proposal).body()).contains("this program failed at it");
        assertThat(decisions.enactLater(ana, proposal).step()).isEqualTo(Step.ENACTED);
        assertThat(ledger.account(commons, Ledger.RESERVE).holdsMinorUnits()).isEqualTo(4000);
    }

    /// A server that was down at the deadline closes rightly when it comes back, and two that close at once
    /// close once.
    @Test
    void manyWhoCloseAtOnceCloseOnce() throws Exception {
        income(10_000, "reserve");
        var proposal =
                propose("spend-reserve", Map.of("amount", "60.00", "to", "expenses", "party", "", "description", ""));
        all(proposal, Stance.YES);
        house.later(WEEK, () -> {
            try (var pool = Executors.newFixedThreadPool(16)) {
                var calls = new ArrayList<Callable<Step>>();
                for (int i = 0; i < 16; i++)
                    calls.add(() -> proposals.proposal(commons, proposal).step());
                for (var step : pool.invokeAll(calls)) assertThat(step.get()).isEqualTo(Step.ENACTED);
            } catch (Exception trouble) {
                throw new AssertionError(trouble);
            }
            house.room(Minute.class).passed();
            return proposal;
        });
        assertThat(ledger.account(commons, Ledger.RESERVE).holdsMinorUnits()).isEqualTo(4000);
    }

    /// Double clicks and changes of mind at once, and a close in the middle: one voice each, all that was
    /// said counts.
    @Test
    void votesUnderLoadAreNeitherLostNorDoubled() throws Exception {
        for (int round = 0; round < 5; round++) {
            var proposal = propose("", Map.of());
            all(proposal, Stance.NO_OBJECTION);
            int taken = 0;
            int refused = 0;
            try (var pool = Executors.newFixedThreadPool(32)) {
                var calls = new ArrayList<Callable<Boolean>>();
                for (int i = 0; i < 96; i++) {
                    var member = members.get(i % 4);
                    var stance = i % 3 == 0 ? Stance.CONCERN : Stance.NO_OBJECTION;
                    calls.add(
                            i == 48
                                    ? () -> {
                                        decisions.closeEarly(ana, proposal);
                                        return true;
                                    }
                                    : () -> {
                                        try {
                                            decisions.take(member, proposal, stance, "");
                                            return true;
                                        } catch (Refused closed) {
                                            assertThat(closed.refusal().code()).isEqualTo("already-closed");
                                            return false;
                                        }
                                    });
                }
                for (var done : pool.invokeAll(calls))
                    if (done.get()) taken++;
                    else refused++;
            }
            var closed = proposals.proposal(commons, proposal).closed().orElseThrow();
            assertThat(closed.took()).isEqualTo(4);
            assertThat(proposals
                            .tally(commons, proposals.proposal(commons, proposal))
                            .counts())
                    .isEqualTo(closed.counts());
            long stored = house.sql()
                    .sql("select count(*) from decisions.stance where commons_id = ? and proposal_id = ?")
                    .params(commons.id().value(), proposal.value())
                    .query(Long.class)
                    .single();
            assertThat(stored).isEqualTo(4 + taken - 1);
            assertThat(taken + refused).isEqualTo(96);
        }
    }

    @Test
    void whoJoinsLaterAndWhoIsOutsideCannotTakePart() {
        var proposal = propose("", Map.of());
        commonses.join(house.story().person("Eve"), commonses.invite(ana, Role.MEMBER));
        assertThat(refusal(() -> decisions.take(member("Eve"), proposal, Stance.NO_OBJECTION, ""))
                        .code())
                .isEqualTo("not-a-voter");
        assertThat(refusal(() -> decisions.take(ana, proposal, Stance.YES, "")).code())
                .isEqualTo("stance-of-another-method");
        assertThat(refusal(() -> decisions.take(ana, new ProposalId(UUID.randomUUID()), Stance.YES, "")))
                .isInstanceOf(KernelRefusal.NotFound.class);
    }

    @Test
    void aMotionThatMakesNoSenseIsNotOpened() {
        income(1000, "reserve");
        assertThat(refusal(() -> propose("spend-reserve", Map.of("amount", "1e9", "to", "expenses")))
                        .code())
                .startsWith("bad-field");
        assertThat(refusal(() -> propose("spend-reserve", Map.of("amount", "10.01", "to", "expenses")))
                        .code())
                .isEqualTo("overdraft");
        assertThat(refusal(() -> propose("sell-everything", Map.of())).code()).isEqualTo("unknown-motion");
        assertThat(refusal(() -> propose("amend-charter", Map.of("after", "1", "charter", "{", "reason", "x")))
                        .code())
                .isEqualTo("unreadable-term");
        assertThat(proposals.proposals(commons, 10)).isEmpty();
    }

    @Test
    void onlyWhoMadeItWithdrawsItAndOnlyWhileItIsOpen() {
        var proposal = propose("", Map.of());
        assertThat(refusal(() -> decisions.withdraw(members.get(1), proposal)).code())
                .isEqualTo("not-your-proposal");
        decisions.withdraw(ana, proposal);
        assertThat(proposals.proposal(commons, proposal).step()).isEqualTo(Step.WITHDRAWN);
        assertThat(refusal(() -> decisions.withdraw(ana, proposal)).code()).isEqualTo("already-closed");
    }

    @Test
    void theDatabaseRefusesASecondOutcomeAndAnotherUseOfAMandate() {
        var proposal = propose("", Map.of());
        decisions.withdraw(ana, proposal);
        assertThatThrownBy(() -> house.sql()
                        .sql("insert into decisions.outcome select * from decisions.outcome where proposal_id = ?")
                        .param(proposal.value())
                        .update())
                .hasStackTraceContaining("outcome_pkey");
        for (var statement : List.of(
                "update decisions.stance set stance = 'YES'",
                "delete from decisions.stance",
                "update decisions.outcome set reason = 'PASSED'",
                "delete from decisions.voter",
                "update decisions.mandate set granted_at = now()"))
            assertThatThrownBy(() -> house.sql().sql(statement).update())
                    .as(statement)
                    .hasStackTraceContaining("permission denied");
    }
}
