package coppice.server.expenses;

import coppice.server.commons.Authorised;
import coppice.server.commons.Authorised.Authority;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refusal;
import coppice.server.ledger.Account.Spec;
import java.util.Optional;
import java.util.UUID;

/// What an expense is charged to: a bucket, a fund.
///
/// @param address   of its page
/// @param account   what pays
/// @param largest   what is above it needs a decision; empty: nothing is
/// @param closed    why nothing is paid from it now; empty: it is open
/// @param authority what allows its payments
/// @param reference the decision, or the steward
public record Budget(
        UUID id,
        String title,
        String address,
        Spec account,
        Optional<Money> largest,
        Optional<Refusal> closed,
        Authority authority,
        String reference) {
    /// The same, with payments that somebody else's authority allows.
    Budget allowedBy(Authorised by) {
        return new Budget(id, title, address, account, largest, closed, by.authority(), by.reference());
    }
}
