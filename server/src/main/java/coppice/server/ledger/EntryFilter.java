package coppice.server.ledger;

import coppice.server.kernel.EntryId;
import java.time.LocalDate;
import java.util.Optional;

/// Which entries: all conditions hold together.
///
/// @param category accounts of this category on either side
/// @param before   only entries before this one in the order of the list: the next page
public record EntryFilter(
        Optional<LedgerAccountId> account,
        Optional<String> category,
        Optional<LocalDate> from,
        Optional<LocalDate> until,
        Optional<EntryId> before,
        int most) {
    public static final int PAGE = 50;

    public static EntryFilter all() {
        return new EntryFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), PAGE);
    }
}
