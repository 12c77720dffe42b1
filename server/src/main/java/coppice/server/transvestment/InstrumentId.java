package coppice.server.transvestment;

import coppice.server.kernel.Id;
import java.util.UUID;

/// What a funder holds of a campaign.
public record InstrumentId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
