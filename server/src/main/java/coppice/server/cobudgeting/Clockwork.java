package coppice.server.cobudgeting;

import coppice.rules.budgeting.Conviction;
import coppice.server.cobudgeting.BucketState.Event;
import coppice.server.cobudgeting.Round.Rule;
import coppice.server.commons.Commons;
import coppice.server.commons.Due;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Posting.Leg;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What happens to rounds and buckets because time passes. Whoever looks first lets it happen, once, under
/// the round's lock; nothing depends on a job that runs.
@Component
class Clockwork implements Due {
    private static final Duration THOUGHT = Duration.ofDays(14);

    private final RoundTables rounds;
    private final BucketTables buckets;
    private final MoneyTables tables;
    private final Changes changes;
    private final Votes votes;
    private final Movements movements;
    private final GivingBack givingBack;
    private final Funders funders;
    private final News news;
    private final Transactions transactions;
    private final Today today;

    Clockwork(
            RoundTables rounds,
            BucketTables buckets,
            MoneyTables tables,
            Changes changes,
            Votes votes,
            Movements movements,
            GivingBack givingBack,
            Funders funders,
            News news,
            Transactions transactions,
            Today today) {
        this.rounds = rounds;
        this.buckets = buckets;
        this.tables = tables;
        this.changes = changes;
        this.votes = votes;
        this.movements = movements;
        this.givingBack = givingBack;
        this.funders = funders;
        this.news = news;
        this.transactions = transactions;
        this.today = today;
    }

    /// Lets everything happen that is due in a commons.
    @Override
    public void settleDue(Commons commons) {
        for (var due : rounds.due(commons.id(), today.now()))
            transactions.run(() -> rounds.lock(commons.id(), due).ifPresent(round -> advance(commons, round)));
    }

    private void advance(Commons commons, Round round) {
        var now = today.now();
        if (round.cancelledAt().isPresent()) return;
        boolean isOpen = round.settledAt().isEmpty();
        if (isOpen && !now.isBefore(round.fundingFrom())) {
            for (var bucket : buckets.lockRound(commons.id(), round.id()))
                if (bucket.state() == BucketState.PUBLISHED) clock(commons, bucket, Event.OPEN, now);
            if (round.rule() == Rule.CONVICTION)
                grow(commons, round, now.isBefore(round.fundingUntil()) ? now : round.fundingUntil());
            if (!now.isBefore(round.fundingUntil())) settle(commons, round);
        }
        for (var bucket : buckets.lockRound(commons.id(), round.id())) {
            if (bucket.state() == BucketState.PARTLY
                    && !now.isBefore(bucket.stateSince().plus(THOUGHT)))
                giveBack(commons, round, bucket, Event.GIVE_BACK, Optional.empty(), "");
            if (bucket.state() == BucketState.DELIVERY
                    && bucket.reportDue().filter(Today.of(now)::isAfter).isPresent()) {
                clock(commons, bucket, Event.RUN_LATE, now);
                news.late(
                        commons,
                        bucket,
                        buckets.details(commons.id(), bucket.id()).responsible());
            }
        }
    }

    private Bucket clock(Commons commons, Bucket bucket, Event event, Instant now) {
        return changes.happen(commons.id(), bucket, event, now, Optional.empty(), "");
    }

    /// Ends a round's funding by its rule; what nobody was given goes back to the pool. The caller holds
    /// the round's lock.
    void settle(Commons commons, Round round) {
        var now = today.now();
        var all = buckets.lockRound(commons.id(), round.id());
        for (var bucket : all) if (bucket.state() == BucketState.PUBLISHED) clock(commons, bucket, Event.OPEN, now);
        switch (round.rule()) {
            case DIRECT, CONVICTION -> {}
            case EQUAL_SHARES, GREEDY -> byVotes(commons, round, now);
            case QUADRATIC -> byMatches(commons, round, now);
        }
        for (var bucket : buckets.lockRound(commons.id(), round.id())) {
            if (bucket.state().isForMembers()) clock(commons, bucket, Event.END_EMPTY, now);
            if (bucket.state() != BucketState.FUNDING) continue;
            long holds = movements.holds(commons, bucket.account());
            if (holds > 0 && holds >= bucket.minimum())
                changes.funded(commons.id(), round, bucket, Event.FILL, now, Optional.empty(), "");
            else clock(commons, bucket, holds > 0 ? Event.FALL_SHORT : Event.END_EMPTY, now);
        }
        givingBack.sweep(commons, round, "settled");
        rounds.settle(commons.id(), round.id(), now);
        news.settled(commons, round, buckets.ofRound(commons.id(), round.id()));
    }

    private void byVotes(Commons commons, Round round, Instant now) {
        var read = votes.read(commons, round, movements.holds(commons, round.account()));
        for (var chosen : Votes.allocate(round, read).chosen()) {
            var bucket = read.projects().get(chosen.project());
            pay(commons, round, bucket, bucket.minimum(), "awarded");
            changes.funded(commons.id(), round, bucket, Event.FILL, now, Optional.empty(), "");
        }
    }

    /// Matches what was given, where gift and match together reach the minimum.
    private void byMatches(Commons commons, Round round, Instant now) {
        var projects = votes.candidates(commons, round).stream()
                .filter(bucket -> bucket.state() == BucketState.FUNDING || bucket.state() == BucketState.FUNDED)
                .toList();
        var matches = Votes.matches(
                round, movements.holds(commons, round.account()), projects, tables.ofRound(commons.id(), round.id()));
        for (var bucket : projects) {
            long match = matches.getOrDefault(bucket.id(), 0L);
            long holds = movements.holds(commons, bucket.account());
            if (bucket.state() != BucketState.FUNDING || holds == 0 || holds + match < bucket.minimum()) continue;
            if (match > 0) pay(commons, round, bucket, match, "matched");
            changes.funded(commons.id(), round, bucket, Event.FILL, now, Optional.empty(), "");
        }
    }

    private void pay(Commons commons, Round round, Bucket bucket, long amount, String what) {
        movements.move(
                commons,
                round,
                Optional.empty(),
                bucket.title(),
                Movements.key(what, bucket.id()),
                List.of(new Leg(round.account(), bucket.account(), amount)));
    }

    /// As [GivingBack#cancel].
    void cancel(Commons commons, Round round, PartyId by, String reason) {
        givingBack.cancel(commons, round, by, reason);
    }

    /// As [GivingBack#giveBack].
    Bucket giveBack(Commons commons, Round round, Bucket bucket, Event event, Optional<PartyId> by, String reason) {
        return givingBack.giveBack(commons, round, bucket, event, by, reason);
    }

    static int tick(Round round, Instant at) {
        return at.isBefore(round.fundingFrom())
                ? 0
                : Math.toIntExact(Duration.between(round.fundingFrom(), at).toHours());
    }

    static BigDecimal conviction(Round round, Bucket.Support support, int tick) {
        return new Conviction(round.terms().decay())
                .after(support.conviction(), support.points(), Math.max(0, tick - support.tick()));
    }

    /// What a bucket's conviction has to reach; absent: it asks for too much of the pool.
    static Optional<BigDecimal> threshold(Round round, long pool, long request, long members) {
        return new Conviction(round.terms().decay())
                .threshold(
                        pool,
                        request,
                        BigDecimal.valueOf(round.terms().beta(), 2),
                        BigDecimal.valueOf(round.terms().rho(), 3),
                        Math.multiplyExact(members, (long) RoundTerms.SUPPORT));
    }

    /// Looks at every full hour since the last look: whose conviction has reached its threshold is funded,
    /// the one that is furthest above it first.
    private void grow(Commons commons, Round round, Instant until) {
        int from = tick(round, round.lookedUntil());
        int to = tick(round, until);
        if (to <= from) return;
        long members = funders.all(commons.id(), round).size();
        for (int tick = from + 1; tick <= to; tick++) while (release(commons, round, tick, members)) {}
        rounds.looked(commons.id(), round.id(), round.fundingFrom().plus(Duration.ofHours(to)));
    }

    private boolean release(Commons commons, Round round, int tick, long members) {
        long pool = movements.holds(commons, round.account());
        var best = new HashMap<UUID, BigDecimal>();
        Optional<Bucket> first = Optional.empty();
        for (var bucket : buckets.ofRound(commons.id(), round.id())) {
            if (bucket.state() != BucketState.FUNDING || bucket.minimum() == 0 || bucket.minimum() > pool) continue;
            var threshold = threshold(round, pool, bucket.minimum(), members);
            if (threshold.isEmpty()) continue;
            var above = conviction(round, bucket.support(), tick).subtract(threshold.get());
            if (above.signum() < 0) continue;
            best.put(bucket.id(), above);
            if (first.isEmpty() || above.compareTo(best.getOrDefault(first.get().id(), BigDecimal.ZERO)) > 0)
                first = Optional.of(bucket);
        }
        first.ifPresent(bucket -> {
            pay(commons, round, bucket, bucket.minimum(), "released");
            changes.funded(
                    commons.id(),
                    round,
                    bucket,
                    Event.FILL,
                    round.fundingFrom().plus(Duration.ofHours(tick)),
                    Optional.empty(),
                    "");
        });
        return first.isPresent();
    }

    Map<UUID, BigDecimal> convictions(Commons commons, Round round) {
        var now = new HashMap<UUID, BigDecimal>();
        for (var bucket : buckets.ofRound(commons.id(), round.id()))
            now.put(bucket.id(), conviction(round, bucket.support(), tick(round, today.now())));
        return now;
    }
}
