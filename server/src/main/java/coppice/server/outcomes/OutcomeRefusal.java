package coppice.server.outcomes;

import coppice.server.kernel.Refusal;
import java.time.Instant;

/// What `outcomes` refuses.
public sealed interface OutcomeRefusal extends Refusal.Conflict {
    /// It has no outcome yet.
    record StillOpen(Instant closesAt) implements OutcomeRefusal {}

    /// What somebody decided after asking for advice, they write down themselves.
    record NotYourPoll() implements OutcomeRefusal {}
}
