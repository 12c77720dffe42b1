package coppice.rules.voting;

import coppice.rules.voting.RankedRules.Tie;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How a poll is counted: fixed before anybody votes.
///
/// @param seats how many options win
/// @param seed  what lots are drawn from where options are equal; published after the close
public record PollRule(BallotForm form, Method method, int seats, long seed) {
    public PollRule {
        if (!method.counts(form.kind())) throw new IllegalArgumentException(method + " for " + form.kind());
        if (seats < 1) throw new IllegalArgumentException(seats + " seats");
    }

    public enum Method {
        /// The largest sums.
        SUM,
        /// Several are chosen in proportion, by equal shares.
        EQUAL_SHARES,
        /// Several are chosen in proportion, by Phragmén's rule.
        PHRAGMEN,
        /// The weakest goes out, round by round, until one has a majority.
        INSTANT_RUNOFF,
        SCOTTISH_STV,
        MEEK_STV,
        SCHULZE,
        RANKED_PAIRS,
        /// Score, then automatic runoff.
        STAR;

        public boolean counts(BallotForm.Kind kind) {
            return switch (this) {
                case SUM -> kind != BallotForm.Kind.RANKED && kind != BallotForm.Kind.RANKED_WITH_EQUALS;
                case EQUAL_SHARES, PHRAGMEN -> kind == BallotForm.Kind.CHOOSE;
                case INSTANT_RUNOFF, SCOTTISH_STV, MEEK_STV -> kind == BallotForm.Kind.RANKED;
                case SCHULZE, RANKED_PAIRS -> kind == BallotForm.Kind.RANKED_WITH_EQUALS;
                case STAR -> kind == BallotForm.Kind.SCORE;
            };
        }

        public boolean electsOne() {
            return this == INSTANT_RUNOFF || this == STAR;
        }
    }

    /// Counts ballots; equal ones may be given together.
    ///
    /// @param options their names, each once
    /// @param ballots marks by option number, and how many there were
    /// @throws IllegalArgumentException for a ballot that [BallotForm#check] finds wrong
    public PollResult count(List<String> options, Map<Map<Integer, Integer>, Long> ballots) {
        ballots.keySet()
                .forEach(marks -> form.check(marks).ifPresent(wrong -> {
                    throw new IllegalArgumentException(wrong.toString());
                }));
        return switch (method) {
            case SUM -> sums(scores(options, ballots), options);
            case STAR ->
                new PollResult.Runoff(
                        scores(options, ballots).sums(),
                        scores(options, ballots).runoff());
            case EQUAL_SHARES -> committee(options, ballots, CommitteeRule.EQUAL_SHARES);
            case PHRAGMEN -> committee(options, ballots, CommitteeRule.SEQUENTIAL_PHRAGMEN);
            case INSTANT_RUNOFF ->
                new PollResult.Rounds(InstantRunoff.count(
                        ranked(options, ballots), RankedRules.byLot(options, Tie.PERMUTATION, seed)));
            case SCOTTISH_STV -> transfers(options, ballots, StvRules.Method.SCOTTISH);
            case MEEK_STV -> transfers(options, ballots, StvRules.Method.MEEK);
            case SCHULZE, RANKED_PAIRS -> pairs(options, ballots);
        };
    }

    private static ScoreBallots scores(List<String> options, Map<Map<Integer, Integer>, Long> ballots) {
        var scores = ScoreBallots.builder(options);
        ballots.forEach((marks, count) -> {
            var points = new HashMap<String, Long>();
            marks.forEach((option, mark) -> points.put(options.get(option), (long) mark));
            scores.add(count, points);
        });
        return scores.build();
    }

    private PollResult sums(ScoreBallots ballots, List<String> options) {
        var lines = ballots.sums();
        var order = Lot.order(options, seed);
        var ranked = new ArrayList<>(lines);
        ranked.sort(java.util.Comparator.comparingLong(ScoreBallots.Line::sum)
                .reversed()
                .thenComparing(line -> order.indexOf(line.option())));
        int taken = Math.min(seats, ranked.size());
        boolean isTied = taken > 0
                && taken < ranked.size()
                && ranked.get(taken - 1).sum() == ranked.get(taken).sum();
        boolean isMarked = lines.stream().anyMatch(line -> line.people() > 0);
        return new PollResult.Sums(
                lines,
                isMarked
                        ? ranked.subList(0, taken).stream()
                                .map(ScoreBallots.Line::option)
                                .toList()
                        : List.of(),
                isMarked && isTied);
    }

    private PollResult committee(List<String> options, Map<Map<Integer, Integer>, Long> ballots, CommitteeRule rule) {
        var approvals = ApprovalBallots.builder(options);
        ballots.forEach((marks, count) ->
                approvals.add(count, marks.keySet().stream().map(options::get).toList()));
        return new PollResult.Chosen(
                scores(options, ballots).sums(),
                CommitteeElection.elect(
                        approvals.build(), rule, Math.min(seats, options.size()), Lot.order(options, seed)));
    }

    private PollResult transfers(List<String> options, Map<Map<Integer, Integer>, Long> ballots, StvRules.Method rule) {
        return new PollResult.Transfers(SingleTransferableVote.count(
                ranked(options, ballots),
                new StvRules(rule, Math.min(seats, options.size()), java.util.Set.of(), Lot.order(options, seed))));
    }

    /// Marks that are ranks, as ranked ballots; gaps between ranks mean nothing.
    public static RankedBallots ranked(List<String> options, Map<Map<Integer, Integer>, Long> ballots) {
        var ranked = RankedBallots.builder(options);
        ballots.forEach((marks, count) -> {
            var groups = new TreeMap<Integer, List<String>>();
            marks.forEach((option, rank) ->
                    groups.computeIfAbsent(rank, _ -> new ArrayList<>()).add(options.get(option)));
            ranked.add(
                    count,
                    groups.values().stream()
                            .map(group -> new RankedBallots.Rank(group, false))
                            .toList());
        });
        return ranked.build();
    }

    private PollResult pairs(List<String> options, Map<Map<Integer, Integer>, Long> ballots) {
        var pairs = PairwiseBallots.of(ranked(options, ballots));
        var groups = method == Method.SCHULZE
                ? Condorcet.schulze(pairs, Condorcet.Strength.WINNING_VOTES)
                : Condorcet.rankedPairs(pairs, Condorcet.Strength.WINNING_VOTES);
        var order = Lot.order(options, seed);
        var ranking = groups.stream()
                .map(group -> group.stream().map(options::get).toList())
                .toList();
        var winners = new ArrayList<String>();
        boolean isTied = false;
        for (var group : ranking) {
            if (winners.size() == seats || ballots.isEmpty()) break;
            var drawn = group.stream()
                    .sorted(java.util.Comparator.comparingInt(order::indexOf))
                    .toList();
            int taken = Math.min(seats - winners.size(), drawn.size());
            isTied = taken < drawn.size();
            winners.addAll(drawn.subList(0, taken));
        }
        var above = new LinkedHashMap<String, Map<String, Long>>();
        for (int a = 0; a < options.size(); a++) {
            var row = new LinkedHashMap<String, Long>();
            for (int b = 0; b < options.size(); b++) if (a != b) row.put(options.get(b), pairs.above(a, b));
            above.put(options.get(a), row);
        }
        return new PollResult.Pairs(
                above, ranking, Condorcet.winner(pairs).map(options::get), List.copyOf(winners), isTied);
    }
}
