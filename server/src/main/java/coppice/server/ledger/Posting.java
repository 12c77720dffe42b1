package coppice.server.ledger;

import coppice.server.commons.Authorised.Authority;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.ledger.Account.Spec;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A movement of value that is to be booked: all its legs or none.
///
/// @param authority    what allowed it
/// @param authorityRef which charter version, statement, run, mandate or entry that is
/// @param corrects     the entry it takes back
/// @param mostHeld     the most that accounts of these codes may hold after it, where something is not to be
/// overfilled
public record Posting(
        LocalDate bookedOn,
        String description,
        Authority authority,
        String authorityRef,
        Optional<PartyId> recordedBy,
        Optional<EntryId> corrects,
        RequestKey key,
        List<Leg> legs,
        Map<String, Long> mostHeld) {

    public Posting(
            LocalDate bookedOn,
            String description,
            Authority authority,
            String authorityRef,
            Optional<PartyId> recordedBy,
            Optional<EntryId> corrects,
            RequestKey key,
            List<Leg> legs) {
        this(bookedOn, description, authority, authorityRef, recordedBy, corrects, key, legs, Map.of());
    }

    /// One transfer: `minorUnits` (above 0) leave `from` and reach `to`; either is opened if it is not there.
    public record Leg(Spec from, Spec to, long minorUnits) {}
}
