package coppice.server.transvestment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coppice.rules.shares.ShareClass;
import coppice.server.Owning;
import coppice.server.distributions.DistributionRules;
import coppice.server.distributions.DistributionRules.Part;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger;
import coppice.server.lock.AssetLock;
import coppice.server.lock.LockBook;
import coppice.server.lock.LockRules;
import coppice.server.transvestment.Instrument.Kind;
import coppice.server.transvestment.Instrument.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// T1 to T10 of money let in up to a cap, attacked; the lock itself in `lock.GoldenShareTest` and
/// `lock.LockedRoutesTest`.
class TransvestmentTest extends Owning {
    private final LockBook book = house.room(LockBook.class);

    /// The source's terms: 40 % of the profit, cut at the cap; then transvested, the roof locked, and nothing
    /// more.
    @Test
    void atItsCapTheClaimIsOver() {
        var one = active(Kind.CAPPED_SHARE, 10_000, "2", "40", 1);
        assertThat(one.state()).isEqualTo(State.ACTIVE);
        assertThat(one.cap()).isEqualTo(20_000);
        income(200_000);
        run(30_000);
        assertThat(now(one.id()).paid()).isEqualTo(12_000);
        assertThat(book.assets(commons.id()).getFirst().locked()).isEmpty();
        run(30_000);
        assertThat(now(one.id()).paid()).isEqualTo(20_000);
        assertThat(now(one.id()).state()).isEqualTo(State.TRANSVESTED);
        assertThat(book.assets(commons.id()).getFirst().locked()).isPresent();
        var third = run(30_000);
        assertThat(part(third, "returns")).isZero();
        assertThat(part(third, "general")).isEqualTo(12_000);
        assertThat(now(one.id()).paid()).isEqualTo(20_000);
        assertThat(held(Spec.member(one.party()))).isEqualTo(20_000);
        assertThat(instruments.steps(commons.id(), one.campaign()))
                .extracting(Instruments -> Instruments.state())
                .containsExactly(
                        State.OFFERED,
                        State.COMMITTED,
                        State.PAID_IN,
                        State.ACTIVE,
                        State.CAP_REACHED,
                        State.TRANSVESTED);
        assertThat(refusal(() -> instruments.writeDown(ana, one.id(), "Too late")))
                .isInstanceOf(TransvestmentRefusal.NotPossibleNow.class);
    }

    /// T1: 32 at once share out surpluses; what is paid never passes the cap, and the database would refuse
    /// it.
    @Test
    void nothingIsEverPaidBeyondACap() throws Exception {
        var one = active(Kind.CAPPED_SHARE, 10_000, "1.5", "40", 1);
        income(3_000_000);
        int version = charters.inForce(commons.id()).version();
        var visitor = program("Ana");
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 64; i++) {
            String key = commons.slug() + "-run-" + i / 2;
            String body = "{\"surplus\":\"100.00\",\"until\":\"" + today().plusDays(1) + "\",\"charterVersion\":"
                    + version + "}";
            calls.add(() -> visitor.postJson("/api" + commons.address() + "/distributions", key, body)
                    .statusCode());
        }
        assertThat(together(calls)).allMatch(code -> code < 300);
        assertThat(distributions.runs(commons.id())).hasSize(32);
        assertThat(now(one.id()).paid()).isEqualTo(15_000);
        assertThat(held(Spec.member(one.party()))).isEqualTo(15_000);
        assertThatThrownBy(() -> house.sql()
                        .sql("update transvestment.instrument set paid = cap + 1 where commons_id = ? and id = ?")
                        .params(commons.id().value(), one.id().value())
                        .update())
                .hasMessageContaining("never_beyond_its_cap");
    }

    /// Older ranks first; within a rank by what is left to each cap.
    @Test
    void olderRanksComeFirst() {
        var old = active(Kind.CAPPED_SHARE, 3_000, "1", "100", 1);
        var young = active(Kind.CAPPED_SHARE, 9_000, "1", "100", 2);
        var twin = active(Kind.LOAN, 3_000, "1", "100", 2);
        income(50_000);
        run(15_000);
        assertThat(now(old.id()).paid()).isEqualTo(3_000);
        assertThat(now(young.id()).paid()).isEqualTo(2_250);
        assertThat(now(twin.id()).paid()).isEqualTo(750);
    }

    /// T6: a year that has cost more than it brought in pays nothing to private hands, even with money there.
    @Test
    void aYearOfLossPaysNothing() {
        found();
        issue(ShareClass.FUNDER, party(3), 100, 10_000);
        var one = active(Kind.CAPPED_SHARE, 10_000, "2", "40", 1);
        ledger.book(ana, new Ledger.ByHand(today().minusYears(1), "Last year", "sales", "general", "", 500_000), key());
        ledger.book(ana, new Ledger.ByHand(today(), "A new floor", "general", "expenses", "Builder", 90_000), key());
        var run = run(100_000);
        assertThat(now(one.id()).paid()).isZero();
        assertThat(run.shares())
                .filteredOn(share -> share.destination().equals("returns")
                        || share.destination().equals("dividends"))
                .allMatch(share -> share.minorUnits() == 0);
        assertThat(run.shares().stream().mapToLong(share -> share.minorUnits()).sum())
                .isEqualTo(100_000);
    }

    /// T5 and T9: what the law asks for is booked first, and private hands get no more than it allows.
    @Test
    void theLawIsServedFirst() {
        found();
        var statute = charterNow().chapter(LockRules.class).lock();
        assertThat(statute).isNotNull();
        for (var law : List.of("UK_CIC", "ITALY", "SPAIN")) {
            amend(charterNow().with(new LockRules(new AssetLock(law, null, null, "Federation"))));
            income(400_000);
            issue(ShareClass.FUNDER, party(3), 1, 100);
            active(Kind.CAPPED_SHARE, 1_000_000, "9", "100", 1);
            var run = run(100_000);
            long reserve = part(run, "statutory-reserve");
            long fund = part(run, "mutual-fund");
            long toPrivate = part(run, "returns") + part(run, "dividends");
            switch (law) {
                case "UK_CIC" -> assertThat(toPrivate).isEqualTo(35_000);
                case "ITALY" -> assertThat(List.of(reserve, fund)).containsExactly(30_000L, 3_000L);
                default -> assertThat(List.of(reserve, fund)).containsExactly(20_000L, 5_000L);
            }
            assertThat(run.shares().stream()
                            .mapToLong(share -> share.minorUnits())
                            .sum())
                    .isEqualTo(100_000);
        }
    }

    private static long part(coppice.server.distributions.Run run, String destination) {
        return run.shares().stream()
                .filter(share -> share.destination().equals(destination))
                .mapToLong(share -> share.minorUnits())
                .sum();
    }

    /// All or nothing: what does not come together goes back, whole, to whom it came from.
    @Test
    void whatDoesNotComeTogetherGoesBack() {
        var campaign = campaign(terms(Kind.LOAN, 50_000, "1.2", "10", true, 1));
        var first = instruments.commit(ana, campaign, outside("A friend"), 20_000, key());
        instruments.payIn(ana, first);
        var second = instruments.commit(members.get(1), campaign, party(1), 10_000, key());
        assertThat(now(first).state()).isEqualTo(State.PAID_IN);
        assertThat(held(commons, "transvestment." + campaign)).isEqualTo(20_000);
        assertThat(refusal(() -> instruments.commit(ana, campaign, party(0), 20_001, key())))
                .isInstanceOf(TransvestmentRefusal.OverTarget.class);
        house.later(Duration.ofDays(30), () -> campaigns.campaigns(commons));
        assertThat(now(first).state()).isEqualTo(State.WITHDRAWN);
        assertThat(now(second).state()).isEqualTo(State.WITHDRAWN);
        assertThat(held(commons, "transvestment." + campaign)).isZero();
        assertThat(held(commons, "capital." + outside("A friend"))).isZero();
        assertThat(refusal(() -> instruments.payIn(ana, second)))
                .isInstanceOf(TransvestmentRefusal.NotPossibleNow.class);
    }

    @Test
    void whatComesTogetherGoesToWorkAtOnce() {
        var campaign = campaign(terms(Kind.LOAN, 50_000, "1.2", "10", true, 1));
        for (int i = 0; i < 2; i++) {
            var one = instruments.commit(ana, campaign, outside("Friend " + i), 25_000, key());
            instruments.payIn(ana, one);
        }
        assertThat(instruments.of(commons.id(), campaign))
                .extracting(Instrument::state)
                .containsOnly(State.ACTIVE);
        assertThat(held(Ledger.GENERAL)).isEqualTo(50_000);
        assertThat(book.assets(commons.id())).hasSize(1);
    }

    @Test
    void aGiftIsTransvestedAtOnce() {
        var one = active(Kind.GIFT, 5_000, "0", "0", 1);
        assertThat(one.state()).isEqualTo(State.TRANSVESTED);
        assertThat(one.cap()).isZero();
        assertThat(book.assets(commons.id()).getFirst().locked()).isPresent();
    }

    /// The holder alone waives, nobody else; a write-down needs a reason.
    @Test
    void onlyTheHolderWaives() {
        var campaign = campaign(terms(Kind.LOAN, 5_000, "1.2", "10", false, 1));
        var one = instruments.commit(members.get(1), campaign, party(1), 5_000, key());
        assertThat(refusal(() -> instruments.withdraw(members.get(2), one)))
                .isInstanceOf(TransvestmentRefusal.NotTheHolder.class);
        instruments.payIn(ana, one);
        assertThat(refusal(() -> instruments.release(ana, one))).isInstanceOf(TransvestmentRefusal.NotTheHolder.class);
        instruments.release(members.get(1), one);
        assertThat(now(one).state()).isEqualTo(State.RELEASED);
        assertThat(book.assets(commons.id()).getFirst().locked()).isPresent();
    }

    /// T5: what somebody put in is no profit, so nobody is paid out of it.
    @Test
    void nobodyIsPaidOutOfCapital() {
        found();
        issue(ShareClass.FUNDER, party(3), 1_000, 100_000);
        var one = active(Kind.CAPPED_SHARE, 50_000, "2", "100", 1);
        income(1_000);
        var run = run(100_000);
        assertThat(now(one.id()).paid() + part(run, "dividends")).isEqualTo(1_000);
        assertThat(run.shares().stream().mapToLong(share -> share.minorUnits()).sum())
                .isEqualTo(100_000);
    }

    /// A revenue share is of what came in since the last run, capital apart.
    @Test
    void aRevenueShareCountsRevenueOnce() {
        var one = active(Kind.REVENUE_SHARE, 10_000, "1.3", "6", 1);
        income(50_000);
        run(40_000);
        assertThat(now(one.id()).paid()).isEqualTo(3_000);
        run(2_000);
        assertThat(now(one.id()).paid()).isEqualTo(3_000);
    }

    /// A split without returns pays none, whatever is due.
    @Test
    void nothingIsPaidThatTheCharterDoesNotName() {
        charters.amend(
                ana,
                1,
                charterNow()
                        .with(
                                DistributionRules.class,
                                it -> it.withSplit(List.of(new Part("reserve", new BigDecimal("50"))))),
                "Only saving",
                key());
        var one = active(Kind.CAPPED_SHARE, 10_000, "2", "40", 1);
        income(50_000);
        run(40_000);
        assertThat(now(one.id()).paid()).isZero();
    }
}
