package coppice.server.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coppice.rules.voting.Stance;
import coppice.server.Putting;
import coppice.server.Visitor;
import coppice.server.charter.Chapters;
import coppice.server.charter.PrivacyRules;
import coppice.server.commons.Authorised.Authority;
import coppice.server.commons.Minute;
import coppice.server.commons.Role;
import coppice.server.commons.Steward;
import coppice.server.decisions.Proposal.Step;
import coppice.server.kernel.Refused;
import coppice.server.ledger.EntryFilter;
import coppice.server.ledger.Ledger;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What passes does what it says, once, or stands blocked until it can.
class EnactmentTest extends Deciding {
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
}
