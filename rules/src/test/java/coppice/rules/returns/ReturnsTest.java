package coppice.rules.returns;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.money.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReturnsTest {
    /// T1 over seeded years: never beyond the cap or what there is, nothing on a loss.
    @Test
    void nothingIsPaidBeyondTheCap() {
        var chance = new Random(1);
        for (int run = 0; run < 5000; run++) {
            long cap = chance.nextLong(100_000);
            long paid = 0;
            var rate = Ratio.of(1 + chance.nextInt(100), 100);
            for (int year = 0; year < 12; year++) {
                long base = chance.nextLong(60_000) - 20_000;
                long available = chance.nextLong(30_000);
                long now = Returns.pay(base, rate, cap, paid, available);
                if (base <= 0) assertThat(now).isZero();
                assertThat(now).isBetween(0L, Math.min(cap - paid, available));
                paid += now;
            }
            assertThat(paid).isLessThanOrEqualTo(cap);
        }
        assertThat(Returns.pay(Long.MAX_VALUE, Ratio.of(100), Long.MAX_VALUE, 0, Long.MAX_VALUE))
                .isEqualTo(Long.MAX_VALUE);
    }

    /// Everybody within their due, everything given out that is due, and no younger rank before an older one
    /// is served.
    @Test
    void ranksAreServedInOrder() {
        var chance = new Random(5);
        for (int run = 0; run < 5000; run++) {
            var dues = new ArrayList<Returns.Due>();
            for (int i = chance.nextInt(7); i > 0; i--) {
                long due = chance.nextLong(500);
                dues.add(new Returns.Due("i" + i, 1 + chance.nextInt(3), due, due + chance.nextLong(900)));
            }
            long available = chance.nextLong(1500);
            var paid = Returns.share(available, dues);
            long asked = dues.stream().mapToLong(Returns.Due::due).sum();
            assertThat(paid.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(Math.min(asked, available));
            boolean full = true;
            for (int rank = 1; rank <= 3; rank++) {
                boolean served = true;
                for (var due : dues) {
                    if (due.rank() != rank) continue;
                    long got = paid.getOrDefault(due.id(), 0L);
                    assertThat(got).isLessThanOrEqualTo(due.due());
                    if (!full) assertThat(got).isZero();
                    served &= got == due.due();
                }
                full &= served;
            }
        }
    }

    @Test
    void aRankIsSplitByWhatIsLeftToEachCap() {
        assertThat(Returns.share(100, List.of(new Returns.Due("a", 1, 80, 300), new Returns.Due("b", 1, 80, 100))))
                .containsEntry("a", 75L)
                .containsEntry("b", 25L);
        assertThat(Returns.share(100, List.of(new Returns.Due("a", 1, 50, 900), new Returns.Due("b", 1, 80, 100))))
                .containsEntry("a", 50L)
                .containsEntry("b", 50L);
    }

    /// T7: what there was is what was given, to the last unit; debts before par, what is locked always to the
    /// successor.
    @Test
    void theEndAddsUp() {
        var chance = new Random(9);
        for (int run = 0; run < 5000; run++) {
            var debts = new TreeMap<String, Long>();
            for (int i = chance.nextInt(4); i > 0; i--) debts.put("d" + i, 1 + chance.nextLong(500));
            var stakes = new ArrayList<Dissolution.Stake>();
            for (int i = chance.nextInt(4); i > 0; i--)
                stakes.add(new Dissolution.Stake("s" + i, 1 + chance.nextInt(2), chance.nextLong(500)));
            long free = chance.nextLong(2000);
            long locked = chance.nextLong(500);
            var end = Dissolution.of(free, locked, debts, stakes);
            long paidDebts =
                    end.debts().values().stream().mapToLong(Long::longValue).sum();
            long par = end.par().values().stream().mapToLong(Long::longValue).sum();
            assertThat(paidDebts + par + end.successor()).isEqualTo(free + locked);
            assertThat(end.successor()).isGreaterThanOrEqualTo(locked);
            if (!end.debts().equals(debts)) assertThat(par).isZero();
            for (var stake : stakes)
                assertThat(end.par().getOrDefault(stake.id(), 0L)).isLessThanOrEqualTo(stake.par());
        }
    }

    /// T5 and T9: at least is rounded up, at most is rounded down.
    @Test
    void theLawIsKeptToTheUnit() {
        for (var statute : Statute.all())
            for (long surplus = 0; surplus < 400; surplus++) {
                var least = statute.minimums(surplus, Long.MAX_VALUE, 0);
                assertThat(Ratio.of(least.reserve()).compareTo(statute.reserve().times(Ratio.of(surplus))))
                        .as(statute.name() + " " + surplus)
                        .isGreaterThanOrEqualTo(0);
                assertThat(least.reserve() + least.fund() + least.left()).isEqualTo(surplus);
                assertThat(Ratio.of(statute.mostDividends(surplus))
                                .compareTo(statute.mostDividends().times(Ratio.of(surplus))))
                        .isLessThanOrEqualTo(0);
            }
        assertThat(Statute.named("ATLANTIS")).isEqualTo(Statute.NONE);
        assertThat(Statute.UK_CIC.allows(100, 36, 0)).isFalse();
        assertThat(Statute.UK_CIC.allows(100, 35, 66)).isFalse();
    }
}
