package coppice.server.files;

import coppice.server.kernel.Id;
import java.util.UUID;

/// A file that is kept.
public record FileId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
