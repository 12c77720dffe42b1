package coppice.server.web;

import coppice.server.kernel.Id;
import java.util.UUID;

/// One place where somebody is signed in.
public record SessionId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
