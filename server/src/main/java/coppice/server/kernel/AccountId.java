package coppice.server.kernel;

import java.util.UUID;

/// A person known to this server.
public record AccountId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
