package coppice.server.contributions;

import coppice.server.kernel.PartyId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/// Something given to the commons; never edited, only corrected by another.
///
/// @param party    whose it is, after confirmed claims of histories
/// @param value    minor units, of a contribution whose value is stated each time
/// @param work     what it was done for; empty when not said
/// @param evidence which item of an imported history it is; empty when logged by hand
public record Contribution(
        ContributionId id,
        PartyId party,
        String type,
        BigDecimal quantity,
        long value,
        String work,
        LocalDate doneOn,
        String note,
        String evidence,
        Optional<ContributionId> corrects,
        Optional<ContributionId> correctedBy,
        State state,
        int recognised) {

    /// Derived from what peers said; nobody sets it.
    public enum State {
        /// Waits for peers.
        LOGGED,
        /// The newest word of some peer is a question.
        QUESTIONED,
        /// Counts in the next run.
        RECOGNISED,
        /// Another contribution stands in its place.
        CORRECTED
    }
}
