package coppice.rules.budgeting;

import coppice.rules.budgeting.Allocation.Chosen;
import coppice.rules.budgeting.Allocation.Reason;
import coppice.rules.budgeting.Allocation.Step;
import coppice.rules.money.Ratio;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The Method of Equal Shares, exact.
///
/// Projects are looked at by their rates within proven bounds, and exactly only where the bounds of several
/// overlap: so the outcome is that of exact arithmetic, at little more than the cost of the other kind. A
/// rate never falls while money is spent, so a project is not looked at again before its turn could have
/// come.
final class EqualShares {
    private final Support support;
    private final Purses purses;
    private final long[] counts;

    private EqualShares(Support support, Ratio share) {
        this.support = support;
        this.counts = support.counts();
        this.purses = new Purses(counts.length, share);
    }

    /// @param raise what everybody gets above their part of the budget, in minor units
    static Allocation of(Support support, long raise) {
        long voters = support.votes().voters();
        if (voters == 0)
            return new Allocation(support.votes(), support.utility(), Optional.empty(), List.of(), support.tooFew());
        var share = Ratio.of(
                BigInteger.valueOf(support.votes().budget())
                        .add(BigInteger.valueOf(raise).multiply(BigInteger.valueOf(voters))),
                BigInteger.valueOf(voters));
        return new EqualShares(support, share).run(share);
    }

    /// A project that can still be bought, as far as it was looked at.
    private static final class Open {
        private final int project;
        private double low;
        private double high;

        private Open(int project) {
            this.project = project;
        }
    }

    private Allocation run(Ratio share) {
        var open = new ArrayList<Open>();
        support.wanted().forEach(project -> open.add(new Open(project)));
        var chosen = new ArrayList<Chosen>();
        while (true) {
            var contenders = cheapest(open);
            if (contenders.isEmpty()) break;
            var next = first(contenders);
            open.removeIf(one -> one.project == next.project());
            chosen.add(new Chosen(next.project(), Step.SHARES, purses.rate(next), support.voters(next.project())));
            purses.pay(support, next);
        }
        var reasons = support.tooFew();
        for (int project : support.wanted())
            if (chosen.stream().noneMatch(one -> one.project() == project))
                reasons.put(project, new Reason.SupportersShort(purses.left(support, project)));
        return new Allocation(support.votes(), support.utility(), Optional.of(share), List.copyOf(chosen), reasons);
    }

    /// The projects whose rate may be the lowest; those that nobody can buy any more are taken out.
    private List<Open> cheapest(List<Open> open) {
        open.sort(Comparator.comparingDouble(one -> one.low));
        var seen = new ArrayList<Open>();
        var broke = new ArrayList<Open>();
        double best = Double.POSITIVE_INFINITY;
        for (var one : open) {
            if (one.low > best) break;
            if (!look(one)) {
                broke.add(one);
                continue;
            }
            seen.add(one);
            best = Math.min(best, one.high);
        }
        open.removeAll(broke);
        double bound = best;
        seen.removeIf(one -> one.low > bound);
        return seen;
    }

    private Purses.Price first(List<Open> contenders) {
        Purses.Price best = null;
        for (var one : contenders) {
            var price = purses.price(support, one.project, one.low * support.unit(one.project));
            if (best == null) {
                best = price;
                continue;
            }
            int order = price.compareTo(best);
            if (order < 0 || (order == 0 && support.ties().compare(price.project(), best.project()) < 0)) best = price;
        }
        if (best == null) throw new IllegalStateException("no contender");
        return best;
    }

    /// Finds bounds of the rate; false when those who want it have less than it costs.
    private boolean look(Open one) {
        int[] groups = support.groups(one.project);
        long[] worth = support.worth(one.project);
        double[] has = purses.approximately();
        double cost = support.cost(one.project);
        double error = (groups.length + 16) * 0x1p-52;
        double all = 0;
        double weight = 0;
        for (int i = 0; i < groups.length; i++) {
            double count = counts[groups[i]];
            all += count * has[groups[i]];
            weight += count * worth[i];
        }
        if (all < cost * (1 - error)) return false;
        if (all <= cost * (1 + error) && purses.isShort(support, one.project)) return false;
        double rate = cost / weight;
        double rich = weight;
        for (int pass = 0; pass < 200; pass++) {
            double rest = cost;
            rich = 0;
            for (int i = 0; i < groups.length; i++) {
                double count = counts[groups[i]];
                if (has[groups[i]] < rate * worth[i]) rest -= count * has[groups[i]];
                else rich += count * worth[i];
            }
            if (rich <= 0) break;
            double next = rest / rich;
            if (!(next > rate)) break;
            rate = next;
        }
        double unit = support.unit(one.project);
        double slack = rich <= 0 ? 1 : Math.max(1e-13, 8 * error * cost / (rich * rate));
        if (slack < 1e-3 && holds(groups, worth, has, rate * (1 - slack), rate * (1 + slack), cost, error)) {
            one.low = rate * (1 - slack) / unit * (1 - 0x1p-50);
            one.high = rate * (1 + slack) / unit * (1 + 0x1p-50);
        } else {
            double exact = purses.price(support, one.project, rate).approximately(purses);
            one.low = exact * (1 - 0x1p-46);
            one.high = exact * (1 + 0x1p-46);
        }
        return true;
    }

    /// Whether the rate provably lies between `low` and `high`: at one too little comes together, at the
    /// other enough.
    private boolean holds(
            int[] groups, long[] worth, double[] has, double low, double high, double cost, double error) {
        double atLow = 0;
        double atHigh = 0;
        for (int i = 0; i < groups.length; i++) {
            double count = counts[groups[i]];
            atLow += count * Math.min(has[groups[i]], low * worth[i]);
            atHigh += count * Math.min(has[groups[i]], high * worth[i]);
        }
        return atLow * (1 + error) <= cost && atHigh * (1 - error) >= cost;
    }
}
