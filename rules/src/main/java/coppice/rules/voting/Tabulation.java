package coppice.rules.voting;

import coppice.rules.money.Ratio;
import coppice.rules.voting.NextChoice.Lost;
import coppice.rules.voting.RankedBallots.Pattern;
import coppice.rules.voting.RankedCount.Fate;
import coppice.rules.voting.RankedCount.Inactive;
import coppice.rules.voting.RankedCount.Round;
import coppice.rules.voting.RankedRules.Mode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The working state of one count, thrown away with it: arrays run parallel to the patterns or the candidates.
///
/// Values of ballots are whole numbers of the last decimal place; nothing is rounded but where the rules say so.
final class Tabulation {
    private final List<String> names;
    private final RankedRules rules;
    private final List<Pattern> patterns;
    private final long one;
    private final TieBreaker ties;
    private final int writeIns;

    private final int[] holder;
    private final long[] value;
    private final Lost[] lost;
    private final boolean[] in;
    private final int[] electedIn;
    private final long[] kept;
    private final long[] fraction;
    private final List<Integer> elected = new ArrayList<>();
    private final List<Round> rounds = new ArrayList<>();
    private final List<long[]> tallies = new ArrayList<>();
    private final Map<Integer, long[]> moved = new LinkedHashMap<>();
    private final List<Integer> out = new ArrayList<>();
    private final long[] inactive = new long[Lost.values().length];
    private Ratio threshold = Ratio.ZERO;

    Tabulation(RankedBallots ballots, RankedRules rules) {
        this.names = ballots.candidates();
        this.patterns = ballots.patterns();
        this.rules = rules;
        this.one = rules.mode().passesSurplusOn() ? Math.powExact(10L, rules.decimals()) : 1;
        this.ties = new TieBreaker(names, rules);
        this.writeIns = names.indexOf(rules.undeclaredWriteIns());
        holder = new int[patterns.size()];
        value = new long[patterns.size()];
        lost = new Lost[patterns.size()];
        Arrays.fill(holder, NextChoice.NOBODY);
        Arrays.fill(value, one);
        Arrays.fill(lost, Lost.NOT);
        in = new boolean[names.size()];
        for (int c = 0; c < in.length; c++) in[c] = !rules.excluded().contains(names.get(c));
        electedIn = new int[names.size()];
        kept = new long[names.size()];
        fraction = new long[names.size()];
    }

    RankedCount count(long ballots) {
        while (goesOn()) round();
        return new RankedCount(
                ballots,
                inactive[Lost.UNDERVOTE.ordinal()] / one,
                elected.stream().map(names::get).toList(),
                List.copyOf(rounds),
                ties.broken());
    }

    private boolean goesOn() {
        if (rounds.size() == 0) return true;
        if (rounds.size() >= rules.stopAfterRound()) return false;
        var last = rounds.getLast().fates();
        if (last.isEmpty() || isEverybodyElected()) return false;
        if (rules.continueUntilTwo())
            return standing().length > 2 || !last.getFirst().isElected();
        if (rules.mode().isToPercentage()) return elected.isEmpty();
        return elected.size() < rules.winners()
                || (rules.mode().passesSurplusOn() && last.getFirst().isElected());
    }

    /// More are to be elected than stand: nothing is left to be done.
    private boolean isEverybodyElected() {
        long candidates = IntStream.range(0, in.length)
                .filter(c -> c != writeIns && !rules.excluded().contains(names.get(c)))
                .count();
        return rules.winners() > candidates && elected.size() == candidates;
    }

    private int[] standing() {
        return IntStream.range(0, in.length).filter(c -> in[c]).toArray();
    }

    private void round() {
        int number = rounds.size() + 1;
        long[] tally = distribute(number);
        if (number > 1) rounds.set(number - 2, withTransfers(rounds.getLast()));
        moved.clear();
        out.clear();
        tallies.add(tally);
        setThreshold(tally);
        var winners = winners(tally, number);
        var fates = new ArrayList<Fate>();
        for (int winner : winners) {
            elect(winner, tally, number);
            fates.add(fate(winner, true));
        }
        if (winners.isEmpty() && needsElimination()) {
            out.addAll(eliminated(tally, number));
            for (int loser : out) {
                in[loser] = false;
                fates.add(fate(loser, false));
            }
        }
        rounds.add(new Round(number, threshold, named(tally), inactive(), fates));
    }

    private Fate fate(int candidate, boolean isElected) {
        return new Fate(names.get(candidate), isElected, Map.of(), Ratio.ZERO, Ratio.ZERO);
    }

    private Map<String, Ratio> named(long[] tally) {
        var named = new LinkedHashMap<String, Ratio>();
        for (int c = 0; c < tally.length; c++)
            if (in[c] || electedIn[c] > 0 || out.contains(c)) named.put(names.get(c), ratio(tally[c]));
        return named;
    }

    private Ratio ratio(long scaled) {
        return Ratio.of(scaled, one);
    }

    private Inactive inactive() {
        return new Inactive(
                ratio(inactive[Lost.EXHAUSTED.ordinal()]),
                ratio(inactive[Lost.OVERVOTE.ordinal()]),
                ratio(inactive[Lost.REPEATED.ordinal()]),
                ratio(inactive[Lost.SKIPPED.ordinal()]),
                ratio(inactive[Lost.FINAL_SURPLUS.ordinal()]));
    }

    private Round withTransfers(Round round) {
        return new Round(
                round.number(),
                round.threshold(),
                round.tally(),
                round.inactive(),
                round.fates().stream().map(this::withTransfers).toList());
    }

    private Fate withTransfers(Fate fate) {
        int candidate = names.indexOf(fate.candidate());
        var to = moved.get(candidate);
        if (to == null) return fate;
        var transfers = new LinkedHashMap<String, Ratio>();
        long sum = 0;
        for (int c = 0; c < names.size(); c++) {
            if (to[c] > 0) transfers.put(names.get(c), ratio(to[c]));
            sum += to[c];
        }
        long exhausted = to[names.size()];
        long residual = fate.isElected() ? tallies.getLast()[candidate] - kept[candidate] - sum - exhausted : 0;
        return new Fate(fate.candidate(), fate.isElected(), transfers, ratio(exhausted), ratio(residual));
    }

    /// Gives every ballot whose holder is out, or passes a surplus on, to whom it names next; then adds up.
    private long[] distribute(int number) {
        var tally = new long[names.size()];
        for (int p = 0; p < holder.length; p++) {
            if (lost[p] != Lost.NOT) continue;
            int from = holder[p];
            if (from == NextChoice.NOBODY || !in[from]) pass(p, from, number);
            if (lost[p] == Lost.NOT && in[holder[p]])
                tally[holder[p]] += value[p] * patterns.get(p).count();
        }
        for (int c = 0; c < tally.length; c++) if (electedIn[c] > 0 && !in[c]) tally[c] = kept[c];
        return tally;
    }

    private void pass(int p, int from, int number) {
        if (from != NextChoice.NOBODY && electedIn[from] > 0) value[p] = value[p] * fraction[from] / one;
        long worth = value[p] * patterns.get(p).count();
        boolean isFilled = rules.mode().passesSurplusOn() && elected.size() >= rules.winners();
        var choice = isFilled ? NextChoice.lost(Lost.FINAL_SURPLUS) : NextChoice.of(patterns.get(p), rules, in);
        int to = choice.candidate();
        holder[p] = to;
        lost[p] = choice.lost();
        if (lost[p] != Lost.NOT) inactive[lost[p].ordinal()] += worth;
        if (from == NextChoice.NOBODY || number == 1) return;
        var transfers = moved.computeIfAbsent(from, _ -> new long[names.size() + 1]);
        transfers[to == NextChoice.NOBODY ? names.size() : to] += worth;
    }

    private void setThreshold(long[] tally) {
        boolean isFixed = rounds.size() > 0
                && ((rules.winners() > 1 && !rules.mode().isToPercentage())
                        || rules.firstRoundDeterminesThreshold()
                        || (rules.continueUntilTwo() && !elected.isEmpty()));
        if (isFixed) return;
        long active = 0;
        for (int c : standing()) active += tally[c];
        threshold = rules.threshold(ratio(active));
    }

    private List<Integer> winners(long[] tally, int number) {
        var standing = standing();
        if (rules.mode().isToPercentage())
            return Arrays.stream(standing).allMatch(c -> reaches(tally[c]))
                    ? Arrays.stream(standing).boxed().toList()
                    : List.of();
        int seats = rules.winners() - elected.size();
        if (seats <= 0) return List.of();
        if (writeIns >= 0 && in[writeIns] && tally[writeIns] > 0) return List.of();
        if (standing.length <= seats) return Arrays.stream(standing).boxed().toList();
        if (rules.mode() == Mode.BOTTOMS_UP) return List.of();
        var strong = Arrays.stream(standing)
                .filter(c -> c != writeIns && reaches(tally[c]))
                .boxed()
                .sorted(Comparator.comparing((Integer c) -> tally[c]).reversed())
                .toList();
        if (strong.isEmpty() && rules.mode() == Mode.SINGLE_WINNER && standing.length == 2)
            return List.of(best(standing, tally, number));
        if (rules.mode() == Mode.MULTI_WINNER_ONE_PER_ROUND && strong.size() > 1)
            return List.of(best(strong.stream().mapToInt(c -> c).toArray(), tally, number));
        return strong;
    }

    private boolean reaches(long votes) {
        return ratio(votes).compareTo(threshold) >= 0;
    }

    private int best(int[] among, long[] tally, int number) {
        long most = Arrays.stream(among).mapToLong(c -> tally[c]).max().orElseThrow();
        var equals = Arrays.stream(among).filter(c -> tally[c] == most).boxed().toList();
        return ties.choose(number, equals, tallies, true);
    }

    private void elect(int winner, long[] tally, int number) {
        elected.add(winner);
        electedIn[winner] = number;
        if (!rules.mode().passesSurplusOn()) return;
        in[winner] = false;
        var most = threshold.times(Ratio.of(one)).floor();
        kept[winner] = Math.min(tally[winner], most);
        long surplus = tally[winner] - kept[winner];
        fraction[winner] = tally[winner] == 0
                ? 0
                : BigInteger.valueOf(surplus)
                        .multiply(BigInteger.valueOf(one))
                        .divide(BigInteger.valueOf(tally[winner]))
                        .longValueExact();
    }

    private boolean needsElimination() {
        return rules.mode().isToPercentage()
                || elected.size() < rules.winners()
                || (rules.continueUntilTwo() && standing().length > 2);
    }

    private List<Integer> eliminated(long[] tally, int number) {
        if (writeIns >= 0 && in[writeIns] && tally[writeIns] > 0) return List.of(writeIns);
        var standing = Arrays.stream(standing()).boxed().toList();
        var few = standing.stream()
                .filter(c -> ratio(tally[c]).compareTo(Ratio.of(rules.minimumVotes())) < 0)
                .toList();
        if (!few.isEmpty()) return few;
        if (rules.mode() == Mode.BOTTOMS_UP_AT_ONCE_TO_PERCENTAGE)
            return standing.stream().filter(c -> !reaches(tally[c])).toList();
        if (rules.batch()) {
            var together = batch(standing, tally);
            if (together.size() > 1) return together;
        }
        long least = standing.stream().mapToLong(c -> tally[c]).min().orElseThrow();
        var equals = standing.stream().filter(c -> tally[c] == least).toList();
        return List.of(ties.choose(number, equals, tallies, false));
    }

    /// The largest group of the weakest who, all together, would stay below the next one; where the count goes on
    /// until two are left, one that leaves two.
    private List<Integer> batch(List<Integer> standing, long[] tally) {
        var ascending = standing.stream()
                .sorted(Comparator.comparing((Integer c) -> tally[c]))
                .toList();
        int most = rules.continueUntilTwo() ? ascending.size() - 2 : ascending.size();
        int group = 0;
        long sum = 0;
        for (int i = 0; i < ascending.size(); i++) {
            long votes = tally[ascending.get(i)];
            boolean isFirstOfItsVotes = i == 0 || votes > tally[ascending.get(i - 1)];
            if (isFirstOfItsVotes && sum < votes && i <= most) group = i;
            sum += votes;
        }
        return ascending.subList(0, group);
    }
}
