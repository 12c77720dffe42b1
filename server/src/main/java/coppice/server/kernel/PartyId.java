package coppice.server.kernel;

import java.util.UUID;

/// Somebody a commons deals with, known by a random id of that commons alone.
public record PartyId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
