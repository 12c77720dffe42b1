package coppice.server.distributions;

import coppice.server.kernel.Id;
import java.util.UUID;

/// A payout through the bank.
public record PayoutId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
