package coppice.server.commons;

import coppice.server.kernel.Id;
import java.util.UUID;

/// Somebody's wish to become a member.
public record ApplicationId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
