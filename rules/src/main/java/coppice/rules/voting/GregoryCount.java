package coppice.rules.voting;

import coppice.rules.money.Ratio;
import coppice.rules.voting.StvCount.Kind;
import coppice.rules.voting.StvRules.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The weighted inclusive Gregory method: every ballot of the elected goes on, each worth the same part of what it
/// was worth.
final class GregoryCount<N> extends StvState<N> {
    private static final int NOBODY = -1;

    private final List<N> values = new ArrayList<>();
    private final int[] holders;
    private final int[] ranks;
    private final List<List<N>> stages = new ArrayList<>();

    GregoryCount(RankedBallots ballots, StvRules rules, Arithmetic<N> numbers) {
        super(ballots, rules, numbers);
        holders = new int[patterns.size()];
        ranks = new int[patterns.size()];
        Arrays.fill(holders, NOBODY);
        for (int p = 0; p < holders.length; p++) values.add(numbers.of(1));
    }

    @Override
    Map<String, Ratio> keepFactors() {
        return Map.of();
    }

    StvCount count() {
        for (int p = 0; p < holders.length; p++) give(p);
        nobody = numbers.of(0);
        quota = quota();
        note(Kind.BEGIN, NOBODY);
        boolean isScottish = rules.method() == Method.SCOTTISH;
        if (isScottish && !isOver()) electAll();
        while (!isOver()) {
            stages.add(List.copyOf(votes));
            round++;
            if (!isScottish) electAll();
            var pending = standing(Fate.PENDING);
            if (!pending.isEmpty()) passOn(pending);
            else if (!isOver()) defeat();
            if (isScottish && !isOver()) electAll();
        }
        for (int c : standing(Fate.HOPEFUL))
            if (seatsLeft() > 0) elect(c, Fate.ELECTED, Kind.ELECT_REMAINING);
            else {
                fates[c] = Fate.DEFEATED;
                note(Kind.DEFEAT_REMAINING, c);
            }
        note(Kind.END, NOBODY);
        return result(numbers.ratio(quota));
    }

    private N quota() {
        if (rules.method() == Method.SCOTTISH) return numbers.of(ballots / (rules.seats() + 1) + 1);
        var share = numbers.timesDivided(numbers.of(ballots), numbers.of(1), numbers.of(rules.seats() + 1L), false);
        return numbers.plus(share, numbers.smallest());
    }

    /// The strongest first; of equals the later one on the ballot paper.
    private void electAll() {
        var strong = new ArrayList<>(
                standing(Fate.HOPEFUL).stream().filter(this::reaches).toList());
        strong.sort(Comparator.<Integer, N>comparing(votes::get, numbers::compare)
                .thenComparing(Comparator.naturalOrder())
                .reversed());
        for (int c : strong) elect(c, Fate.PENDING, Kind.ELECT);
    }

    private void passOn(List<Integer> pending) {
        var most = extreme(pending, true);
        int from = choose(
                pending.stream()
                        .filter(c -> numbers.compare(votes.get(c), most) == 0)
                        .toList(),
                true);
        var surplus = numbers.minus(most, quota);
        fates[from] = Fate.ELECTED;
        for (int p = 0; p < holders.length; p++)
            if (holders[p] == from) {
                values.set(p, part(values.get(p), surplus, most));
                give(p);
            }
        votes.set(from, quota);
        note(Kind.TRANSFER_SURPLUS, from);
    }

    /// `value * surplus / votes`: cut off once by the Scottish rules, after each of the two operations by the
    /// others.
    private N part(N value, N surplus, N all) {
        if (rules.method() == Method.SCOTTISH) return numbers.timesDivided(value, surplus, all, false);
        var product = numbers.timesDivided(value, surplus, numbers.of(1), false);
        return numbers.timesDivided(product, numbers.of(1), all, false);
    }

    private void defeat() {
        var hopeful = standing(Fate.HOPEFUL);
        var least = extreme(hopeful, false);
        int loser = choose(
                hopeful.stream()
                        .filter(c -> numbers.compare(votes.get(c), least) == 0)
                        .toList(),
                false);
        fates[loser] = Fate.DEFEATED;
        note(Kind.DEFEAT, loser);
        for (int p = 0; p < holders.length; p++) if (holders[p] == loser) give(p);
        votes.set(loser, numbers.of(0));
        note(Kind.TRANSFER_DEFEATED, loser);
    }

    /// To whom the ballot names next of those who are still hopeful.
    private void give(int p) {
        var pattern = patterns.get(p);
        var worth = numbers.times(values.get(p), pattern.count());
        while (ranks[p] < pattern.ranks().length) {
            var rank = pattern.ranks()[ranks[p]++];
            if (rank.length == 1 && rank[0] >= 0 && fates[rank[0]] == Fate.HOPEFUL) {
                holders[p] = rank[0];
                votes.set(rank[0], numbers.plus(votes.get(rank[0]), worth));
                return;
            }
        }
        holders[p] = NOBODY;
        nobody = numbers.plus(nobody, worth);
    }

    private int choose(List<Integer> equals, boolean most) {
        if (equals.size() == 1 || rules.method() != Method.SCOTTISH) return firstByTieOrder(equals);
        var left = equals;
        for (var stage : stages.reversed()) {
            var among = left;
            var order = Comparator.<Integer, N>comparing(stage::get, numbers::compare);
            int best = (most ? among.stream().max(order) : among.stream().min(order)).orElseThrow();
            left = among.stream().filter(c -> order.compare(c, best) == 0).toList();
            if (left.size() == 1) {
                noteTie(equals, best, true);
                return best;
            }
        }
        return firstByTieOrder(left);
    }
}
