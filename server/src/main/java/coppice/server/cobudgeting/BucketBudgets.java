package coppice.server.cobudgeting;

import coppice.server.cobudgeting.BucketState.Event;
import coppice.server.commons.Commons;
import coppice.server.expenses.Budget;
import coppice.server.expenses.Budgets;
import coppice.server.expenses.ExpensePaid;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Today;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Buckets, as expenses are paid from them by the authority of their round.
@Component
class BucketBudgets implements Budgets {
    private final RoundTables rounds;
    private final BucketTables buckets;
    private final MoneyTables money;
    private final Changes changes;
    private final Clockwork clockwork;
    private final Today today;

    BucketBudgets(
            RoundTables rounds,
            BucketTables buckets,
            MoneyTables money,
            Changes changes,
            Clockwork clockwork,
            Today today) {
        this.rounds = rounds;
        this.buckets = buckets;
        this.money = money;
        this.changes = changes;
        this.clockwork = clockwork;
        this.today = today;
    }

    @Override
    public List<Budget> budgets(Commons commons, Collection<UUID> ids) {
        var all = rounds.rounds(commons.id()).stream().collect(Collectors.toMap(Round::id, Function.identity()));
        return buckets.byIds(commons.id(), ids).values().stream()
                .flatMap(bucket -> Optional.ofNullable(all.get(bucket.round())).stream()
                        .map(round -> bucket.budget(commons, round)))
                .toList();
    }

    /// The round's lock comes first, as everywhere.
    @Override
    public Optional<Budget> hold(Commons commons, UUID id) {
        clockwork.settleDue(commons);
        return rounds.shareOf(commons.id(), List.of(id)).stream()
                .findFirst()
                .map(round -> buckets.lock(commons.id(), List.of(id)).getFirst().budget(commons, round));
    }

    @Override
    public Collection<PartyId> givers(Commons commons, UUID id) {
        return money.stakes(commons.id(), id).keySet();
    }

    /// The first money spent on a bucket begins its delivery.
    @EventListener
    void begin(ExpensePaid paid) {
        var commons = paid.commons().id();
        buckets.bucket(commons, paid.budget())
                .filter(bucket -> bucket.state() == BucketState.FUNDED)
                .ifPresent(bucket -> changes.happen(commons, bucket, Event.START, today.now(), Optional.empty(), ""));
    }
}
