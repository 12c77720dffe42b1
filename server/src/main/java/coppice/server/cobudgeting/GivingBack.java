package coppice.server.cobudgeting;

import coppice.rules.money.Apportionment;
import coppice.server.cobudgeting.BucketState.Event;
import coppice.server.cobudgeting.MoneyTables.Stake;
import coppice.server.cobudgeting.Round.Phase;
import coppice.server.cobudgeting.Round.Rule;
import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.expenses.Spendings;
import coppice.server.kernel.Ids;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.ledger.Account;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Posting.Leg;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Money of rounds that goes back: to those who put it in, or to the pool.
@Component
class GivingBack {
    private final RoundTables rounds;
    private final BucketTables buckets;
    private final MoneyTables tables;
    private final Changes changes;
    private final Movements movements;
    private final Ledger ledger;
    private final Spendings spendings;
    private final Ids ids;
    private final Today today;

    GivingBack(
            RoundTables rounds,
            BucketTables buckets,
            MoneyTables tables,
            Changes changes,
            Movements movements,
            Ledger ledger,
            Spendings spendings,
            Ids ids,
            Today today) {
        this.rounds = rounds;
        this.buckets = buckets;
        this.tables = tables;
        this.changes = changes;
        this.movements = movements;
        this.ledger = ledger;
        this.spendings = spendings;
        this.ids = ids;
        this.today = today;
    }

    /// Moves what members and the round still have back to the pool.
    void sweep(Commons commons, Round round, String why) {
        var legs = new ArrayList<Leg>();
        for (var account : ledger.known(commons.id(), partsOf(commons, round)).values())
            if (account.holdsMinorUnits() > 0)
                legs.add(new Leg(account.spec(), Pool.ACCOUNT, account.holdsMinorUnits()));
        long left = movements.holds(commons, round.account());
        if (left > 0) legs.add(new Leg(round.account(), Pool.ACCOUNT, left));
        legs.sort(Comparator.comparing(leg -> leg.from().code()));
        movements.move(commons, round, Optional.empty(), round.title(), Movements.key(why, round.id()), legs);
    }

    private List<String> partsOf(Commons commons, Round round) {
        String prefix = Pool.ACCOUNT.code() + ".part." + round.id() + ".";
        return ledger.accounts(commons.id()).stream()
                .map(Account::code)
                .filter(code -> code.startsWith(prefix))
                .toList();
    }

    /// Calls a round off. What was not spent goes back; what is funded already goes on. The caller holds
    /// the lock.
    void cancel(Commons commons, Round round, PartyId by, String reason) {
        for (var bucket : buckets.lockRound(commons.id(), round.id()))
            if (!bucket.state().isOver() && !bucket.state().isSpending() && bucket.state() != BucketState.OVERDUE)
                giveBack(commons, round, bucket, Event.CANCEL, Optional.of(by), reason);
        sweep(commons, round, "cancelled");
        rounds.cancel(commons.id(), round.id(), today.now());
    }

    /// The end of the commons: nothing of a round goes on, not even what is funded. The caller holds the lock.
    void end(Authorised by, Round round) {
        var commons = by.commons();
        for (var bucket : buckets.lockRound(commons.id(), round.id()))
            if (!bucket.state().isOver()) giveBack(commons, round, bucket, Event.CANCEL, Optional.of(by.party()), "");
        sweep(commons, round, "ended");
        if (round.settledAt().isEmpty() && round.cancelledAt().isEmpty())
            rounds.cancel(commons.id(), round.id(), today.now());
    }

    /// Gives what a bucket holds back, and lets `event` happen to it. Those who put money in get their part;
    /// the rest goes to the pool.
    Bucket giveBack(Commons commons, Round round, Bucket bucket, Event event, Optional<PartyId> by, String reason) {
        var then = changes.happen(commons.id(), bucket, event, today.now(), by, reason);
        long holds = movements.holds(commons, bucket.account());
        if (holds == 0) return then;
        var legs = new ArrayList<Leg>();
        var less = new HashMap<Stake, Long>();
        long back = 0;
        for (var part : parts(commons, round, bucket, holds).entrySet()) {
            var to = round.rule() == Rule.QUADRATIC ? Spec.member(part.getKey()) : round.part(part.getKey());
            legs.add(new Leg(bucket.account(), to, part.getValue()));
            less.put(new Stake(bucket.id(), part.getKey()), -part.getValue());
            back += part.getValue();
        }
        if (holds > back) legs.add(new Leg(bucket.account(), Pool.ACCOUNT, holds - back));
        movements.move(
                commons,
                round,
                by,
                bucket.title(),
                RequestKey.of("cobudgeting:back:" + ids.next(), bucket.id(), event),
                legs);
        tables.changeStakes(commons.id(), less);
        return then;
    }

    /// What of a bucket's money is whose, in proportion to what came from them and from the round: while funding
    /// goes on or where the round says so; own gifts always.
    private Map<PartyId, Long> parts(Commons commons, Round round, Bucket bucket, long holds) {
        boolean toFunders = round.rule() == Rule.QUADRATIC
                || (round.rule() == Rule.DIRECT
                        && (round.terms().toFunders() || round.phase(today.now()) == Phase.FUNDING));
        var stakes = tables.stakes(commons.id(), bucket.id());
        long given = stakes.values().stream().mapToLong(Long::longValue).sum();
        if (!toFunders || given == 0) return Map.of();
        long others = Math.max(0, holds + spendings.paid(commons.id(), bucket.id()) - given);
        long back = Apportionment.largestRemainder(holds, new long[] {given, others})[0];
        if (back == 0) return Map.of();
        var parties = List.copyOf(stakes.keySet());
        long[] shares = Apportionment.largestRemainder(
                back,
                parties.stream()
                        .mapToLong(party -> stakes.getOrDefault(party, 0L))
                        .toArray());
        var parts = new LinkedHashMap<PartyId, Long>();
        for (int i = 0; i < shares.length; i++) if (shares[i] > 0) parts.put(parties.get(i), shares[i]);
        return parts;
    }

    /// What members gave of their own to a bucket, and would get back.
    Map<PartyId, Long> gifts(Commons commons, Round round, Bucket bucket) {
        if (round.rule() != Rule.QUADRATIC || bucket.state().isOver()) return Map.of();
        long holds = movements.holds(commons, bucket.account());
        return holds == 0 ? Map.of() : parts(commons, round, bucket, holds);
    }
}
