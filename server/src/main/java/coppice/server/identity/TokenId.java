package coppice.server.identity;

import coppice.server.kernel.Id;
import java.util.UUID;

/// What a program carries instead of a person.
public record TokenId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
