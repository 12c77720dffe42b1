package coppice.server.polls;

import coppice.server.kernel.Id;
import java.util.UUID;

/// A panel drawn by lot.
public record PanelId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
