package coppice.server.outcomes;

import coppice.server.kernel.Id;
import java.util.UUID;

/// What somebody wrote about how a result stands.
public record LineId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
