package coppice.rules.voting;

import coppice.rules.money.Ratio;
import coppice.rules.voting.StvCount.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Meek's method: whoever is elected keeps just the part of every ballot that they need, found by iteration.
final class MeekCount<N> extends StvState<N> {
    private static final int NOBODY = -1;

    private final List<N> keep = new ArrayList<>();
    private final N omega;
    private N surplus;

    MeekCount(RankedBallots ballots, StvRules rules, Arithmetic<N> numbers) {
        super(ballots, rules, numbers);
        for (var fate : fates) keep.add(numbers.of(fate == Fate.WITHDRAWN ? 0 : 1));
        long places = rules.method().isExact() ? 10_000_000_000L : 1_000_000L;
        omega = numbers.timesDivided(numbers.of(1), numbers.of(1), numbers.of(places), false);
        surplus = numbers.of(0);
    }

    @Override
    Map<String, Ratio> keepFactors() {
        var factors = new LinkedHashMap<String, Ratio>();
        for (int c = 0; c < fates.length; c++)
            if (fates[c] != Fate.WITHDRAWN) factors.put(names.get(c), numbers.ratio(keep.get(c)));
        return factors;
    }

    StvCount count() {
        distribute();
        quota = quota(numbers.of(ballots));
        var first = numbers.ratio(quota);
        nobody = numbers.of(0);
        note(Kind.BEGIN, NOBODY);
        while (!isOver()) {
            round++;
            boolean isElected = iterate();
            if (isOver() || isElected) continue;
            defeat();
        }
        for (int c : standing(Fate.HOPEFUL))
            if (seatsLeft() > 0) elect(c, Fate.ELECTED, Kind.ELECT_REMAINING);
            else {
                fates[c] = Fate.DEFEATED;
                note(Kind.DEFEAT_REMAINING, c);
                drop(c);
            }
        if (rules.method().isExact()) distribute();
        nobody = numbers.minus(numbers.of(ballots), sum());
        note(Kind.END, NOBODY);
        return result(first);
    }

    private N sum() {
        N sum = numbers.of(0);
        for (var vote : votes) sum = numbers.plus(sum, vote);
        return sum;
    }

    private N quota(N active) {
        var share = numbers.timesDivided(active, numbers.of(1), numbers.of(rules.seats() + 1L), false);
        return numbers.plus(share, numbers.smallest());
    }

    /// True when somebody was elected; else the surplus is as small as it gets.
    private boolean iterate() {
        N last = numbers.of(ballots);
        while (true) {
            distribute();
            quota = quota(sum());
            boolean isElected = false;
            for (int c : standing(Fate.HOPEFUL))
                if (reaches(c)) {
                    elect(c, Fate.ELECTED, Kind.ELECT);
                    isElected = true;
                }
            surplus = numbers.of(0);
            for (int c : standing(Fate.ELECTED)) {
                var over = numbers.minus(votes.get(c), quota);
                if (numbers.compare(over, numbers.of(0)) > 0) surplus = numbers.plus(surplus, over);
            }
            if (isElected) return true;
            if (numbers.compare(surplus, omega) < 0 || numbers.compare(surplus, last) >= 0) return false;
            last = surplus;
            for (int c : standing(Fate.ELECTED)) {
                var product = numbers.timesDivided(keep.get(c), quota, numbers.of(1), true);
                keep.set(c, numbers.timesDivided(product, numbers.of(1), votes.get(c), true));
            }
        }
    }

    private void distribute() {
        Collections.fill(votes, numbers.of(0));
        nobody = numbers.of(0);
        for (var pattern : patterns) {
            if (!namesAnybody(pattern.ranks())) continue;
            N weight = numbers.of(1);
            for (var rank : pattern.ranks()) {
                weight = give(rank, weight, pattern.count());
                if (numbers.compare(weight, numbers.of(0)) <= 0) break;
            }
            nobody = numbers.plus(nobody, numbers.times(weight, pattern.count()));
        }
    }

    private boolean namesAnybody(int[][] ranks) {
        for (var rank : ranks)
            if (rank.length == 1 || (rank.length > 1 && rules.method().isExact())) return true;
        return false;
    }

    /// What is left of the ballot after everyone at this rank has kept their part.
    private N give(int[] rank, N weight, long count) {
        if (rank.length == 1 && rank[0] >= 0) {
            var kept = numbers.timesDivided(weight, keep.get(rank[0]), numbers.of(1), true);
            votes.set(rank[0], numbers.plus(votes.get(rank[0]), numbers.times(kept, count)));
            return numbers.minus(weight, kept);
        }
        if (rank.length < 2 || !rules.method().isExact()) return weight;
        long sharing = 0;
        for (int c : rank) if (numbers.compare(keep.get(c), numbers.of(0)) > 0) sharing++;
        N left = weight;
        for (int c : rank) {
            if (numbers.compare(keep.get(c), numbers.of(0)) <= 0) continue;
            var kept = numbers.timesDivided(weight, keep.get(c), numbers.of(sharing), true);
            votes.set(c, numbers.plus(votes.get(c), numbers.times(kept, count)));
            left = numbers.minus(left, kept);
        }
        return left;
    }

    private void defeat() {
        var hopeful = standing(Fate.HOPEFUL);
        var least = numbers.plus(extreme(hopeful, false), surplus);
        int loser = firstByTieOrder(hopeful.stream()
                .filter(c -> numbers.compare(votes.get(c), least) <= 0)
                .toList());
        fates[loser] = Fate.DEFEATED;
        note(Kind.DEFEAT, loser);
        drop(loser);
    }

    private void drop(int loser) {
        keep.set(loser, numbers.of(0));
        votes.set(loser, numbers.of(0));
    }
}
