package coppice.server.talk;

import coppice.server.kernel.Id;
import java.util.UUID;

/// What somebody said in a discussion.
public record CommentId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
