package coppice.server.talk;

import coppice.server.kernel.Id;
import java.util.UUID;

/// A statement to agree or disagree with.
public record OpinionId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
