package coppice.server.commons;

import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;

/// Whoever acts for the whole commons: a steward by an act of their own, where the charter leaves it to them, or a
/// mandate.
public sealed interface Authorised permits Steward, Mandate {
    Commons commons();

    /// Who is recorded: the steward, or whoever made the proposal.
    PartyId party();

    /// What allows something that is kept.
    enum Authority {
        STEWARDS_ACT,
        MANDATE,
        /// The charter itself, without anybody's act.
        CHARTER,
        /// What is one's own, by oneself.
        OWN_ACT,
        IMPORT
    }

    default Authority authority() {
        return switch (this) {
            case Steward _ -> Authority.STEWARDS_ACT;
            case Mandate _ -> Authority.MANDATE;
        };
    }

    /// Refuses a steward alone, for what only a decision can do.
    default Mandate mandate(Matter matter) {
        if (this instanceof Mandate mandate) return mandate;
        throw new Refused(new CommonsRefusal.NeedsADecision(matter.name()));
    }

    /// What can be looked up: the steward's party, or the decision.
    default String reference() {
        return switch (this) {
            case Steward steward -> steward.party().toString();
            case Mandate mandate -> mandate.decision().toString();
        };
    }
}
