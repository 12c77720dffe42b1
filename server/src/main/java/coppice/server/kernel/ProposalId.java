package coppice.server.kernel;

import java.util.UUID;

/// What was put to the members; a mandate names it.
public record ProposalId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
