package coppice.server.outcomes;

import coppice.server.kernel.Id;
import java.util.UUID;

/// A step that is to come of what was decided.
public record MilestoneId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
