package coppice.server.equity;

import coppice.rules.shares.ShareClass;
import coppice.server.commons.Authorised.Authority;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.PartyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/// Something that happened to shares; never changed, only followed by the next.
///
/// @param number     counts up in a commons
/// @param to         who got them, where they changed hands
/// @param minorUnits money paid in for them, or back
/// @param source     what led to it: `founding`, `hand`, `earned:TYPE`, `gain:N`, `withdrawal`, `contract`,
/// `left`, `ocf`, `end`
/// @param authority  STEWARDS_ACT, MANDATE, CHARTER, OWN_ACT or IMPORT
public record ShareEvent(
        long number,
        Kind kind,
        ShareClass of,
        PartyId party,
        Optional<PartyId> to,
        long shares,
        long minorUnits,
        LocalDate on,
        String source,
        String reason,
        Instant recordedAt,
        Optional<PartyId> recordedBy,
        Authority authority,
        String authorityRef,
        Optional<EntryId> entry) {
    public enum Kind {
        ISSUE,
        CANCEL,
        /// Given back for money.
        REDEEM,
        TRANSFER
    }

    /// What led to something, as `source` begins with it.
    public enum Cause {
        FOUNDING,
        HAND,
        EARNED,
        GAIN,
        WITHDRAWAL,
        CONTRACT,
        LEFT,
        OCF,
        END
    }

    public Cause cause() {
        return Cause.valueOf(source.split(":", 2)[0].toUpperCase(Locale.ROOT));
    }

    /// What exactly, such as the type of contribution that earned it; empty where nothing is to be added.
    public String causedBy() {
        return source.substring(source.indexOf(':') + 1);
    }

    ShareEvent paidBy(Optional<EntryId> paid) {
        return new ShareEvent(
                number,
                kind,
                of,
                party,
                to,
                shares,
                minorUnits,
                on,
                source,
                reason,
                recordedAt,
                recordedBy,
                authority,
                authorityRef,
                paid);
    }
}
