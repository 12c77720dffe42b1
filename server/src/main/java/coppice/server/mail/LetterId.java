package coppice.server.mail;

import coppice.server.kernel.Id;
import java.util.UUID;

/// A letter on its way.
public record LetterId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
