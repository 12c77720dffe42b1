package coppice.rules.voting;

import coppice.rules.voting.RankedBallots.Pattern;
import coppice.rules.voting.RankedRules.Overvote;
import java.util.Arrays;

/// Who takes a ballot: the first it names who is still in, or nobody and why it is lost.
record NextChoice(int candidate, Lost lost) {
    static final int NOBODY = -1;

    enum Lost {
        NOT,
        UNDERVOTE,
        EXHAUSTED,
        OVERVOTE,
        REPEATED,
        SKIPPED,
        /// Passed on by the last winners, when nobody is to be elected any more.
        FINAL_SURPLUS
    }

    static NextChoice lost(Lost why) {
        return new NextChoice(NOBODY, why);
    }

    static NextChoice of(Pattern pattern, RankedRules rules, boolean[] in) {
        var ranks = pattern.ranks();
        int most = Math.min(ranks.length, rules.maxRankings());
        var seen = rules.exhaustOnDuplicate() ? new boolean[in.length] : null;
        boolean isMarked = false;
        int lastUsed = 0;
        for (int r = 1; r <= most; r++) {
            var rank = ranks[r - 1];
            if (rank.length == 0) continue;
            isMarked = true;
            if (rules.maxSkippedRanks() != RankedRules.UNLIMITED && r - lastUsed > rules.maxSkippedRanks() + 1)
                return lost(Lost.SKIPPED);
            lastUsed = r;
            if (seen != null && rank[0] != RankedBallots.OVERVOTE)
                for (int c : rank) {
                    if (seen[c]) return lost(Lost.REPEATED);
                    seen[c] = true;
                }
            if (rank.length > 1 || rank[0] == RankedBallots.OVERVOTE) {
                var taken = overvoted(rank, rules.overvote(), in);
                if (taken.lost() != Lost.NOT || taken.candidate() != NOBODY) return taken;
            } else if (in[rank[0]]) return new NextChoice(rank[0], Lost.NOT);
        }
        return lost(isMarked ? Lost.EXHAUSTED : Lost.UNDERVOTE);
    }

    /// Nobody, and not lost: the next rank is looked at.
    private static NextChoice overvoted(int[] rank, Overvote rule, boolean[] in) {
        if (rule == Overvote.SKIP_TO_NEXT_RANK) return lost(Lost.NOT);
        if (rule == Overvote.EXHAUST_IMMEDIATELY || rank[0] == RankedBallots.OVERVOTE) return lost(Lost.OVERVOTE);
        var takers = Arrays.stream(rank).filter(c -> in[c]).toArray();
        if (takers.length > 1) return lost(Lost.OVERVOTE);
        return new NextChoice(takers.length == 0 ? NOBODY : takers[0], Lost.NOT);
    }
}
