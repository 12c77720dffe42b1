package coppice.rules.shares;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.money.Ratio;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static Map<ShareClass, Map<String, Long>> points(Random chance) {
        var points = new EnumMap<ShareClass, Map<String, Long>>(ShareClass.class);
        for (var of : ShareClass.values()) {
            var own = new TreeMap<String, Long>();
            for (int i = chance.nextInt(6); i > 0; i--) own.put("p" + i, chance.nextLong(4) * chance.nextLong(1000));
            points.put(of, own);
        }
        return points;
    }

    /// F1 and F2 over seeded surpluses: four equal amounts, nothing lost, nothing to another class.
    @Test
    void quartersAreEqualAndAddUp() {
        var chance = new Random(4);
        for (int run = 0; run < 5000; run++) {
            long surplus = chance.nextLong(run % 2 == 0 ? 1000 : 1_000_000_000_000L);
            var points = points(chance);
            var result = Dividends.of(surplus, ShareForm.FOUR_QUARTERS.fractions(), points);
            assertThat(result.classes().values())
                    .extracting(Dividends.Part::minorUnits)
                    .containsOnly(surplus / 4);
            assertThat(result.paid().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum()
                            + result.kept())
                    .isEqualTo(surplus);
            assertThat(result.odd()).isBetween(0L, 3L);
            result.classes()
                    .forEach((of, part) -> assertThat(part.paid().keySet())
                            .isSubsetOf(points.getOrDefault(of, Map.of()).keySet()));
        }
    }

    @Test
    void everyFormBeginsWithinItsOwnBounds() {
        for (var form : ShareForm.values())
            assertThat(form.fault(form.fractions())).as(form.name()).isEqualTo(ShareForm.Fault.NONE);
    }

    @Test
    void fractionsOutsideTheBoundsAreNamed() {
        assertThat(ShareForm.FOUR_QUARTERS.fault(Map.of(ShareClass.USER, Ratio.ONE)))
                .isEqualTo(ShareForm.Fault.NOT_QUARTERS);
        assertThat(ShareForm.COMPANY.fault(Map.of(ShareClass.USER, Ratio.of(2))))
                .isEqualTo(ShareForm.Fault.SUM);
        assertThat(ShareForm.COMPANY.fault(Map.of(ShareClass.WORKER, Ratio.of(1, 2), ShareClass.USER, Ratio.of(1, 2))))
                .isEqualTo(ShareForm.Fault.WORKERS);
        assertThat(ShareForm.COOPERATIVE.fault(Map.of(
                        ShareClass.WORKER, Ratio.of(3, 10),
                        ShareClass.USER, Ratio.of(2, 10),
                        ShareClass.FUNDER, Ratio.of(5, 10))))
                .isEqualTo(ShareForm.Fault.FUNDERS);
    }

    /// Before rounding, `price × (issued + new) = NV`; so with whole shares never more than the value, and
    /// less by less than one share.
    @Test
    void aGainIsWorthItself() {
        var chance = new Random(11);
        for (int run = 0; run < 3000; run++) {
            long reference = 1 + chance.nextLong(1_000_000);
            long value = 1 + chance.nextLong(2_000_000);
            long issued = 1 + chance.nextLong(50_000);
            var gain =
                    CapitalGain.atFairPrice(new CapitalGain.Asked(issued, reference, value, Ratio.of(1, 2), 100, 500));
            var worth = gain.price().times(Ratio.of(issued + gain.newShares()));
            assertThat(worth.compareTo(Ratio.of(value))).isLessThanOrEqualTo(0);
            assertThat(worth.plus(gain.price()).compareTo(Ratio.of(value))).isPositive();
            if (value <= reference) assertThat(gain.newShares()).isZero();
            var given = gain.issue(Map.of("w", 2L, "v", 1L), Map.of("u", 1L));
            assertThat(given.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(gain.newShares());
        }
    }

    @Test
    void aHighPriceProposesASplit() {
        var asked = new CapitalGain.Asked(100, 0, 100_000, Ratio.ZERO, 100, 500);
        assertThat(CapitalGain.atFairPrice(asked).splits()).isTrue();
    }

    /// Never more than the budget, and nobody before somebody who asked earlier and may have it.
    @Test
    void withdrawalsKeepTheirOrder() {
        var chance = new Random(2);
        var today = LocalDate.of(2026, 6, 30);
        for (int run = 0; run < 2000; run++) {
            var asked = new java.util.ArrayList<Withdrawals.Asked>();
            for (int i = chance.nextInt(8); i > 0; i--)
                asked.add(new Withdrawals.Asked(
                        "r" + i,
                        today.minusMonths(chance.nextInt(80)),
                        today.minusDays(chance.nextInt(200)),
                        1 + chance.nextInt(1000)));
            long budget = chance.nextInt(2500);
            var outcomes = Withdrawals.of(asked, budget, today, 3);
            assertThat(outcomes.stream().mapToLong(Withdrawals.Outcome::paid).sum())
                    .isLessThanOrEqualTo(budget);
            boolean someoneWaits = false;
            for (var outcome : outcomes) {
                if (outcome.state() == Withdrawals.State.TOO_EARLY) continue;
                if (someoneWaits) assertThat(outcome.paid()).isZero();
                someoneWaits |= outcome.paid() < outcome.asked().minorUnits();
            }
        }
        assertThat(Withdrawals.budget(1_000, 900, 300)).isEqualTo(150);
        assertThat(Withdrawals.budget(100, 900, 0)).isEqualTo(100);
        assertThat(Withdrawals.budget(100, 100, 70)).isZero();
    }
}
