package coppice.server.distributions;

import coppice.server.kernel.Id;
import java.util.UUID;

/// A run that shared out a surplus.
public record RunId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
