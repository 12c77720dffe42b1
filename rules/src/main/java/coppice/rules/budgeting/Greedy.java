package coppice.rules.budgeting;

import coppice.rules.budgeting.Allocation.Chosen;
import coppice.rules.budgeting.Allocation.Reason;
import coppice.rules.budgeting.Allocation.Step;
import coppice.rules.money.Ratio;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;

/// The most utility for the money first; what does not fit is passed over.
final class Greedy {
    private Greedy() {}

    /// `begun` with what still fits into the budget.
    static Allocation completed(Allocation begun, Support support) {
        var funded = new HashSet<Integer>();
        begun.chosen().forEach(one -> funded.add(one.project()));
        var rates = new HashMap<Integer, Ratio>();
        for (int project : support.allowed())
            rates.put(project, Ratio.of(support.total(project), BigInteger.valueOf(support.cost(project))));
        var order = support.allowed().stream()
                .filter(project -> !funded.contains(project))
                .sorted(Comparator.<Integer, Ratio>comparing(project -> rates.getOrDefault(project, Ratio.ZERO))
                        .reversed()
                        .thenComparing(support.ties()))
                .toList();
        long left = support.votes().budget() - begun.spent();
        var more = new ArrayList<Chosen>();
        var reasons = support.tooFew();
        for (int project : order) {
            if (support.cost(project) > left) {
                reasons.put(project, new Reason.DoesNotFit(left));
                continue;
            }
            left -= support.cost(project);
            reasons.remove(project);
            more.add(
                    new Chosen(project, Step.GREEDY, rates.getOrDefault(project, Ratio.ZERO), support.voters(project)));
        }
        return begun.with(more, reasons);
    }
}
