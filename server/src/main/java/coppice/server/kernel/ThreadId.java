package coppice.server.kernel;

import java.util.UUID;

/// A discussion.
public record ThreadId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
