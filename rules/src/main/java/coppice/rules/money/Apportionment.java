package coppice.rules.money;

import java.math.BigInteger;
import java.util.Arrays;

/// Splits a whole by weights so that the parts always add up to the whole.
///
/// The method is the largest remainder (Hamilton, Hare quota): every weight first receives the whole part of
/// its exact quota; the units left over go one each to the largest fractional remainders. Equal remainders are
/// served in the order of the array, so callers put their claimants in the order they have published (by id, by
/// bucket).
///
/// Example: 100 over weights 1, 1, 1 gives 34, 33, 33.
public final class Apportionment {
    private Apportionment() {}

    /// Parts in minor units, in the order of `weights`; a weight of 0 receives 0.
    ///
    /// Throws `IllegalArgumentException` for a negative amount or weight, or when all weights are 0 and the
    /// amount is not.
    public static long[] largestRemainder(long minorUnits, long[] weights) {
        if (minorUnits < 0) throw new IllegalArgumentException("amount < 0: " + minorUnits);
        long total = 0;
        boolean wide = false;
        for (long weight : weights) {
            if (weight < 0) throw new IllegalArgumentException("weight < 0: " + weight);
            total += weight;
            if (total < 0) wide = true;
        }
        if (wide || Math.multiplyHigh(minorUnits, total) != 0 || minorUnits * total < 0)
            return wide(minorUnits, weights);
        if (total == 0) return nothing(minorUnits, weights.length);

        var parts = new long[weights.length];
        var remainders = new long[weights.length];
        long left = minorUnits;
        for (int i = 0; i < weights.length; i++) {
            long product = minorUnits * weights[i];
            parts[i] = product / total;
            remainders[i] = product - parts[i] * total;
            left -= parts[i];
        }
        if (left > 0) {
            long[] sorted = remainders.clone();
            Arrays.sort(sorted);
            long threshold = sorted[sorted.length - (int) left];
            for (int i = 0; i < weights.length; i++)
                if (remainders[i] > threshold) {
                    parts[i]++;
                    left--;
                }
            for (int i = 0; left > 0; i++)
                if (remainders[i] == threshold) {
                    parts[i]++;
                    left--;
                }
        }
        return parts;
    }

    /// As above for amounts or weights beyond a `long`.
    public static BigInteger[] largestRemainder(BigInteger amount, BigInteger[] weights) {
        if (amount.signum() < 0) throw new IllegalArgumentException("amount < 0: " + amount);
        var total = BigInteger.ZERO;
        for (var weight : weights) {
            if (weight.signum() < 0) throw new IllegalArgumentException("weight < 0: " + weight);
            total = total.add(weight);
        }
        if (total.signum() == 0) {
            if (amount.signum() != 0) throw new IllegalArgumentException("no weight to split by");
            var none = new BigInteger[weights.length];
            Arrays.fill(none, BigInteger.ZERO);
            return none;
        }
        var parts = new BigInteger[weights.length];
        var remainders = new BigInteger[weights.length];
        var left = amount;
        for (int i = 0; i < weights.length; i++) {
            var quota = amount.multiply(weights[i]).divideAndRemainder(total);
            parts[i] = quota[0];
            remainders[i] = quota[1];
            left = left.subtract(quota[0]);
        }
        int odd = left.intValueExact();
        if (odd > 0) {
            var sorted = remainders.clone();
            Arrays.sort(sorted);
            var threshold = sorted[sorted.length - odd];
            for (int i = 0; i < parts.length; i++)
                if (remainders[i].compareTo(threshold) > 0) {
                    parts[i] = parts[i].add(BigInteger.ONE);
                    odd--;
                }
            for (int i = 0; odd > 0; i++)
                if (remainders[i].equals(threshold)) {
                    parts[i] = parts[i].add(BigInteger.ONE);
                    odd--;
                }
        }
        return parts;
    }

    /// Splits by fractions of the whole; what they leave unassigned is the last part of the result.
    ///
    /// The unassigned rest takes part in the largest remainder like a last claimant, so the parts still add up.
    /// Throws `IllegalArgumentException` when the fractions exceed 1 in sum.
    public static long[] byFractions(long minorUnits, Ratio[] fractions) {
        var rest = Ratio.ONE;
        for (var fraction : fractions) rest = rest.minus(fraction);
        if (rest.signum() < 0) throw new IllegalArgumentException("fractions exceed the whole");
        var all = Arrays.copyOf(fractions, fractions.length + 1);
        all[fractions.length] = rest;
        var parts = largestRemainder(BigInteger.valueOf(minorUnits), wholeWeights(all));
        return Arrays.stream(parts).mapToLong(BigInteger::longValueExact).toArray();
    }

    /// The smallest whole numbers in the same proportion, for weights given as ratios.
    public static BigInteger[] wholeWeights(Ratio[] weights) {
        var multiple = BigInteger.ONE;
        for (var weight : weights) {
            var bottom = weight.denominator();
            multiple = multiple.divide(multiple.gcd(bottom)).multiply(bottom);
        }
        var whole = new BigInteger[weights.length];
        for (int i = 0; i < weights.length; i++)
            whole[i] = weights[i].numerator().multiply(multiple.divide(weights[i].denominator()));
        return whole;
    }

    private static long[] nothing(long minorUnits, int length) {
        if (minorUnits != 0) throw new IllegalArgumentException("no weight to split by");
        return new long[length];
    }

    private static long[] wide(long minorUnits, long[] weights) {
        var parts = largestRemainder(
                BigInteger.valueOf(minorUnits),
                Arrays.stream(weights).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new));
        return Arrays.stream(parts).mapToLong(BigInteger::longValueExact).toArray();
    }
}
