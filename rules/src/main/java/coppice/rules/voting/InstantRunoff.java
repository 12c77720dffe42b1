package coppice.rules.voting;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Counts ranked ballots by rounds of election and elimination: instant runoff, and its forms with several winners.
public final class InstantRunoff {
    private InstantRunoff() {}

    /// Counts `ballots` by `rules`.
    public static RankedCount count(RankedBallots ballots, RankedRules rules) {
        return new Tabulation(ballots, rules).count(ballots.count());
    }

    /// Elects one after the other, each by a count of its own without those who were elected before.
    public static List<RankedCount> inPasses(RankedBallots ballots, RankedRules rules, int winners) {
        var counts = new ArrayList<RankedCount>();
        var excluded = new HashSet<>(rules.excluded());
        for (int pass = 0; pass < winners; pass++) {
            var count = count(ballots, rules.without(excluded));
            counts.add(count);
            excluded.addAll(count.elected());
        }
        return counts;
    }
}
