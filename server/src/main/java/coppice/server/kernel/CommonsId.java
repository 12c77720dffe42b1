package coppice.server.kernel;

import java.util.UUID;

/// Which commons; the first part of every key.
public record CommonsId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
