package coppice.server.polls;

import coppice.server.kernel.Id;
import java.util.UUID;

/// A poll.
public record PollId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
