package coppice.server.transvestment;

import coppice.rules.money.Ratio;
import coppice.server.commons.Authorised.Authority;
import coppice.server.ledger.Account.Spec;
import coppice.server.transvestment.Instrument.Kind;
import java.time.LocalDate;
import java.util.Optional;

/// Terms on which money is let in, and what it is for.
///
/// @param allOrNothing the money goes back where the target is not reached by the deadline
/// @param multiple     the cap, as a multiple of what is put in
/// @param ratePercent  of the profit, the revenue or the principal
/// @param rank         1 is served first
/// @param asset        what it buys, to be locked at the end; empty: nothing of that kind
/// @param authority    STEWARDS_ACT or MANDATE
public record Campaign(
        CampaignId id, int number, Terms terms, Authority authority, String authorityRef, Optional<String> outcome) {

    public record Terms(
            String title,
            String purpose,
            Kind kind,
            long target,
            LocalDate deadline,
            boolean allOrNothing,
            Ratio multiple,
            Ratio ratePercent,
            int rank,
            Optional<LocalDate> earliest,
            Optional<Long> yearlyLimit,
            String asset) {}

    public boolean isFailed() {
        return outcome.equals(Optional.of("FAILED"));
    }

    public boolean isSucceeded() {
        return outcome.equals(Optional.of("SUCCEEDED"));
    }

    Ratio rate() {
        return terms.ratePercent().dividedBy(Ratio.of(100));
    }

    /// Where money waits until it is active.
    Spec escrow() {
        return Spec.kept("transvestment", id.toString(), Optional.empty());
    }
}
