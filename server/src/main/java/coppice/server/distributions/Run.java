package coppice.server.distributions;

import coppice.server.commons.Authorised.Authority;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.ProposalId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// One adopted distribution: stored with everything it went by, never edited, recomputed by anyone.
///
/// @param decision       the decision that gave the mandate
/// @param surplus        what was shared out in all, in minor units
/// @param amount         the part that went by the value equation
/// @param returned       what no claim took; it stayed in the general fund
/// @param charterVersion the charter whose equation and split it used
/// @param countedUntil   contributions done before this day counted
/// @param entry          the ledger entry that posted it; empty when nothing moved
public record Run(
        RunId id,
        int number,
        Instant adoptedAt,
        String adoptedBy,
        Authority authority,
        Optional<ProposalId> decision,
        int charterVersion,
        long surplus,
        long amount,
        long returned,
        long aboveCeiling,
        LocalDate countedUntil,
        Instant countedAt,
        Optional<EntryId> entry,
        List<Share> shares) {

    /// A destination's part of the surplus.
    public record Share(String destination, long minorUnits) {}
}
