package coppice.rules.budgeting;

import coppice.rules.budgeting.BudgetVotes.Ballot;
import coppice.rules.money.Ratio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a rule gave, and why.
///
/// @param votes  what was counted
/// @param utility what a funded project was worth to a voter
/// @param share  what every voter had to pay with, in minor units; absent where the rule gives none
/// @param chosen the funded projects in the order in which they were chosen
/// @param reasons of all others, by number of project
public record Allocation(
        BudgetVotes votes, Utility utility, Optional<Ratio> share, List<Chosen> chosen, Map<Integer, Reason> reasons) {

    /// How a project came to be funded.
    public enum Step {
        /// Bought by those who want it.
        SHARES,
        /// By the most utility for the money.
        GREEDY,
        PHRAGMEN
    }

    /// A funded project.
    ///
    /// @param project its number
    /// @param rate    SHARES: what a supporter paid per utility, unless that was all they had left;
    /// GREEDY: utility
    ///                per minor unit; PHRAGMEN: what each supporter had earned by then
    /// @param payers  voters who put it on their ballot
    public record Chosen(int project, Step step, Ratio rate, long payers) {}

    /// Why a project was not funded.
    public sealed interface Reason {
        /// Fewer put it on their ballot than must.
        record TooFewVoters(long voters) implements Reason {}

        /// Those who want it had less left than it costs, in minor units rounded down.
        record SupportersShort(long leftMinorUnits) implements Reason {}

        /// Less was left of the budget than it costs when its turn came.
        record DoesNotFit(long leftMinorUnits) implements Reason {}
    }

    public List<String> ids() {
        return chosen.stream()
                .map(one -> votes.projects().get(one.project()).id())
                .toList();
    }

    public long spent() {
        return chosen.stream()
                .mapToLong(one -> votes.projects().get(one.project()).cost())
                .sum();
    }

    public boolean funds(int project) {
        return chosen.stream().anyMatch(one -> one.project() == project);
    }

    /// What each of those who voted so paid out of their share, by number of project; empty for rules without
    /// shares.
    public Map<Integer, Ratio> payments(Ballot ballot) {
        var paid = new LinkedHashMap<Integer, Ratio>();
        if (share.isEmpty()) return paid;
        var left = share.get();
        for (var one : chosen) {
            int place = ballot.chosen().indexOf(one.project());
            if (place < 0 || one.step() != Step.SHARES) continue;
            var price = one.rate().times(Ratio.of(utility.of(votes, ballot, place)));
            var pays = left.min(price);
            if (pays.signum() > 0) paid.put(one.project(), pays);
            left = left.minus(pays);
        }
        return paid;
    }

    /// The budget given out by `rule`.
    ///
    /// @param leastVoters a project that fewer put on their ballot is not funded; with 0, GREEDY funds at
    /// last
    /// even what
    ///                    nobody asked for, as some programs do
    public static Allocation of(BudgetVotes votes, BudgetRule rule, Utility utility, Ties ties, long leastVoters) {
        var count = new Support(votes, utility, ties, leastVoters);
        return switch (rule) {
            case GREEDY ->
                Greedy.completed(new Allocation(votes, utility, Optional.empty(), List.of(), Map.of()), count);
            case SEQUENTIAL_PHRAGMEN -> Phragmen.of(count);
            case EQUAL_SHARES -> EqualShares.of(count, 0);
            case EQUAL_SHARES_THEN_GREEDY -> Greedy.completed(EqualShares.of(count, 0), count);
            case EQUAL_SHARES_ADD1 -> add1(count, true);
            case EQUAL_SHARES_ADD1_THEN_GREEDY -> Greedy.completed(add1(count, true), count);
            case EQUAL_SHARES_ADD1_UNTIL_OVERSPEND -> add1(count, false);
        };
    }

    private static Allocation add1(Support count, boolean untilExhaustive) {
        long unit = Math.powExact(10L, count.votes().digits());
        var last = EqualShares.of(count, 0);
        // Nothing could be overspent there, and so nothing would end it: nobody's share is raised.
        if (!untilExhaustive && count.everythingFits()) return last;
        for (long raise = unit; ; raise = Math.addExact(raise, unit)) {
            if (untilExhaustive && !count.anotherFits(last)) return last;
            if (last.chosen().size() == count.wanted().size()) return last;
            var next = EqualShares.of(count, raise);
            if (next.spent() > count.votes().budget()) return last;
            last = next;
        }
    }

    Allocation with(List<Chosen> more, Map<Integer, Reason> others) {
        var all = new ArrayList<>(chosen);
        all.addAll(more);
        return new Allocation(votes, utility, share, List.copyOf(all), others);
    }
}
