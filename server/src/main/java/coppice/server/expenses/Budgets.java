package coppice.server.expenses;

import coppice.server.commons.Commons;
import coppice.server.kernel.PartyId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Budgets of one kind; the room whose money they are offers them in a bean. What was paid it learns by
/// [ExpensePaid].
public interface Budgets {
    /// Those of these that are its own, as they are now.
    List<Budget> budgets(Commons commons, Collection<UUID> ids);

    /// One of its own; nothing about it changes until the transaction is over.
    Optional<Budget> hold(Commons commons, UUID id);

    /// Whose money is in it: they hear what is asked for.
    Collection<PartyId> givers(Commons commons, UUID id);
}
