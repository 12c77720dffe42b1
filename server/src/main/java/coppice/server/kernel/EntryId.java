package coppice.server.kernel;

import java.util.UUID;

/// A booked movement of value.
public record EntryId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
