package coppice.server.ledger;

import coppice.server.commons.Authorised;
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

    /// What `by` books, before its legs are named.
    public static Posting by(Authorised by, LocalDate on, RequestKey key) {
        return under(by.authority(), by.reference(), Optional.of(by.party()), on, key);
    }

    /// What something else than an act allows: a charter, a statement, the decision that opened a round.
    public static Posting under(
            Authority authority, String reference, Optional<PartyId> recordedBy, LocalDate on, RequestKey key) {
        return new Posting(on, "", authority, reference, recordedBy, Optional.empty(), key, List.of(), Map.of());
    }

    public Posting described(String words) {
        return new Posting(bookedOn, words, authority, authorityRef, recordedBy, corrects, key, legs, mostHeld);
    }

    public Posting correcting(EntryId entry) {
        return new Posting(
                bookedOn, description, authority, authorityRef, recordedBy, Optional.of(entry), key, legs, mostHeld);
    }

    public Posting holdingAtMost(Map<String, Long> most) {
        return new Posting(bookedOn, description, authority, authorityRef, recordedBy, corrects, key, legs, most);
    }

    public Posting of(List<Leg> all) {
        return new Posting(bookedOn, description, authority, authorityRef, recordedBy, corrects, key, all, mostHeld);
    }

    public Posting of(Leg one) {
        return of(List.of(one));
    }

    /// One transfer: `minorUnits` (above 0) leave `from` and reach `to`; either is opened if it is not there.
    public record Leg(Spec from, Spec to, long minorUnits) {}
}
