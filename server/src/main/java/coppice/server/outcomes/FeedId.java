package coppice.server.outcomes;

import coppice.server.kernel.Id;
import java.util.UUID;

/// A secret address to follow a commons at.
public record FeedId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
