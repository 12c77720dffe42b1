package coppice.server.talk;

import coppice.server.kernel.Id;
import java.util.UUID;

/// Words to begin a discussion with.
public record TemplateId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
