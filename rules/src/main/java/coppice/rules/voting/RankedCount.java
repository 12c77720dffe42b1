package coppice.rules.voting;

import coppice.rules.money.Ratio;
import java.util.List;
import java.util.Map;

/// A count of ranked ballots, round by round, as anyone can follow it.
///
/// @param undervotes ballots on which nothing is marked
/// @param elected    in the order of their election
/// @param rounds     the last one may only show where the last surplus went
/// @param ties       how each tie was decided, in order
public record RankedCount(
        long ballots, long undervotes, List<String> elected, List<Round> rounds, List<TieBreak> ties) {
    /// One round.
    ///
    /// @param threshold what elected in it
    /// @param tally     the votes of everyone who stood in it, in the order of the candidates
    /// @param fates     who was elected or went out at its end
    public record Round(int number, Ratio threshold, Map<String, Ratio> tally, Inactive inactive, List<Fate> fates) {}

    /// Ballots that count for nobody any more, by what made them so.
    ///
    /// @param surplus what the last winners held above the threshold and did not pass on
    public record Inactive(Ratio exhausted, Ratio overvotes, Ratio repeated, Ratio skipped, Ratio surplus) {}

    /// What became of a candidate, and to whom the ballots went by the next round.
    ///
    /// @param exhausted what went to nobody
    /// @param residual  what rounding lost of a surplus
    public record Fate(
            String candidate, boolean isElected, Map<String, Ratio> transfers, Ratio exhausted, Ratio residual) {}

    /// @param among  who had the same votes
    /// @param chosen who won or lost among them
    /// @param rule   by which rule, said beforehand
    public record TieBreak(int round, List<String> among, String chosen, boolean isWinner, RankedRules.Tie rule) {}
}
