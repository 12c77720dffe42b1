package coppice.server.ledger;

import coppice.server.kernel.Id;
import java.util.UUID;

/// A file of money rows.
public record StatementId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
