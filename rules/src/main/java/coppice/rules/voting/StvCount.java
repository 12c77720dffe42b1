package coppice.rules.voting;

import coppice.rules.money.Ratio;
import java.util.List;
import java.util.Map;

/// A count by single transferable vote, step by step, as anyone can follow it.
///
/// @param ballots those on which anybody is named
/// @param quota   what elects; under Meek's method it shrinks with the ballots that count for nobody, and this is
/// the first
/// @param elected in the order of their election
public record StvCount(long ballots, Ratio quota, List<String> elected, List<Step> steps, List<TieBreak> ties) {
    public enum Kind {
        /// The first preferences.
        BEGIN,
        ELECT,
        /// The surplus of somebody elected went to whom those ballots name next.
        TRANSFER_SURPLUS,
        DEFEAT,
        /// The ballots of somebody defeated went on.
        TRANSFER_DEFEATED,
        /// As many were left as there were seats.
        ELECT_REMAINING,
        /// All seats were taken.
        DEFEAT_REMAINING,
        END
    }

    /// One step.
    ///
    /// @param candidate   whom it is about; empty for begin and end
    /// @param votes       everyone's votes after it
    /// @param keepFactors what of every ballot each candidate keeps, under Meek's method; else empty
    /// @param nobody      votes that could not be passed on to anybody
    public record Step(
            Kind kind,
            int round,
            String candidate,
            Ratio quota,
            Map<String, Ratio> votes,
            Map<String, Ratio> keepFactors,
            Ratio nobody) {}

    /// @param among  who were equal
    /// @param byStage true: an earlier stage told them apart; false: the order fixed beforehand
    public record TieBreak(int round, List<String> among, String chosen, boolean byStage) {}
}
