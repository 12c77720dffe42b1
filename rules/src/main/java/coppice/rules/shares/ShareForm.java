package coppice.rules.shares;

import coppice.rules.money.Ratio;
import java.util.EnumMap;
import java.util.Map;

/// The forms a commons of several classes may take, each with what it begins with and what it allows.
///
/// Figures of the FairShares forms: the wiki's Labour_Share_Fraction and Investor_Share pages (version 1:
/// workers 0.35, users 0.35, investors 0.30; co-operative: investors 0.25).
public enum ShareForm {
    /// A quarter each to founders, funders, workers and users.
    FOUR_QUARTERS(Ratio.of(1, 4), Ratio.of(1, 4), Ratio.of(1, 4), Ratio.of(1, 4)),
    /// No shares and no payouts: each class's part is kept for its projects.
    ASSOCIATION(Ratio.ZERO, Ratio.of(3, 10), Ratio.of(7, 20), Ratio.of(7, 20)),
    /// Funders' shares at a fair price.
    COMPANY(Ratio.ZERO, Ratio.of(3, 10), Ratio.of(7, 20), Ratio.of(7, 20)),
    /// All shares at par, withdrawn from a redemption fund.
    COOPERATIVE(Ratio.ZERO, Ratio.of(1, 4), Ratio.of(3, 8), Ratio.of(3, 8));

    private static final Ratio QUARTER = Ratio.of(1, 4);
    private static final Ratio MOST_FUNDERS = Ratio.of(2, 5);
    private static final Ratio LEAST_WORKERS = Ratio.of(3, 10);
    private static final Ratio MOST_WORKERS = Ratio.of(9, 20);

    private final Map<ShareClass, Ratio> fractions = new EnumMap<>(ShareClass.class);

    ShareForm(Ratio founders, Ratio funders, Ratio workers, Ratio users) {
        fractions.put(ShareClass.FOUNDER, founders);
        fractions.put(ShareClass.FUNDER, funders);
        fractions.put(ShareClass.WORKER, workers);
        fractions.put(ShareClass.USER, users);
    }

    /// The fraction of each class to begin with.
    public Map<ShareClass, Ratio> fractions() {
        return Map.copyOf(fractions);
    }

    /// Whether members of the classes are paid; else each class's part is kept for what the class decides on.
    public boolean paysOut() {
        return this != ASSOCIATION;
    }

    /// What is wrong with fractions under a form.
    public enum Fault {
        NONE,
        /// They do not add up to one whole.
        SUM,
        /// Four quarters are four quarters.
        NOT_QUARTERS,
        /// Founders have no part in the surplus.
        FOUNDERS,
        /// Workers have 0.30 to 0.45.
        WORKERS,
        /// Funders have 0.40 at most, so that workers and users together have 0.60 at least.
        FUNDERS
    }

    /// The first fault of `wanted`, which names every class or leaves it at 0.
    public Fault fault(Map<ShareClass, Ratio> wanted) {
        var sum = Ratio.ZERO;
        for (var fraction : wanted.values()) {
            if (fraction.signum() < 0) return Fault.SUM;
            sum = sum.plus(fraction);
        }
        if (!sum.equals(Ratio.ONE)) return Fault.SUM;
        if (this == FOUR_QUARTERS) {
            for (var of : ShareClass.values())
                if (!wanted.getOrDefault(of, Ratio.ZERO).equals(QUARTER)) return Fault.NOT_QUARTERS;
            return Fault.NONE;
        }
        if (wanted.getOrDefault(ShareClass.FOUNDER, Ratio.ZERO).signum() != 0) return Fault.FOUNDERS;
        var workers = wanted.getOrDefault(ShareClass.WORKER, Ratio.ZERO);
        if (workers.compareTo(LEAST_WORKERS) < 0 || workers.compareTo(MOST_WORKERS) > 0) return Fault.WORKERS;
        return wanted.getOrDefault(ShareClass.FUNDER, Ratio.ZERO).compareTo(MOST_FUNDERS) > 0
                ? Fault.FUNDERS
                : Fault.NONE;
    }
}
