package coppice.server.outcomes;

import coppice.server.kernel.Id;
import java.util.UUID;

/// What was decided: a proposal or a poll, by its id.
public record SubjectId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
