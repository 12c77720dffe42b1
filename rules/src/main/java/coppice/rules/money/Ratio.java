package coppice.rules.money;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An exact rational number in lowest terms, with a positive denominator.
///
/// Everything between an amount that goes in and an amount that comes out is a ratio, so nothing is lost on the
/// way. Small values are kept in two `long`s and grow into big integers only when they must; the two forms are
/// equal.
///
/// `Ratio.parse("12.345")` is 2469/200; `Ratio.parse("1/3").times(Ratio.of(3))` is 1.
public final class Ratio implements Comparable<Ratio> {
    public static final Ratio ZERO = new Ratio(0, 1);
    public static final Ratio ONE = new Ratio(1, 1);

    /// Longest text [#parse] accepts: more is never a quantity a person wrote.
    public static final int LONGEST_TEXT = 60;

    private static final Pattern DECIMAL = Pattern.compile("(-?)([0-9]+)(?:\\.([0-9]+))?");

    private final long numerator;
    private final long denominator;
    private final @Nullable BigInteger bigNumerator;
    private final @Nullable BigInteger bigDenominator;

    private Ratio(long numerator, long denominator) {
        this.numerator = numerator;
        this.denominator = denominator;
        this.bigNumerator = null;
        this.bigDenominator = null;
    }

    private Ratio(BigInteger numerator, BigInteger denominator) {
        this.numerator = 0;
        this.denominator = 0;
        this.bigNumerator = numerator;
        this.bigDenominator = denominator;
    }

    public static Ratio of(long whole) {
        return new Ratio(whole, 1);
    }

    /// Throws `ArithmeticException` when `denominator` is 0.
    public static Ratio of(long numerator, long denominator) {
        if (denominator == 0) throw new ArithmeticException("division by zero");
        if (denominator == 1) return new Ratio(numerator, 1);
        if (numerator == Long.MIN_VALUE || denominator == Long.MIN_VALUE)
            return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
        long divisor = gcd(Math.abs(numerator), Math.abs(denominator));
        long sign = denominator < 0 ? -1 : 1;
        return new Ratio(sign * (numerator / divisor), sign * (denominator / divisor));
    }

    /// Throws `ArithmeticException` when `denominator` is 0.
    public static Ratio of(BigInteger numerator, BigInteger denominator) {
        if (denominator.signum() == 0) throw new ArithmeticException("division by zero");
        var divisor = numerator.gcd(denominator);
        if (denominator.signum() < 0) divisor = divisor.negate();
        var top = numerator.divide(divisor);
        var bottom = denominator.divide(divisor);
        return top.bitLength() < 63 && bottom.bitLength() < 63
                ? new Ratio(top.longValue(), bottom.longValue())
                : new Ratio(top, bottom);
    }

    /// Reads a plain decimal (`-3`, `0.25`) or a fraction of two whole numbers (`7/10`).
    ///
    /// Refuses everything else with `NumberFormatException`: exponents, `NaN`, grouping, a bare point, spaces.
    public static Ratio parse(String text) {
        if (text.length() > LONGEST_TEXT) throw new NumberFormatException("longer than " + LONGEST_TEXT);
        int slash = text.indexOf('/');
        if (slash >= 0) {
            var bottom = parse(text.substring(slash + 1));
            if (bottom.signum() == 0) throw new NumberFormatException("division by zero");
            return parse(text.substring(0, slash)).dividedBy(bottom);
        }
        var match = DECIMAL.matcher(text);
        if (!match.matches()) throw new NumberFormatException("not a plain decimal number: " + text);
        String fraction = match.group(3) == null ? "" : match.group(3);
        var digits = new BigInteger(match.group(1) + match.group(2) + fraction);
        return of(digits, BigInteger.TEN.pow(fraction.length()));
    }

    public Ratio plus(Ratio other) {
        if (isSmall() && other.isSmall()) {
            if (denominator == other.denominator && denominator == 1) {
                long sum = numerator + other.numerator;
                if (((numerator ^ sum) & (other.numerator ^ sum)) >= 0) return new Ratio(sum, 1);
            } else {
                try {
                    return of(
                            Math.addExact(
                                    Math.multiplyExact(numerator, other.denominator),
                                    Math.multiplyExact(other.numerator, denominator)),
                            Math.multiplyExact(denominator, other.denominator));
                } catch (ArithmeticException overflow) {
                    // grows into big integers below
                }
            }
        }
        return of(
                numerator().multiply(other.denominator()).add(other.numerator().multiply(denominator())),
                denominator().multiply(other.denominator()));
    }

    public Ratio minus(Ratio other) {
        return plus(other.negated());
    }

    public Ratio negated() {
        return isSmall() && numerator != Long.MIN_VALUE
                ? new Ratio(-numerator, denominator)
                : of(numerator().negate(), denominator());
    }

    public Ratio times(Ratio other) {
        if (isSmall() && other.isSmall()) {
            long high = Math.multiplyHigh(numerator, other.numerator);
            long low = numerator * other.numerator;
            long high2 = Math.multiplyHigh(denominator, other.denominator);
            long low2 = denominator * other.denominator;
            if (high == low >> 63 && high2 == 0 && low2 > 0) return of(low, low2);
        }
        return of(numerator().multiply(other.numerator()), denominator().multiply(other.denominator()));
    }

    /// Throws `ArithmeticException` when `other` is 0.
    public Ratio dividedBy(Ratio other) {
        return times(other.inverse());
    }

    private Ratio inverse() {
        return isSmall()
                ? of(/* numerator= */ denominator, /* denominator= */ numerator)
                : of(/* numerator= */ denominator(), /* denominator= */ numerator());
    }

    public Ratio min(Ratio other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Ratio max(Ratio other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public int signum() {
        return isSmall() ? Long.signum(numerator) : numerator().signum();
    }

    /// The nearest whole number; a half goes up, away from zero for positive values.
    ///
    /// Throws `ArithmeticException` when the result does not fit a `long`.
    public long halfUp() {
        if (isSmall()) {
            if (denominator == 1) return numerator;
            long floor = Math.floorDiv(numerator, denominator);
            long rest = Math.floorMod(numerator, denominator);
            return rest >= denominator - rest ? floor + 1 : floor;
        }
        var two = BigInteger.TWO;
        var doubled = numerator().multiply(two).add(denominator());
        var parts = doubled.divideAndRemainder(denominator().multiply(two));
        return (parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0]).longValueExact();
    }

    /// The largest whole number that is not greater.
    public long floor() {
        if (isSmall()) return Math.floorDiv(numerator, denominator);
        var parts = numerator().divideAndRemainder(denominator());
        return (parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0]).longValueExact();
    }

    public BigInteger numerator() {
        return bigNumerator != null ? bigNumerator : BigInteger.valueOf(numerator);
    }

    public BigInteger denominator() {
        return bigDenominator != null ? bigDenominator : BigInteger.valueOf(denominator);
    }

    private boolean isSmall() {
        return bigNumerator == null;
    }

    private static long gcd(long a, long b) {
        if (a == 0) return b == 0 ? 1 : b;
        if (b == 0) return a;
        int shift = Long.numberOfTrailingZeros(a | b);
        long x = a >>> Long.numberOfTrailingZeros(a);
        long y = b;
        while (y != 0) {
            y >>>= Long.numberOfTrailingZeros(y);
            if (x > y) {
                long swap = x;
                x = y;
                y = swap;
            }
            y -= x;
        }
        return x << shift;
    }

    @Override
    public int compareTo(Ratio other) {
        if (isSmall() && other.isSmall() && denominator == other.denominator)
            return Long.compare(numerator, other.numerator);
        if (isSmall() && other.isSmall()) {
            long left = numerator * other.denominator;
            long right = other.numerator * denominator;
            if (Math.multiplyHigh(numerator, other.denominator) == left >> 63
                    && Math.multiplyHigh(other.numerator, denominator) == right >> 63) return Long.compare(left, right);
        }
        return numerator()
                .multiply(other.denominator())
                .compareTo(other.numerator().multiply(denominator()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ratio ratio
                && numerator().equals(ratio.numerator())
                && denominator().equals(ratio.denominator());
    }

    @Override
    public int hashCode() {
        return 31 * numerator().hashCode() + denominator().hashCode();
    }

    /// `3`, or `1/3`: what [#parse] reads back.
    @Override
    public String toString() {
        return denominator().equals(BigInteger.ONE) ? numerator().toString() : numerator() + "/" + denominator();
    }
}
