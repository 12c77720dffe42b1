package coppice.server.lock;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.shares.ShareClass;
import coppice.rules.voting.Stance;
import coppice.server.Owning;
import coppice.server.Putting;
import coppice.server.charter.DecisionRules;
import coppice.server.charter.PrivacyRules;
import coppice.server.commons.Commons;
import coppice.server.commons.Matter;
import coppice.server.commons.Procedure;
import coppice.server.commons.Steward;
import coppice.server.commons.Waits;
import coppice.server.decisions.Proposal.Step;
import coppice.server.kernel.ProposalId;
import coppice.server.ledger.Ledger;
import coppice.server.transvestment.Instrument.Kind;
import coppice.server.transvestment.Instrument.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// T3, T7, T8: the lock, who has to consent, and the end.
class GoldenShareTest extends Owning {
    private final LockBook book = house.room(LockBook.class);
    private final Dissolutions dissolutions = house.room(Dissolutions.class);

    private Commons locked(String name) {
        return make(name, charter());
    }

    /// T8 and the golden share: without the partner's consent a passed decision stands blocked; with it, it
    /// is enacted.
    @Test
    void theLockChangesOnlyWithConsent() {
        var partner = locked("partner");
        var keeper = (Steward) member(partner, "Ana");
        assertThat(amend(charterNow().with(new LockRules(new AssetLock("NONE", partner.slug(), null, "Federation"))))
                        .step())
                .isEqualTo(Step.ENACTED);
        assertThat(refusal(() -> charters.amend(
                                ana,
                                charters.inForce(commons.id()).version(),
                                charterNow().with(new LockRules(new AssetLock("NONE", null, null, "Me"))),
                                "By myself",
                                key()))
                        .code())
                .isEqualTo("needs-a-decision");
        var then = charterNow().with(new LockRules(new AssetLock("NONE", null, null, "Somebody else")));
        var terms = Putting.amendment(charters.inForce(commons.id()), then, "Without a partner");
        var proposal = put("amend-charter", terms, Stance.YES, Stance.YES, Stance.YES, Stance.YES);
        var blocked = decided(proposal);
        assertThat(blocked.step()).isEqualTo(Step.BLOCKED);
        assertThat(blocked.mandate().orElseThrow().blockages().getFirst().code())
                .isEqualTo("consent-missing");
        assertThat(decisions.enactLater(ana, proposal).step()).isEqualTo(Step.BLOCKED);
        assertThat(waits(partner)).containsExactly(commons.name() + ": A test of " + "amend-charter");
        consent(partner, keeper, proposal);
        assertThat(waits(partner)).isEmpty();
        assertThat(decisions.enactLater(ana, proposal).step()).isEqualTo(Step.ENACTED);
        assertThat(charterNow().chapter(LockRules.class).lock())
                .isEqualTo(new AssetLock("NONE", null, null, "Somebody else"));
    }

    /// Looking at what waits for the partner decides nothing in the commons that it guards.
    @Test
    void lookingForWhatWaitsEnactsNothing() {
        var partner = locked("partner");
        assertThat(amend(charterNow().with(new LockRules(new AssetLock("NONE", partner.slug(), null, "Federation"))))
                        .step())
                .isEqualTo(Step.ENACTED);
        var due = put("", Map.of(), Stance.NO_OBJECTION, Stance.NO_OBJECTION, Stance.NO_OBJECTION);
        house.later(Duration.ofDays(60), () -> waits(partner));
        assertThat(house.sql()
                        .sql("select count(*) from decisions.outcome where commons_id = ? and proposal_id = ?")
                        .params(commons.id().value(), due.value())
                        .query(Integer.class)
                        .single())
                .isZero();
        house.later(Duration.ofDays(60), () -> proposals.proposal(commons, due));
        assertThat(proposals.proposal(commons, due).isOpen()).isFalse();
    }

    /// What waits for the partner's members as holders of a golden share.
    private List<String> waits(Commons partner) {
        var seats = commonses.seats(house.story().person("Ana")).stream()
                .filter(seat -> seat.commons().equals(partner))
                .toList();
        return house.context().getBeansOfType(Waits.class).values().stream()
                .flatMap(room -> room.waiting(seats).stream())
                .map(Waits.Waiting::title)
                .toList();
    }

    private void consent(Commons partner, Steward keeper, ProposalId proposal) {
        var given = Putting.propose(
                keeper,
                Optional.empty(),
                "give-consent",
                Map.of("commons", commons.slug(), "proposal", proposal.toString()),
                "Consent",
                "It is well thought out",
                key());
        decisions.take(keeper, given, Stance.NO_OBJECTION, "");
        assertThat(decisions.closeEarly(keeper, given).step()).isEqualTo(Step.ENACTED);
    }

    /// What is put as an ordinary change of the charter cannot carry a change of the lock.
    @Test
    void theLockCannotBeChangedInPassing() {
        var then = charterNow()
                .with(new LockRules(new AssetLock("NONE", null, null, "Me")))
                .with(new PrivacyRules(true));
        assertThat(put(
                        "amend-charter",
                        Putting.amendment(charters.inForce(commons.id()), then, "Names for all to read")))
                .satisfies(id ->
                        assertThat(proposals.proposal(commons, id).matter()).isEqualTo(Matter.LOCK));
        var weaker = charterNow().with(DecisionRules.NONE.withProcedures(Map.of(Matter.LOCK, Procedure.CONSENT)));
        assertThat(refusal(() -> amend(weaker)).code()).isEqualTo("lock-needs-special");
    }

    /// T3: what is locked goes to another locked commons, or its price is as locked as it was; else nowhere.
    @Test
    void whatIsLockedStaysInLockedHands() {
        var other = locked("receiver");
        var open = make("open-handed", charter().with(new LockRules(null)));
        var gift = active(Kind.GIFT, 5_000, "0", "0", 1);
        var asset = book.assets(commons.id()).getFirst();
        assertThat(gift.state()).isEqualTo(State.TRANSVESTED);
        assertThat(refusal(
                        () -> put("hand-over-asset", Map.of("asset", asset.id().toString(), "successor", open.slug()))))
                .isInstanceOf(LockRefusal.SuccessorUnlocked.class);
        long before = held(Ledger.TRUST);
        assertThat(all("sell-asset", Map.of("asset", asset.id().toString(), "buyer", "A builder", "price", "70.00"))
                        .step())
                .isEqualTo(Step.ENACTED);
        assertThat(held(Ledger.TRUST) - before).isEqualTo(7_000);
        assertThat(refusal(() ->
                        put("hand-over-asset", Map.of("asset", asset.id().toString(), "successor", other.slug()))))
                .isInstanceOf(LockRefusal.AssetGone.class);
    }

    /// T7, F10: debts, par up to the cap, everything else locked to the one who carries on; the books are
    /// empty then.
    @Test
    void theEndLeavesNothingBehind() {
        found();
        var successor = locked("successor");
        assertThat(amend(charterNow().with(new LockRules(new AssetLock("NONE", null, successor.slug(), null))))
                        .step())
                .isEqualTo(Step.ENACTED);
        issue(ShareClass.FUNDER, party(3), 100, 10_000);
        var one = active(Kind.CAPPED_SHARE, 30_000, "1.1", "40", 1);
        income(100_000);
        run(50_000);
        assertThat(now(one.id()).paid()).isEqualTo(20_000);
        long locked = held(Ledger.TRUST);
        long free = book.holds(commons.id()).values().stream()
                        .mapToLong(Long::longValue)
                        .sum()
                - locked;
        var ended = all("dissolve", Map.of("debts", "Printer 120.50\nSawmill 30.00"));
        assertThat(ended.step()).as(ended.mandate().toString()).isEqualTo(Step.ENACTED);
        assertThat(book.holds(commons.id()).get(coppice.server.ledger.Account.Kind.FREE))
                .isZero();
        assertThat(book.holds(commons.id()).get(coppice.server.ledger.Account.Kind.RESERVE))
                .isZero();
        assertThat(held(Ledger.TRUST)).isZero();
        assertThat(held(commons, "debts." + outside("Printer"))).isEqualTo(12_050);
        long paidIn = 13_000 + 10_000;
        assertThat(held(successor, "trust")).isEqualTo(locked + free - 15_050 - paidIn);
        assertThat(held(commons, "handed-over")).isEqualTo(locked + free - 15_050 - paidIn);
        assertThat(register.holdings(commons.id())).isEmpty();
        assertThat(dissolutions.ended(commons.id())).isPresent();
        assertThat(refusal(() -> put("dissolve", Map.of("debts", ""))))
                .isInstanceOf(coppice.server.commons.CommonsRefusal.HasEnded.class);
        assertThat(ledger.wrongTotals(commons.id())).isZero();
        assertThat(ledger.wrongTotals(successor.id())).isZero();
    }

    @Test
    void nothingEndsWithoutSomebodyToCarryOn() {
        var nobody = make("nobody", charter().with(new LockRules(null)));
        var keeper = (Steward) member(nobody, "Ana");
        assertThat(refusal(() -> dissolutions.plan(nobody, ""))).isInstanceOf(LockRefusal.NoSuccessor.class);
        assertThat(refusal(
                        () -> Putting.propose(keeper, Optional.empty(), "dissolve", Map.of(), "End", "Because", key())))
                .isInstanceOf(LockRefusal.NoSuccessor.class);
        var unlocked = make("unlocked", charter().with(new LockRules(null)));
        var then = charterNow().with(new LockRules(new AssetLock("NONE", null, unlocked.slug(), null)));
        var proposal = put(
                "amend-charter",
                Putting.amendment(charters.inForce(commons.id()), then, "To an unlocked one"),
                Stance.YES,
                Stance.YES,
                Stance.YES,
                Stance.YES);
        var blocked = decided(proposal);
        assertThat(blocked.step()).isEqualTo(Step.BLOCKED);
        assertThat(blocked.mandate().orElseThrow().blockages().getFirst().code())
                .isEqualTo("successor-unlocked");
    }
}
