package coppice.server.commons;

import coppice.server.kernel.Id;
import java.util.UUID;

/// A circle or a class of members.
public record CircleId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
