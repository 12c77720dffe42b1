package coppice.rules.valuation;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.money.Ratio;
import coppice.rules.returns.Statute;
import coppice.rules.valuation.SurplusSplit.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SurplusSplitTest {
    private static final List<Part> PARTS =
            List.of(new Part(Ratio.of(40), false), new Part(Ratio.of(40), true), new Part(Ratio.of(10), false));

    @Test
    void theLawComesFirstAndOwnersGetNoMoreThanWasEarned() {
        assertThat(SurplusSplit.of(100_000, Statute.SPAIN, 0, 0, 20_000, PARTS))
                .isEqualTo(new SurplusSplit(20_000, 5_000, 0, List.of(30_000L, 20_000L, 7_500L), 17_500));
    }

    @Test
    void ownersGetNoMoreThanTheLawAllows() {
        assertThat(SurplusSplit.of(100_000, Statute.UK_CIC, 0, 0, 100_000, PARTS))
                .isEqualTo(new SurplusSplit(0, 0, 0, List.of(40_000L, 35_000L, 10_000L), 15_000));
    }

    @Test
    void workersAreToldTheirLeast() {
        assertThat(SurplusSplit.of(100_000, Statute.FRANCE, 50_000, 40_000, 0, PARTS))
                .isEqualTo(new SurplusSplit(10_000, 0, 25_000, List.of(36_000L, 0L, 9_000L), 45_000));
    }

    @Test
    void oddUnitsGoByLargestRemainder() {
        var halves = List.of(new Part(Ratio.of(50), false), new Part(Ratio.of(25), false));
        assertThat(SurplusSplit.of(10_001, Statute.NONE, 0, 0, 0, halves))
                .isEqualTo(new SurplusSplit(0, 0, 0, List.of(5_001L, 2_500L), 2_500));
    }

    /// Seeded: whatever is asked, the parts are together the surplus, and earlier private parts are served
    /// first.
    @Test
    void nothingIsLostAndNothingIsMade() {
        var chance = new Random(7);
        for (int run = 0; run < 5000; run++) {
            long surplus = chance.nextLong(1_000_000);
            var parts = new ArrayList<Part>();
            for (int i = chance.nextInt(6), left = 100; i > 0; i--) {
                int percent = chance.nextInt(left + 1);
                left -= percent;
                parts.add(new Part(Ratio.of(percent), chance.nextBoolean()));
            }
            long earned = chance.nextLong(500_000) - 100_000;
            var statute = Statute.all().get(chance.nextInt(Statute.all().size()));
            var split = SurplusSplit.of(
                    surplus, statute, chance.nextLong(100_000), chance.nextLong(100_000), earned, parts);
            long toParts = split.parts().stream().mapToLong(Long::longValue).sum();
            assertThat(split.reserve() + split.fund() + toParts + split.left()).isEqualTo(surplus);
            long toOwners = 0;
            for (int i = 0; i < parts.size(); i++)
                if (parts.get(i).isPrivate()) toOwners += split.parts().get(i);
            assertThat(toOwners).isBetween(0L, Math.max(0, Math.min(earned, statute.mostDividends(surplus))));
        }
    }
}
