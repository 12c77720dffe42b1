package coppice.rules.voting;

import coppice.rules.money.Ratio;
import java.util.List;
import java.util.Set;

/// How ranked ballots are counted round by round: the options of instant runoff and of whole-ballot transfers, as
/// RCTab names them.
///
/// @param winners             how many are elected; for [Mode#BOTTOMS_UP_TO_PERCENTAGE] it follows from the votes
/// @param order               the candidates in the order that decides a tie by [Tie#CANDIDATE_ORDER]
/// @param maxSkippedRanks     a longer gap between two used ranks exhausts a ballot; [#UNLIMITED]: none does
/// @param maxRankings         only so many ranks count; [#UNLIMITED]: all
/// @param decimals            to how many places values of ballots are cut off when a surplus is passed on
/// @param minimumVotes        whoever has fewer goes out at once
/// @param percentage          for [Mode#BOTTOMS_UP_TO_PERCENTAGE]: what everyone who is elected has at least
/// @param excluded            who stands on ballots and cannot be elected
/// @param stopAfterRound      no round follows this one, whether or not all are elected; [#UNLIMITED]: none is the last
/// @param undeclaredWriteIns  the name that stands for all who were written in; empty: there is none
public record RankedRules(
        Mode mode,
        int winners,
        Tie tie,
        long seed,
        List<String> order,
        Overvote overvote,
        int maxSkippedRanks,
        int maxRankings,
        boolean exhaustOnDuplicate,
        int decimals,
        long minimumVotes,
        boolean batch,
        boolean continueUntilTwo,
        boolean firstRoundDeterminesThreshold,
        boolean nonIntegerThreshold,
        boolean hareQuota,
        Ratio percentage,
        Set<String> excluded,
        int stopAfterRound,
        String undeclaredWriteIns) {
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /// More places than this do not fit the arithmetic.
    public static final int MOST_DECIMALS = 9;

    public RankedRules {
        if (decimals < 0 || decimals > MOST_DECIMALS) throw new IllegalArgumentException(decimals + " decimals");
        if (winners < 1 && !mode.isToPercentage()) throw new IllegalArgumentException(winners + " winners");
        if (maxSkippedRanks < 0 || maxRankings < 1 || stopAfterRound < 1) throw new IllegalArgumentException("ranks");
    }

    /// Instant runoff with one winner, ties by the order of the candidates, overvotes and gaps passed over.
    public static RankedRules instantRunoff(List<String> candidates) {
        return byLot(candidates, Tie.CANDIDATE_ORDER, 0);
    }

    /// The same, with ties by another rule.
    public static RankedRules byLot(List<String> candidates, Tie tie, long seed) {
        return new RankedRules(
                Mode.SINGLE_WINNER,
                1,
                tie,
                seed,
                candidates,
                Overvote.SKIP_TO_NEXT_RANK,
                UNLIMITED,
                UNLIMITED,
                false,
                4,
                0,
                false,
                false,
                false,
                false,
                false,
                Ratio.ZERO,
                Set.of(),
                UNLIMITED,
                "");
    }

    RankedRules without(Set<String> others) {
        return new RankedRules(
                mode,
                winners,
                tie,
                seed,
                order,
                overvote,
                maxSkippedRanks,
                maxRankings,
                exhaustOnDuplicate,
                decimals,
                minimumVotes,
                batch,
                continueUntilTwo,
                firstRoundDeterminesThreshold,
                nonIntegerThreshold,
                hareQuota,
                percentage,
                Set.copyOf(others),
                stopAfterRound,
                undeclaredWriteIns);
    }

    public enum Mode {
        SINGLE_WINNER,
        /// Everybody who reaches the threshold in a round is elected in it.
        MULTI_WINNER,
        /// Only the strongest of them is.
        MULTI_WINNER_ONE_PER_ROUND,
        /// The weakest go out until as many are left as there are winners.
        BOTTOMS_UP,
        /// The weakest go out until all who are left have their percentage.
        BOTTOMS_UP_TO_PERCENTAGE,
        /// As above, and all below it go out at once.
        BOTTOMS_UP_AT_ONCE_TO_PERCENTAGE;

        boolean isToPercentage() {
            return this == BOTTOMS_UP_TO_PERCENTAGE || this == BOTTOMS_UP_AT_ONCE_TO_PERCENTAGE;
        }

        boolean passesSurplusOn() {
            return this == MULTI_WINNER || this == MULTI_WINNER_ONE_PER_ROUND;
        }
    }

    public enum Overvote {
        EXHAUST_IMMEDIATELY,
        SKIP_TO_NEXT_RANK,
        /// More than one who is still in exhausts the ballot; exactly one takes it; none passes it on.
        EXHAUST_IF_MULTIPLE_CONTINUING
    }

    /// Who wins or loses among equals. Chance is a seed that was published beforehand.
    public enum Tie {
        RANDOM,
        PREVIOUS_ROUNDS_THEN_RANDOM,
        /// An order shuffled once from the seed.
        PERMUTATION,
        CANDIDATE_ORDER
    }

    /// The votes that elect, of so many that are held by somebody.
    Ratio threshold(Ratio votes) {
        if (mode.isToPercentage()) return votes.times(percentage);
        if (hareQuota)
            return Ratio.of(-votes.dividedBy(Ratio.of(winners)).negated().floor());
        var share = votes.dividedBy(Ratio.of(winners + 1));
        if (!nonIntegerThreshold) return Ratio.of(share.floor() + 1);
        long place = Math.powExact(10L, decimals);
        return Ratio.of(share.times(Ratio.of(place)).floor() + 1, place);
    }
}
