package coppice.rules.voting;

import java.util.List;

/// Ballots compared two candidates at a time: how many put each above each other.
///
/// Who is not ranked on a ballot stands below all who are, equal with the others who are not.
public final class PairwiseBallots {
    private final List<String> candidates;
    private final long[][] above;

    private PairwiseBallots(List<String> candidates, long[][] above) {
        this.candidates = candidates;
        this.above = above;
    }

    /// One pattern of ballots.
    ///
    /// @param groups the numbers of the candidates, best first; those of one group are equal
    public record Ranking(long count, List<List<Integer>> groups) {}

    /// Adds up `rankings`.
    ///
    /// @throws IllegalArgumentException for a number that stands for nobody, or one that is ranked twice
    public static PairwiseBallots of(List<String> candidates, List<Ranking> rankings) {
        int size = candidates.size();
        var above = new long[size][size];
        for (var ranking : rankings) {
            var place = new int[size];
            java.util.Arrays.fill(place, Integer.MAX_VALUE);
            for (int g = 0; g < ranking.groups().size(); g++)
                for (int candidate : ranking.groups().get(g)) {
                    if (candidate < 0 || candidate >= size || place[candidate] != Integer.MAX_VALUE)
                        throw new IllegalArgumentException("candidate " + candidate);
                    place[candidate] = g;
                }
            for (int a = 0; a < size; a++)
                for (int b = 0; b < size; b++) if (place[a] < place[b]) above[a][b] += ranking.count();
        }
        return new PairwiseBallots(List.copyOf(candidates), above);
    }

    public List<String> candidates() {
        return candidates;
    }

    /// How many put `a` above `b`.
    public long above(int a, int b) {
        return above[a][b];
    }

    boolean beats(int a, int b) {
        return above[a][b] > above[b][a];
    }
}
