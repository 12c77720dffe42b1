package coppice.rules.voting;

import coppice.rules.money.Ratio;
import coppice.rules.voting.RankedBallots.Pattern;
import coppice.rules.voting.StvCount.Kind;
import coppice.rules.voting.StvCount.Step;
import coppice.rules.voting.StvCount.TieBreak;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What both families of single transferable vote keep while they count; thrown away with the count.
abstract sealed class StvState<N> permits GregoryCount, MeekCount {
    enum Fate {
        HOPEFUL,
        /// Elected, with a surplus that has not been passed on yet.
        PENDING,
        ELECTED,
        DEFEATED,
        WITHDRAWN
    }

    final StvRules rules;
    final Arithmetic<N> numbers;
    final List<String> names;
    final List<Pattern> patterns;
    final long ballots;
    final Fate[] fates;
    final List<N> votes = new ArrayList<>();
    final List<Integer> elected = new ArrayList<>();
    final List<Step> steps = new ArrayList<>();
    final List<TieBreak> ties = new ArrayList<>();
    final Comparator<Integer> byTieOrder;
    N quota;
    N nobody;
    int round;

    StvState(RankedBallots ballots, StvRules rules, Arithmetic<N> numbers) {
        this.rules = rules;
        this.numbers = numbers;
        this.names = ballots.candidates();
        this.fates = new Fate[names.size()];
        for (int c = 0; c < fates.length; c++) {
            fates[c] = rules.withdrawn().contains(names.get(c)) ? Fate.WITHDRAWN : Fate.HOPEFUL;
            votes.add(numbers.of(0));
        }
        this.patterns = ballots.patterns().stream()
                .filter(pattern -> isMarked(pattern.ranks()))
                .toList();
        this.ballots = patterns.stream().mapToLong(Pattern::count).sum();
        byTieOrder = Comparator.comparingInt(c -> rules.tieOrder().indexOf(names.get(c)));
        quota = numbers.of(0);
        nobody = numbers.of(0);
    }

    /// Blank ballots, and those that name only who is withdrawn, are no votes and do not raise the quota.
    private boolean isMarked(int[][] ranks) {
        for (var rank : ranks)
            for (int c : rank) if (c == RankedBallots.OVERVOTE || fates[c] != Fate.WITHDRAWN) return true;
        return false;
    }

    abstract Map<String, Ratio> keepFactors();

    final StvCount result(Ratio first) {
        return new StvCount(
                ballots, first, elected.stream().map(names::get).toList(), List.copyOf(steps), List.copyOf(ties));
    }

    final List<Integer> standing(Fate fate) {
        return IntStream.range(0, fates.length)
                .filter(c -> fates[c] == fate)
                .boxed()
                .toList();
    }

    final int seatsLeft() {
        return rules.seats() - elected.size();
    }

    final boolean isOver() {
        return seatsLeft() <= 0 || standing(Fate.HOPEFUL).size() <= seatsLeft();
    }

    final void elect(int candidate, Fate fate, Kind kind) {
        fates[candidate] = fate;
        elected.add(candidate);
        note(kind, candidate);
    }

    final void note(Kind kind, int candidate) {
        var all = new LinkedHashMap<String, Ratio>();
        for (int c = 0; c < fates.length; c++)
            if (fates[c] != Fate.WITHDRAWN) all.put(names.get(c), numbers.ratio(votes.get(c)));
        steps.add(new Step(
                kind,
                round,
                candidate < 0 ? "" : names.get(candidate),
                numbers.ratio(quota),
                all,
                keepFactors(),
                numbers.ratio(nobody)));
    }

    /// In exact arithmetic more than the quota elects; the others add one in the last place to it.
    final boolean reaches(int candidate) {
        int order = numbers.compare(votes.get(candidate), quota);
        return rules.method().isExact() ? order > 0 : order >= 0;
    }

    final N extreme(List<Integer> among, boolean most) {
        N extreme = votes.get(among.getFirst());
        for (int c : among) {
            int order = numbers.compare(votes.get(c), extreme);
            if (most ? order > 0 : order < 0) extreme = votes.get(c);
        }
        return extreme;
    }

    final int firstByTieOrder(List<Integer> equals) {
        int chosen = equals.stream().min(byTieOrder).orElseThrow();
        if (equals.size() > 1) noteTie(equals, chosen, false);
        return chosen;
    }

    final void noteTie(List<Integer> equals, int chosen, boolean byStage) {
        ties.add(new TieBreak(round, equals.stream().map(names::get).toList(), names.get(chosen), byStage));
    }
}
