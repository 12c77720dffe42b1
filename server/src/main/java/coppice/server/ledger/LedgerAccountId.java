package coppice.server.ledger;

import coppice.server.kernel.Id;
import java.util.UUID;

/// An account of the books; [AccountId][coppice.server.kernel.AccountId] is a person's.
public record LedgerAccountId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
