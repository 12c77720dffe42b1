package coppice.rules.voting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/// What follows from comparing two at a time: who beats all others, and rankings by the methods that build on it.
///
/// A ranking is a list of groups, best first; those of one group are equal under the method. Candidates are given
/// by their numbers.
public final class Condorcet {
    /// By what a victory is measured.
    public enum Strength {
        /// The votes of the winning side.
        WINNING_VOTES,
        /// How many more they are than the other side's.
        MARGIN
    }

    private static final int MOST_FOR_KEMENY = 8;

    private Condorcet() {}

    private static int[] all(PairwiseBallots ballots) {
        return IntStream.range(0, ballots.candidates().size()).toArray();
    }

    /// Who beats everyone else, if anybody does.
    public static Optional<Integer> winner(PairwiseBallots ballots) {
        return Arrays.stream(all(ballots))
                .filter(a -> Arrays.stream(all(ballots)).allMatch(b -> a == b || ballots.beats(a, b)))
                .boxed()
                .findFirst();
    }

    /// Who is beaten by everyone else, if anybody is.
    public static Optional<Integer> loser(PairwiseBallots ballots) {
        return Arrays.stream(all(ballots))
                .filter(a -> Arrays.stream(all(ballots)).allMatch(b -> a == b || ballots.beats(b, a)))
                .boxed()
                .findFirst();
    }

    /// The smallest group whose every member beats everyone outside it.
    public static List<Integer> smithSet(PairwiseBallots ballots) {
        var candidates = all(ballots);
        var reaches = new boolean[candidates.length][candidates.length];
        for (int a : candidates) for (int b : candidates) reaches[a][b] = a == b || !ballots.beats(b, a);
        for (int k : candidates)
            for (int a : candidates) for (int b : candidates) reaches[a][b] |= reaches[a][k] && reaches[k][b];
        return Arrays.stream(candidates)
                .filter(a -> Arrays.stream(candidates).allMatch(b -> reaches[a][b]))
                .boxed()
                .toList();
    }

    private static long strength(PairwiseBallots ballots, Strength by, int a, int b) {
        if (!ballots.beats(a, b)) return 0;
        return by == Strength.WINNING_VOTES ? ballots.above(a, b) : ballots.above(a, b) - ballots.above(b, a);
    }

    /// Schulze: who has the stronger path of victories stands above.
    public static List<List<Integer>> schulze(PairwiseBallots ballots, Strength by) {
        var candidates = all(ballots);
        var path = new long[candidates.length][candidates.length];
        for (int a : candidates) for (int b : candidates) if (a != b) path[a][b] = strength(ballots, by, a, b);
        for (int k : candidates)
            for (int a : candidates)
                for (int b : candidates)
                    if (a != b && a != k && b != k) path[a][b] = Math.max(path[a][b], Math.min(path[a][k], path[k][b]));
        return peel(candidates, (a, b) -> path[a][b] > path[b][a]);
    }

    /// Ranked pairs: the strongest victories are kept first, and none that would close a ring. Of equally strong ones,
    /// those that would close a ring together with the others are all left out.
    public static List<List<Integer>> rankedPairs(PairwiseBallots ballots, Strength by) {
        var candidates = all(ballots);
        var byStrength = new TreeMap<Long, List<int[]>>(Comparator.reverseOrder());
        for (int a : candidates)
            for (int b : candidates)
                if (ballots.beats(a, b))
                    byStrength
                            .computeIfAbsent(order(ballots, by, a, b), _ -> new ArrayList<>())
                            .add(new int[] {a, b});
        var kept = new boolean[candidates.length][candidates.length];
        for (var victories : byStrength.values()) {
            var with = Arrays.stream(kept).map(boolean[]::clone).toArray(boolean[][]::new);
            for (var victory : victories) with[victory[0]][victory[1]] = true;
            var reaches = closure(with);
            for (var victory : victories) if (!reaches[victory[1]][victory[0]]) kept[victory[0]][victory[1]] = true;
        }
        return peel(candidates, (a, b) -> kept[a][b]);
    }

    /// By winning votes, equal ones by the fewer votes of the losing side.
    private static long order(PairwiseBallots ballots, Strength by, int a, int b) {
        long margin = ballots.above(a, b) - ballots.above(b, a);
        return by == Strength.MARGIN ? margin : (ballots.above(a, b) << 31) - ballots.above(b, a);
    }

    private static boolean[][] closure(boolean[][] arrows) {
        for (int k = 0; k < arrows.length; k++)
            for (int a = 0; a < arrows.length; a++)
                for (int b = 0; b < arrows.length; b++) arrows[a][b] |= arrows[a][k] && arrows[k][b];
        return arrows;
    }

    /// Minimax: by the worst defeat, the mildest first.
    public static List<List<Integer>> minimax(PairwiseBallots ballots, Strength by) {
        return grouped(
                all(ballots),
                a -> -Arrays.stream(all(ballots))
                        .filter(b -> a != b)
                        .mapToLong(b -> worst(ballots, by, b, a))
                        .max()
                        .orElse(0));
    }

    private static long worst(PairwiseBallots ballots, Strength by, int b, int a) {
        return by == Strength.MARGIN ? ballots.above(b, a) - ballots.above(a, b) : strength(ballots, by, b, a);
    }

    /// Copeland: victories less defeats.
    public static List<List<Integer>> copeland(PairwiseBallots ballots) {
        return grouped(
                all(ballots),
                a -> Arrays.stream(all(ballots))
                        .mapToLong(b -> ballots.beats(a, b) ? 1 : ballots.beats(b, a) ? -1 : 0)
                        .sum());
    }

    /// Borda: a point for everyone below, half a point for every equal.
    public static List<List<Integer>> borda(PairwiseBallots ballots) {
        return grouped(
                all(ballots),
                a -> Arrays.stream(all(ballots))
                        .mapToLong(b -> ballots.above(a, b) - ballots.above(b, a))
                        .sum());
    }

    /// Kemeny and Young: the order that agrees with most comparisons. Of equal orders the one that puts the last of the
    /// candidates lowest, then the one before, and so on.
    ///
    /// @throws IllegalArgumentException for more candidates than can be tried
    public static List<List<Integer>> kemeny(PairwiseBallots ballots) {
        int size = ballots.candidates().size();
        if (size > MOST_FOR_KEMENY) throw new IllegalArgumentException("too many to try every order");
        var best = new int[size];
        tryAll(ballots, new int[size], new boolean[size], 0, 0, new long[] {-1}, best);
        return Arrays.stream(best).mapToObj(List::of).toList();
    }

    private static void tryAll(
            PairwiseBallots ballots, int[] order, boolean[] used, int depth, long score, long[] most, int[] best) {
        if (depth == order.length) {
            if (score < most[0] || (score == most[0] && !putsLaterLower(order, best))) return;
            most[0] = score;
            System.arraycopy(order, 0, best, 0, best.length);
            return;
        }
        for (int next = 0; next < order.length; next++) {
            if (used[next]) continue;
            long more = 0;
            for (int i = 0; i < depth; i++) more += ballots.above(order[i], next);
            order[depth] = next;
            used[next] = true;
            tryAll(ballots, order, used, depth + 1, score + more, most, best);
            used[next] = false;
        }
    }

    private static boolean putsLaterLower(int[] order, int[] other) {
        for (int candidate = order.length - 1; candidate >= 0; candidate--) {
            int ours = place(order, candidate);
            int theirs = place(other, candidate);
            if (ours != theirs) return ours > theirs;
        }
        return false;
    }

    private static int place(int[] order, int candidate) {
        int place = 0;
        while (order[place] != candidate) place++;
        return place;
    }

    private interface Above {
        boolean test(int a, int b);
    }

    /// The ones with nobody above them first, then the same among the rest.
    private static List<List<Integer>> peel(int[] candidates, Above above) {
        var groups = new ArrayList<List<Integer>>();
        var rest = Arrays.stream(candidates).boxed().toList();
        while (!rest.isEmpty()) {
            var left = rest;
            var top = left.stream()
                    .filter(a -> left.stream().noneMatch(b -> above.test(b, a)))
                    .toList();
            groups.add(top);
            rest = left.stream().filter(a -> !top.contains(a)).toList();
        }
        return groups;
    }

    private static List<List<Integer>> grouped(int[] candidates, IntToLongFunction score) {
        var groups = new TreeMap<Long, List<Integer>>(Comparator.reverseOrder());
        for (int a : candidates)
            groups.computeIfAbsent(score.applyAsLong(a), _ -> new ArrayList<>()).add(a);
        return List.copyOf(groups.values());
    }
}
