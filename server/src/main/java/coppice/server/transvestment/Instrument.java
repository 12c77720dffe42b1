package coppice.server.transvestment;

import coppice.server.kernel.PartyId;
import java.time.LocalDate;
import java.util.Optional;

/// What somebody put in, on the terms of a campaign.
///
/// @param cap          what is paid on it in all, and never more
/// @param countedUntil revenue until here has been counted
public record Instrument(
        InstrumentId id,
        int number,
        CampaignId campaign,
        PartyId party,
        long principal,
        long cap,
        long paid,
        State state,
        LocalDate committedOn,
        Optional<LocalDate> countedUntil) {
    /// How money is let in.
    public enum Kind {
        /// A part of the profit.
        CAPPED_SHARE,
        /// A part of the revenue.
        REVENUE_SHARE,
        /// Interest on what was put in, where it can be afforded.
        COMMUNITY_SHARE,
        /// Instalments, as a part of what was put in.
        LOAN,
        /// Nothing is paid back.
        GIFT
    }

    public enum State {
        OFFERED,
        COMMITTED,
        PAID_IN,
        ACTIVE,
        CAP_REACHED,
        TRANSVESTED,
        /// Taken back before it was active, the money returned.
        WITHDRAWN,
        /// Given up as lost.
        WRITTEN_DOWN,
        /// The holder waives the rest.
        RELEASED;

        public boolean isOver() {
            return this.ordinal() >= CAP_REACHED.ordinal();
        }
    }

    public long left() {
        return cap - paid;
    }
}
