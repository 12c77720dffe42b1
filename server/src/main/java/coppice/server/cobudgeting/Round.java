package coppice.server.cobudgeting;

import coppice.server.commons.Authorised;
import coppice.server.commons.Authorised.Authority;
import coppice.server.kernel.PartyId;
import coppice.server.ledger.Account.Spec;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A pool for a while, and the rule by which members give it out.
///
/// @param authority    what opened it and allows its movements: `MANDATE` or `STEWARDS_ACT`
/// @param authorityRef the decision, or the steward
public record Round(
        UUID id,
        int number,
        String title,
        String guidelines,
        Rule rule,
        RoundTerms terms,
        Instant ideasUntil,
        Instant fundingFrom,
        Instant fundingUntil,
        Instant openedAt,
        PartyId openedBy,
        Authority authority,
        String authorityRef,
        Optional<Instant> settledAt,
        Optional<Instant> cancelledAt,
        Instant lookedUntil) {

    /// How a pool is given out.
    public enum Rule {
        /// Members get parts of it and fund buckets from them.
        DIRECT,
        /// Members vote; the method of equal shares.
        EQUAL_SHARES,
        /// Members vote; the most votes first.
        GREEDY,
        /// Members give of their own; the pool matches.
        QUADRATIC,
        /// Support grows while it stands; a threshold releases.
        CONVICTION;

        public boolean votes() {
            return this == EQUAL_SHARES || this == GREEDY;
        }

        /// Members put money into buckets themselves.
        public boolean gives() {
            return this == DIRECT || this == QUADRATIC;
        }
    }

    /// Where a round stands by the clock.
    public enum Phase {
        IDEAS,
        FUNDING,
        CLOSED,
        CANCELLED
    }

    public Phase phase(Instant now) {
        if (cancelledAt.isPresent()) return Phase.CANCELLED;
        if (now.isBefore(fundingFrom)) return Phase.IDEAS;
        return settledAt.isEmpty() && now.isBefore(fundingUntil) ? Phase.FUNDING : Phase.CLOSED;
    }

    public boolean takesIdeas(Instant now) {
        return phase(now) != Phase.CANCELLED && now.isBefore(ideasUntil);
    }

    /// The same, with movements that somebody else's authority allows.
    Round allowedBy(Authorised by) {
        return new Round(
                id,
                number,
                title,
                guidelines,
                rule,
                terms,
                ideasUntil,
                fundingFrom,
                fundingUntil,
                openedAt,
                openedBy,
                by.authority(),
                by.reference(),
                settledAt,
                cancelledAt,
                lookedUntil);
    }

    /// What it has to give out.
    public Spec account() {
        return Spec.kept(Pool.ACCOUNT.code(), "round." + id, Optional.empty());
    }

    /// What one member has to fund with.
    public Spec part(PartyId party) {
        return Spec.kept(Pool.ACCOUNT.code(), "part." + id + "." + party, Optional.of(party));
    }
}
