package coppice.server.contributions;

import coppice.server.kernel.Id;
import java.util.UUID;

/// What somebody gave.
public record ContributionId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
