package coppice.server.lock;

import coppice.server.kernel.Id;
import java.util.UUID;

/// Something that is locked.
public record AssetId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
