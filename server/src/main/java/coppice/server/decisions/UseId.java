package coppice.server.decisions;

import coppice.server.kernel.Id;
import java.util.UUID;

/// One use of an authority.
record UseId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
