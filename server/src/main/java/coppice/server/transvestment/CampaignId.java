package coppice.server.transvestment;

import coppice.server.kernel.Id;
import java.util.UUID;

/// A campaign for capital.
public record CampaignId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
