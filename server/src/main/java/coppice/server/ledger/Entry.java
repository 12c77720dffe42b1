package coppice.server.ledger;

import coppice.server.commons.Authorised.Authority;
import coppice.server.commons.Standing;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A booked movement of value; never changed, only corrected by another.
public record Entry(
        EntryId id,
        LocalDate bookedOn,
        Instant recordedAt,
        Optional<PartyId> recordedBy,
        String description,
        Authority authority,
        String authorityRef,
        Optional<EntryId> corrects,
        Optional<EntryId> correctedBy,
        List<Leg> legs) {

    /// The entry for somebody who may or may not read names: rows of a bank's files tell whose they were.
    public Entry seenBy(Standing reader) {
        if (authority != Authority.IMPORT || reader.showsNames()) return this;
        return new Entry(
                id, bookedOn, recordedAt, recordedBy, "", authority, authorityRef, corrects, correctedBy, legs);
    }

    public record Leg(LedgerAccountId from, LedgerAccountId to, long minorUnits) {}
}
