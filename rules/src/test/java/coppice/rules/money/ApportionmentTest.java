package coppice.rules.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class ApportionmentTest {
    @Test
    void theOddUnitGoesToTheLargestRemainderAndThenToTheFirst() {
        assertThat(Apportionment.largestRemainder(100, new long[] {1, 1, 1})).containsExactly(34, 33, 33);
        assertThat(Apportionment.largestRemainder(10, new long[] {5, 3, 1})).containsExactly(6, 3, 1);
        assertThat(Apportionment.largestRemainder(1, new long[] {0, 0, 7})).containsExactly(0, 0, 1);
    }

    @Test
    void fractionsLeaveTheUnassignedRestLast() {
        assertThat(Apportionment.byFractions(10_001, new Ratio[] {Ratio.of(1, 2), Ratio.of(1, 4)}))
                .containsExactly(5_001, 2_500, 2_500);
        assertThatThrownBy(() -> Apportionment.byFractions(1, new Ratio[] {Ratio.of(2, 3), Ratio.of(1, 2)}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsSplitByNothing() {
        assertThat(Apportionment.largestRemainder(0, new long[] {0, 0})).containsExactly(0, 0);
        assertThatThrownBy(() -> Apportionment.largestRemainder(1, new long[] {0, 0}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Apportionment.largestRemainder(1, new long[] {-1, 2}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// The fast form in `long`s and the wide one in big integers are two writings of one rule.
    @Test
    void bothFormsAgreeAndAddUp() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        for (int round = 0; round < 2_000; round++) {
            long[] weights = new long[1 + random.nextInt(20)];
            boolean huge = random.nextInt(4) == 0;
            for (int i = 0; i < weights.length; i++)
                weights[i] = random.nextInt(5) == 0 ? 0 : random.nextLong(huge ? 1_000_000_000_000_000L : 1_000);
            if (Arrays.stream(weights).sum() == 0) continue;
            long amount = random.nextLong(huge ? 1_000_000_000_000_000L : 100_000);
            long[] fast = Apportionment.largestRemainder(amount, weights);
            var wide = Apportionment.largestRemainder(
                    BigInteger.valueOf(amount),
                    Arrays.stream(weights).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new));
            assertThat(Arrays.stream(fast).sum()).isEqualTo(amount);
            assertThat(fast)
                    .containsExactly(Arrays.stream(wide)
                            .mapToLong(BigInteger::longValueExact)
                            .toArray());
        }
    }
}
