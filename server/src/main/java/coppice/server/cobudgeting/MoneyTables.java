package coppice.server.cobudgeting;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL about who put what where: stakes, ballots, support.
@Repository
class MoneyTables {
    private final Rows db;

    MoneyTables(Rows db) {
        this.db = db;
    }

    /// What of one bucket's money came from one member.
    record Stake(UUID bucket, PartyId party) {}

    /// Adds to stakes, or takes from those that are there; none falls below zero.
    void changeStakes(CommonsId commons, Map<Stake, Long> changes) {
        var more = changes.keySet().stream()
                .filter(stake -> changes.getOrDefault(stake, 0L) > 0)
                .toList();
        var less = changes.keySet().stream()
                .filter(stake -> changes.getOrDefault(stake, 0L) < 0)
                .toList();
        change(commons, changes, more, """
                        insert into cobudgeting.stake as s (commons_id, bucket_id, party_id, amount)
                        select ?, * from unnest(?::uuid[], ?::uuid[], ?::bigint[])
                        on conflict (commons_id, bucket_id, party_id) do update set amount = s.amount + excluded.amount""");
        change(commons, changes, less, """
                        update cobudgeting.stake s set amount = s.amount + t.amount
                        from (select ?::uuid as commons_id, * from unnest(?::uuid[], ?::uuid[], ?::bigint[])
                          as u (bucket_id, party_id, amount)) as t
                        where s.commons_id = t.commons_id and s.bucket_id = t.bucket_id and s.party_id = t.party_id""");
    }

    private void change(CommonsId commons, Map<Stake, Long> changes, List<Stake> order, String sql) {
        if (order.isEmpty()) return;
        db.sql(sql)
                .with(
                        commons,
                        order.stream().map(Stake::bucket).toList(),
                        order.stream().map(stake -> stake.party()).toList(),
                        order.stream()
                                .map(stake -> changes.getOrDefault(stake, 0L))
                                .toList())
                .update();
    }

    /// Of these buckets, what came from whom.
    Map<Stake, Long> stakes(CommonsId commons, Collection<UUID> buckets, Collection<PartyId> parties) {
        var stakes = new HashMap<Stake, Long>();
        db.sql("""
                        select bucket_id, party_id, amount from cobudgeting.stake
                        where commons_id = ? and bucket_id = any (?) and party_id = any (?)""").with(commons, buckets, parties).each(row -> {
            stakes.put(new Stake(row.value("bucket_id", UUID.class), party(row)), row.number("amount"));
        });
        return stakes;
    }

    /// Who put what into a bucket, the most first.
    Map<PartyId, Long> stakes(CommonsId commons, UUID bucket) {
        var stakes = new LinkedHashMap<PartyId, Long>();
        db.sql("""
                        select party_id, amount from cobudgeting.stake
                        where commons_id = ? and bucket_id = ? and amount > 0 order by amount desc, party_id""").with(commons, bucket).each(row -> {
            stakes.put(party(row), row.number("amount"));
        });
        return stakes;
    }

    /// All stakes of a round.
    Map<Stake, Long> ofRound(CommonsId commons, UUID round) {
        var stakes = new HashMap<Stake, Long>();
        db.sql("""
                        select s.bucket_id, s.party_id, s.amount from cobudgeting.stake s
                        join cobudgeting.bucket b on b.commons_id = s.commons_id and b.id = s.bucket_id
                        where s.commons_id = ? and b.round_id = ? and s.amount > 0""").with(commons, round).each(row -> {
            stakes.put(new Stake(row.value("bucket_id", UUID.class), party(row)), row.number("amount"));
        });
        return stakes;
    }

    /// How many funders each bucket of a round has.
    Map<UUID, Long> funders(CommonsId commons, UUID round) {
        var counts = new HashMap<UUID, Long>();
        db.sql("""
                        select s.bucket_id, count(*) as funders from cobudgeting.stake s
                        join cobudgeting.bucket b on b.commons_id = s.commons_id and b.id = s.bucket_id
                        where s.commons_id = ? and b.round_id = ? and s.amount > 0 group by 1""").with(commons, round).each(row -> {
            counts.put(row.value("bucket_id", UUID.class), row.number("funders"));
        });
        return counts;
    }

    /// A ballot as it is stored.
    ///
    /// @param party  absent: it was brought from a file
    /// @param voters how many voted so; 1 for a member
    record Cast(Optional<PartyId> party, int voters, List<UUID> buckets, List<Long> points) {}

    void cast(CommonsId commons, UUID round, UUID id, Cast ballot, Instant now) {
        db.sql("""
                        insert into cobudgeting.ballot (commons_id, id, round_id, party_id, voters, buckets, points, cast_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (commons_id, round_id, party_id) where party_id is not null
                        do update set buckets = excluded.buckets, points = excluded.points, cast_at = excluded.cast_at""")
                .with(commons, id, round, ballot.party(), ballot.voters(), ballot.buckets(), ballot.points(), now)
                .update();
    }

    boolean hasVoted(CommonsId commons, UUID round, PartyId party) {
        return db.sql("""
                        select exists (
                          select 1 from cobudgeting.ballot where commons_id = ? and round_id = ? and party_id = ?)""").with(commons, round, party).single(Boolean.class);
    }

    List<Cast> ballots(CommonsId commons, UUID round) {
        return db.sql("select * from cobudgeting.ballot where commons_id = ? and round_id = ? order by id")
                .with(commons, round)
                .list(row -> new Cast(
                        row.optional("party_id", PartyId.class),
                        row.whole("voters"),
                        new ArrayList<>(row.list("buckets", UUID.class)),
                        new ArrayList<>(row.list("points", Long.class))));
    }

    long voters(CommonsId commons, UUID round) {
        return db.sql("select coalesce(sum(voters), 0) from cobudgeting.ballot where commons_id = ? and round_id = ?")
                .with(commons, round)
                .single(Long.class);
    }

    /// The buckets on which a round was or will be decided: published when the funding began, and not
    /// called off before it ended.
    List<UUID> candidates(CommonsId commons, UUID round) {
        return db.sql("""
                        select b.id from cobudgeting.bucket b
                        join cobudgeting.round r on r.commons_id = b.commons_id and r.id = b.round_id
                        where b.commons_id = ? and b.round_id = ? and exists (
                          select 1 from cobudgeting.change c
                          where c.commons_id = b.commons_id and c.bucket_id = b.id and c.event = 'OPEN')
                        and not exists (
                          select 1 from cobudgeting.change c
                          where c.commons_id = b.commons_id and c.bucket_id = b.id and c.event = 'CANCEL'
                            and c.at <= coalesce(r.settled_at, 'infinity'))
                        order by b.number""").with(commons, round).list(UUID.class);
    }

    void support(CommonsId commons, UUID round, UUID bucket, PartyId party, int points) {
        db.sql("""
                        insert into cobudgeting.support (commons_id, bucket_id, party_id, round_id, points)
                        values (?, ?, ?, ?, ?)
                        on conflict (commons_id, bucket_id, party_id) do update set points = excluded.points""").with(commons, bucket, party, round, points).update();
    }

    /// How a member's support stands, by bucket.
    Map<UUID, Integer> support(CommonsId commons, UUID round, PartyId party) {
        var points = new HashMap<UUID, Integer>();
        db.sql("""
                        select bucket_id, points from cobudgeting.support
                        where commons_id = ? and round_id = ? and party_id = ? and points > 0""").with(commons, round, party).each(row -> {
            points.put(row.value("bucket_id", UUID.class), row.whole("points"));
        });
        return points;
    }

    /// All support of a round, by bucket and member.
    Map<Stake, Integer> supportOfRound(CommonsId commons, UUID round) {
        var points = new HashMap<Stake, Integer>();
        db.sql("""
                        select bucket_id, party_id, points from cobudgeting.support
                        where commons_id = ? and round_id = ? and points > 0""").with(commons, round).each(row -> {
            points.put(new Stake(row.value("bucket_id", UUID.class), party(row)), row.whole("points"));
        });
        return points;
    }

    private static PartyId party(Row row) {
        return new PartyId(row.value("party_id", UUID.class));
    }
}
