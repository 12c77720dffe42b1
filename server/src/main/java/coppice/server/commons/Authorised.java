package coppice.server.commons;

import coppice.server.kernel.PartyId;

/// Whoever acts for the whole commons: a steward by an act of their own, where the charter leaves it to them, or a
/// mandate.
public sealed interface Authorised permits Steward, Mandate {
    Commons commons();

    /// Who is recorded: the steward, or whoever made the proposal.
    PartyId party();

    /// `STEWARDS_ACT` or `MANDATE`.
    default String authority() {
        return switch (this) {
            case Steward _ -> "STEWARDS_ACT";
            case Mandate _ -> "MANDATE";
        };
    }

    /// What can be looked up: the steward's party, or the decision.
    default String reference() {
        return switch (this) {
            case Steward steward -> steward.party().toString();
            case Mandate mandate -> mandate.decision().toString();
        };
    }
}
