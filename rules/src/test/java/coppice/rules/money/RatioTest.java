package coppice.rules.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatioTest {
    @ParameterizedTest
    @CsvSource({"0.5, 1", "1.5, 2", "-0.5, 0", "-1.5, -1", "2.49, 2", "1/3, 0", "-7/10, -1"})
    void halfGoesUp(String value, long whole) {
        assertThat(Ratio.parse(value).halfUp()).isEqualTo(whole);
        assertThat(Ratio.parse(value).times(big()).dividedBy(big()).halfUp()).isEqualTo(whole);
    }

    private static Ratio big() {
        return Ratio.of(BigInteger.TEN.pow(40), BigInteger.ONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e9", "NaN", "", ".5", "5.", " 1", "1 ", "1,5", "+1", "1/0", "0x1", "١"})
    void refusesWhatIsNoPlainNumber(String text) {
        assertThatThrownBy(() -> Ratio.parse(text)).isInstanceOf(NumberFormatException.class);
    }

    /// Small values in `long`s against the same sums in big integers.
    @Test
    void smallAndLargeArithmeticAgree() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        for (int round = 0; round < 20_000; round++) {
            long a = random.nextLong() >> random.nextInt(63);
            long b = (random.nextLong() >> random.nextInt(63)) | 1;
            long c = random.nextLong() >> random.nextInt(63);
            long d = (random.nextLong() >> random.nextInt(63)) | 1;
            var x = Ratio.of(a, b);
            var y = Ratio.of(c, d);
            BigInteger ad = BigInteger.valueOf(a).multiply(BigInteger.valueOf(d));
            BigInteger cb = BigInteger.valueOf(c).multiply(BigInteger.valueOf(b));
            BigInteger bd = BigInteger.valueOf(b).multiply(BigInteger.valueOf(d));
            assertThat(x.plus(y)).isEqualTo(Ratio.of(ad.add(cb), bd));
            assertThat(x.minus(y)).isEqualTo(Ratio.of(ad.subtract(cb), bd));
            assertThat(x.times(y)).isEqualTo(Ratio.of(BigInteger.valueOf(a).multiply(BigInteger.valueOf(c)), bd));
            assertThat(Integer.signum(x.compareTo(y))).isEqualTo(ad.compareTo(cb) * bd.signum());
        }
    }
}
