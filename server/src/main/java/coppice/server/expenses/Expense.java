package coppice.server.expenses;

import coppice.server.files.FileId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.PartyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Money that somebody asks to be paid from a budget.
///
/// @param payee    the member it is paid to; absent: it was paid to `supplier` from the commons' bank
/// @param entry    the entry that paid it
/// @param receipts files
public record Expense(
        UUID id,
        UUID budget,
        String words,
        long minorUnits,
        PartyId claimedBy,
        Optional<PartyId> payee,
        String supplier,
        Instant claimedAt,
        State state,
        Optional<EntryId> entry,
        List<FileId> receipts,
        List<Verdict> verdicts) {

    public enum State {
        CLAIMED,
        PAID,
        REFUSED,
        WITHDRAWN
    }

    /// What another member says to it.
    public record Verdict(PartyId party, boolean approves, String reason, Instant at) {}

    public long approvals() {
        return verdicts.stream().filter(Verdict::approves).count();
    }

    boolean concerns(PartyId party) {
        return claimedBy.equals(party) || payee.equals(Optional.of(party));
    }
}
