package coppice.rules.budgeting;

import coppice.rules.money.Ratio;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What every voter has left, exact. Voters with the same history share one purse, and all purses share one
/// denominator, which grows with every purchase; a purse is brought up to it when it is needed.
final class Purses {
    private static final int EMPTY = 0;

    private final List<Purse> purses = new ArrayList<>();
    private final List<BigInteger> denominators = new ArrayList<>();
    private final int[] held;
    private final double[] approximately;

    private static final class Purse {
        private BigInteger numerator;
        private int epoch;

        private Purse(BigInteger numerator, int epoch) {
            this.numerator = numerator;
            this.epoch = epoch;
        }
    }

    /// Voters with the same purse to whom a project is worth the same.
    private record Kind(int purse, long worth) {}

    /// What a project costs those who want it: `numerator / (weight × denominator)` per unit of worth, or all
    /// they have.
    ///
    /// @param poor which of the kinds have less than that
    record Price(int project, long unit, BigInteger numerator, BigInteger weight, Map<Kind, Boolean> poor)
            implements Comparable<Price> {
        @Override
        public int compareTo(Price other) {
            return numerator
                    .multiply(other.weight)
                    .multiply(BigInteger.valueOf(other.unit))
                    .compareTo(other.numerator.multiply(weight).multiply(BigInteger.valueOf(unit)));
        }

        double approximately(Purses purses) {
            return quotient(numerator, weight.multiply(purses.denominator()).multiply(BigInteger.valueOf(unit)));
        }
    }

    Purses(int groups, Ratio share) {
        denominators.add(share.denominator());
        purses.add(new Purse(BigInteger.ZERO, 0));
        purses.add(new Purse(share.numerator(), 0));
        held = new int[groups];
        approximately = new double[groups];
        int all = share.signum() == 0 ? EMPTY : 1;
        Arrays.fill(held, all);
        Arrays.fill(approximately, quotient(share.numerator(), share.denominator()));
    }

    /// What each way to vote has left per voter, each to within 2^-50 of itself.
    double[] approximately() {
        return approximately;
    }

    private BigInteger denominator() {
        return denominators.getLast();
    }

    private BigInteger numerator(int purse) {
        var one = purses.get(purse);
        int now = denominators.size() - 1;
        if (one.epoch < now) {
            one.numerator = one.numerator.multiply(denominator().divide(denominators.get(one.epoch)));
            one.epoch = now;
        }
        return one.numerator;
    }

    private Map<Kind, Long> kinds(Support support, int project) {
        var kinds = new HashMap<Kind, Long>();
        int[] groups = support.groups(project);
        long[] worth = support.worth(project);
        for (int i = 0; i < groups.length; i++)
            kinds.merge(new Kind(held[groups[i]], worth[i]), support.counts()[groups[i]], Math::addExact);
        return kinds;
    }

    private BigInteger sum(Support support, int project) {
        var sum = BigInteger.ZERO;
        for (var kind : kinds(support, project).entrySet())
            sum = sum.add(numerator(kind.getKey().purse()).multiply(BigInteger.valueOf(kind.getValue())));
        return sum;
    }

    /// Whether all who want it have less together than it costs.
    boolean isShort(Support support, int project) {
        return sum(support, project)
                        .compareTo(BigInteger.valueOf(support.cost(project)).multiply(denominator()))
                < 0;
    }

    /// What all who want it have left, in minor units rounded down.
    long left(Support support, int project) {
        return sum(support, project).divide(denominator()).longValueExact();
    }

    /// The exact price, found from a guess at the rate. Those who have less than the rate pay all; with
    /// them out, the others' rate is higher; so on until nobody changes sides.
    Price price(Support support, int project, double guess) {
        var kinds = kinds(support, project);
        var poor = new HashMap<Kind, Boolean>();
        for (var kind : kinds.keySet())
            poor.put(kind, quotient(numerator(kind.purse()), denominator()) < guess * kind.worth());
        if (!poor.containsValue(false)) poor.replaceAll((_, _) -> false);
        var cost = BigInteger.valueOf(support.cost(project)).multiply(denominator());
        while (true) {
            var rest = cost;
            var weight = BigInteger.ZERO;
            for (var kind : kinds.entrySet()) {
                var people = BigInteger.valueOf(kind.getValue());
                if (isIn(poor, kind.getKey()))
                    rest = rest.subtract(numerator(kind.getKey().purse()).multiply(people));
                else
                    weight =
                            weight.add(BigInteger.valueOf(kind.getKey().worth()).multiply(people));
            }
            boolean changed = false;
            for (var kind : kinds.keySet()) {
                boolean isPoor = numerator(kind.purse())
                                .multiply(weight)
                                .compareTo(rest.multiply(BigInteger.valueOf(kind.worth())))
                        < 0;
                if (isPoor != isIn(poor, kind)) {
                    changed = true;
                    poor.put(kind, isPoor);
                }
            }
            if (!changed) return new Price(project, support.unit(project), rest, weight, poor);
        }
    }

    private static boolean isIn(Map<Kind, Boolean> poor, Kind kind) {
        return poor.getOrDefault(kind, false);
    }

    Ratio rate(Price price) {
        return Ratio.of(
                price.numerator(), price.weight().multiply(denominator()).multiply(BigInteger.valueOf(price.unit())));
    }

    /// Everybody who wants it pays.
    void pay(Support support, Price price) {
        var divisor = price.numerator().gcd(price.weight());
        var numerator = price.numerator().divide(divisor);
        var weight = price.weight().divide(divisor);
        var then = new HashMap<Kind, Integer>();
        for (var poor : price.poor().entrySet()) {
            var kind = poor.getKey();
            var left = poor.getValue()
                    ? BigInteger.ZERO
                    : numerator(kind.purse())
                            .multiply(weight)
                            .subtract(numerator.multiply(BigInteger.valueOf(kind.worth())));
            if (left.signum() == 0) then.put(kind, EMPTY);
            else {
                purses.add(new Purse(left, denominators.size()));
                then.put(kind, purses.size() - 1);
            }
        }
        denominators.add(denominator().multiply(weight));
        var shown = new HashMap<Integer, Double>();
        int[] groups = support.groups(price.project());
        long[] worth = support.worth(price.project());
        for (int i = 0; i < groups.length; i++) {
            int purse = then.getOrDefault(new Kind(held[groups[i]], worth[i]), EMPTY);
            held[groups[i]] = purse;
            approximately[groups[i]] = shown.computeIfAbsent(purse, one -> quotient(numerator(one), denominator()));
        }
    }

    /// The nearest number, to within a few units of the last place.
    private static double quotient(BigInteger numerator, BigInteger denominator) {
        if (numerator.signum() == 0) return 0;
        int shift = 64 - numerator.bitLength() + denominator.bitLength();
        var top = shift > 0 ? numerator.shiftLeft(shift) : numerator;
        var bottom = shift < 0 ? denominator.shiftLeft(-shift) : denominator;
        return Math.scalb(top.divide(bottom).doubleValue(), -shift);
    }
}
