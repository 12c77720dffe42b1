package coppice.rules.voting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/// Ballots compared two candidates at a time: how many put each above each other.
///
/// Who is not ranked on a ballot stands below all who are, equal with the others who are not; where the ballots say
/// that it is otherwise, nobody is compared with them.
public final class PairwiseBallots {
    private static final int NOT_RANKED = Integer.MAX_VALUE;

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
        return of(candidates, rankings, true);
    }

    private static PairwiseBallots of(List<String> candidates, List<Ranking> rankings, boolean isUnrankedLast) {
        int size = candidates.size();
        var above = new long[size][size];
        for (var ranking : rankings) {
            var place = new int[size];
            Arrays.fill(place, NOT_RANKED);
            for (int g = 0; g < ranking.groups().size(); g++)
                for (int candidate : ranking.groups().get(g)) {
                    if (candidate < 0 || candidate >= size || place[candidate] != NOT_RANKED)
                        throw new IllegalArgumentException("candidate " + candidate);
                    place[candidate] = g;
                }
            for (int a = 0; a < size; a++)
                for (int b = 0; b < size; b++)
                    if (place[a] < place[b] && (isUnrankedLast || place[b] != NOT_RANKED))
                        above[a][b] += ranking.count();
        }
        return new PairwiseBallots(List.copyOf(candidates), above);
    }

    /// The comparisons that ranked ballots make: skipped ranks and those overvoted without names are passed over,
    /// several names at one rank are equal, and the first place of a candidate counts.
    public static PairwiseBallots of(RankedBallots ballots) {
        var rankings = new ArrayList<Ranking>();
        for (var pattern : ballots.patterns()) {
            var seen = new HashSet<Integer>();
            var groups = new ArrayList<List<Integer>>();
            for (var rank : pattern.ranks()) {
                var group = new ArrayList<Integer>();
                for (int candidate : rank)
                    if (candidate != RankedBallots.OVERVOTE && seen.add(candidate)) group.add(candidate);
                if (!group.isEmpty()) groups.add(group);
            }
            rankings.add(new Ranking(pattern.count(), groups));
        }
        return of(ballots.candidates(), rankings, ballots.isUnrankedLast());
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
