package coppice.rules.valuation;

import coppice.rules.money.Apportionment;
import coppice.rules.money.Ratio;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Ways to share a weekly budget by credit, after SourceCred's Grain policies (sourcecred 0.11.2,
/// core/ledger/policies).
///
/// Each week's budget is paid in full, in whole units (of any size the caller chooses), by largest remainder,
/// ties in the order of the identities' names. A week without any credit to go by pays nobody.
public sealed interface CreditPolicy {

    /// In proportion to the credit of the last `lookback` weeks, the week itself included.
    record Immediate(int lookback) implements CreditPolicy {}

    /// In proportion to all credit so far, each older week counting `1 - discount` times the next one.
    record Recent(Ratio discount) implements CreditPolicy {}

    /// Towards what everybody should have been paid for the credit of the last `lookback` weeks (0 for all
    /// time): target = (paid so far + budget) × credit ÷ all credit, and the budget goes in proportion to what
    /// is missing.
    record Balanced(int lookback) implements CreditPolicy {}

    /// The whole budget to one identity.
    record Special(String recipient) implements CreditPolicy {}

    /// Pays one budget a week, from the first week to the last, and gives each week's receipts.
    ///
    /// Catching up on several weeks is the same as having run every one of them in its time: BALANCED sees what
    /// the earlier weeks of the same call paid. (The upstream program does not, and overpays.)
    ///
    /// @param credit weekly credit per identity, all of the same length
    static List<SortedMap<String, BigInteger>> weekly(
            CreditPolicy policy, SortedMap<String, long[]> credit, BigInteger weeklyBudget) {
        return weekly(List.of(new Share(policy, weeklyBudget)), credit).stream()
                .map(List::getFirst)
                .toList();
    }

    /// What a week pays by one policy.
    record Share(CreditPolicy policy, BigInteger weeklyBudget) {}

    /// The same with several policies side by side: for each week the receipts of each. What BALANCED makes up for is
    /// what all of them paid in the weeks before.
    static List<List<SortedMap<String, BigInteger>>> weekly(List<Share> shares, SortedMap<String, long[]> credit) {
        int weeks = credit.values().stream().mapToInt(row -> row.length).max().orElse(0);
        var paid = new ArrayList<SortedMap<String, BigInteger>>();
        var receipts = new ArrayList<List<SortedMap<String, BigInteger>>>();
        for (int week = 0; week < weeks; week++) {
            int now = week;
            var all = shares.stream()
                    .map(share -> pay(share.policy(), credit, paid, now, share.weeklyBudget()))
                    .toList();
            var together = new TreeMap<String, BigInteger>();
            for (var one : all) one.forEach((name, unit) -> together.merge(name, unit, BigInteger::add));
            paid.add(together);
            receipts.add(all);
        }
        return List.copyOf(receipts);
    }

    private static SortedMap<String, BigInteger> pay(
            CreditPolicy policy,
            SortedMap<String, long[]> credit,
            List<SortedMap<String, BigInteger>> earlier,
            int week,
            BigInteger budget) {
        var names = List.copyOf(credit.keySet());
        var weights = new Ratio[names.size()];
        for (int i = 0; i < weights.length; i++) {
            long[] mine = credit.getOrDefault(names.get(i), new long[0]);
            weights[i] = switch (policy) {
                case Immediate(int lookback) -> sum(mine, week - lookback + 1, week);
                case Recent(Ratio discount) -> recent(mine, week, discount);
                case Balanced(int lookback) -> sum(mine, lookback == 0 ? 0 : week - lookback + 1, week);
                case Special(String recipient) -> names.get(i).equals(recipient) ? Ratio.ONE : Ratio.ZERO;
            };
        }
        if (policy instanceof Balanced(int lookback))
            weights = missing(weights, names, earlier, lookback, week, budget);
        var receipts = new TreeMap<String, BigInteger>();
        if (Arrays.stream(weights).allMatch(weight -> weight.signum() == 0)) return receipts;
        var parts = Apportionment.largestRemainder(budget, Apportionment.wholeWeights(weights));
        for (int i = 0; i < parts.length; i++) receipts.put(names.get(i), parts[i]);
        return receipts;
    }

    private static Ratio[] missing(
            Ratio[] credit,
            List<String> names,
            List<SortedMap<String, BigInteger>> earlier,
            int lookback,
            int week,
            BigInteger budget) {
        var total = Arrays.stream(credit).reduce(Ratio.ZERO, Ratio::plus);
        if (total.signum() == 0) return credit;
        var paid = new BigInteger[names.size()];
        for (int i = 0; i < paid.length; i++) {
            String name = names.get(i);
            paid[i] = earlier.stream()
                    .skip(lookback == 0 ? 0 : Math.max(0, week - lookback + 1))
                    .map(receipts -> receipts.getOrDefault(name, BigInteger.ZERO))
                    .reduce(BigInteger.ZERO, BigInteger::add);
        }
        var pot = Ratio.of(Arrays.stream(paid).reduce(budget, BigInteger::add), BigInteger.ONE);
        var missing = new Ratio[paid.length];
        for (int i = 0; i < paid.length; i++)
            missing[i] = pot.times(credit[i])
                    .dividedBy(total)
                    .minus(Ratio.of(paid[i], BigInteger.ONE))
                    .max(Ratio.ZERO);
        return missing;
    }

    private static Ratio sum(long[] credit, int from, int to) {
        var sum = Ratio.ZERO;
        for (int week = Math.max(0, from); week <= to && week < credit.length; week++)
            sum = sum.plus(Ratio.of(credit[week]));
        return sum;
    }

    private static Ratio recent(long[] credit, int week, Ratio discount) {
        var sum = Ratio.ZERO;
        for (int w = 0; w <= week && w < credit.length; w++)
            sum = sum.times(Ratio.ONE.minus(discount)).plus(Ratio.of(credit[w]));
        return sum;
    }
}
