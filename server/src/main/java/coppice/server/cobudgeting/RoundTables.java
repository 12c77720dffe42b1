package coppice.server.cobudgeting;

import coppice.server.commons.Authorised;
import coppice.server.commons.Authorised.Authority;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL about rounds.
@Repository
class RoundTables {
    private static final String ROUND = "select r.* from cobudgeting.round r ";

    private final Rows db;

    RoundTables(Rows db) {
        this.db = db;
    }

    Optional<UUID> byKey(CommonsId commons, RequestKey key) {
        return db.sql(
                        "select id, request_key, request_digest from cobudgeting.round where commons_id = ? and request_key = any (?)")
                .with(commons, key.keys())
                .first(key, row -> row.value("id", UUID.class));
    }

    /// Waits until nobody else opens a round.
    void lockDesk(CommonsId commons) {
        db.sql("insert into cobudgeting.desk (commons_id) values (?) on conflict do nothing")
                .with(commons)
                .update();
        db.sql("select commons_id from cobudgeting.desk where commons_id = ? for update")
                .with(commons)
                .single(UUID.class);
    }

    /// The next number, while the desk is locked.
    int nextNumber(CommonsId commons) {
        return db.sql("select coalesce(max(number), 0) + 1 from cobudgeting.round where commons_id = ?")
                .with(commons)
                .single(Integer.class);
    }

    void add(Authorised by, Round round, RequestKey key) {
        db.sql("""
                        insert into cobudgeting.round (commons_id, id, number, title, guidelines, rule, terms, ideas_until,
                          funding_from, funding_until, opened_at, opened_by, authority, authority_ref, looked_until,
                          request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .with(
                        by.commons().id(),
                        round.id(),
                        round.number(),
                        round.title(),
                        round.guidelines(),
                        round.rule().name(),
                        db.json(round.terms()),
                        round.ideasUntil(),
                        round.fundingFrom(),
                        round.fundingUntil(),
                        round.openedAt(),
                        round.openedBy().value(),
                        round.authority(),
                        round.authorityRef(),
                        round.lookedUntil(),
                        key.key(),
                        key.digest())
                .update();
    }

    List<Round> rounds(CommonsId commons) {
        return db.sql(ROUND + "where r.commons_id = ? order by r.number desc")
                .with(commons)
                .list(this::round);
    }

    Optional<Round> round(CommonsId commons, UUID id) {
        return db.sql(ROUND + "where r.commons_id = ? and r.id = ?")
                .with(commons, id)
                .optional(this::round);
    }

    /// A round that nobody else settles, cancels or looks through meanwhile.
    Optional<Round> lock(CommonsId commons, UUID id) {
        return db.sql(ROUND + "where r.commons_id = ? and r.id = ? for update")
                .with(commons, id)
                .optional(this::round);
    }

    /// A round that is not settled or cancelled meanwhile; others may read it so too.
    Optional<Round> share(CommonsId commons, UUID id) {
        return db.sql(ROUND + "where r.commons_id = ? and r.id = ? for share")
                .with(commons, id)
                .optional(this::round);
    }

    /// The rounds of these buckets, as [#share].
    List<Round> shareOf(CommonsId commons, Collection<UUID> buckets) {
        return db.sql(ROUND + """
                        where r.commons_id = ? and r.id in (
                          select b.round_id from cobudgeting.bucket b where b.commons_id = ? and b.id = any (?))
                        order by r.id for share""").with(commons, commons, buckets).list(this::round);
    }

    /// Rounds for whose buckets the clock has something to do: funding begins or ends, two weeks of thought
    /// or the day of a report have passed, another hour of support has been.
    List<UUID> due(CommonsId commons, Instant now) {
        return db.sql("""
                        select r.id from cobudgeting.round r
                        where r.commons_id = :commons and r.cancelled_at is null and (
                          (r.settled_at is null and r.funding_until <= :now::timestamptz)
                          or (r.settled_at is null and r.funding_from <= :now and exists (
                            select 1 from cobudgeting.bucket b
                            where b.commons_id = r.commons_id and b.round_id = r.id and b.state = 'PUBLISHED'))
                          or (r.settled_at is null and r.rule = 'CONVICTION'
                            and r.looked_until <= :now::timestamptz - interval '1 hour' and r.funding_from <= :now::timestamptz)
                          or exists (select 1 from cobudgeting.bucket b
                            where b.commons_id = r.commons_id and b.round_id = r.id and (
                              (b.state = 'PARTLY' and b.state_since <= :now::timestamptz - interval '14 days')
                              or (b.state = 'DELIVERY' and b.report_due < (:now::timestamptz at time zone 'UTC')::date))))""").set("commons", commons).set("now", now).list(UUID.class);
    }

    void settle(CommonsId commons, UUID round, Instant now) {
        db.sql("update cobudgeting.round set settled_at = ? where commons_id = ? and id = ?")
                .with(now, commons, round)
                .update();
    }

    void cancel(CommonsId commons, UUID round, Instant now) {
        db.sql("update cobudgeting.round set cancelled_at = ? where commons_id = ? and id = ?")
                .with(now, commons, round)
                .update();
    }

    void looked(CommonsId commons, UUID round, Instant until) {
        db.sql("update cobudgeting.round set looked_until = ? where commons_id = ? and id = ?")
                .with(until, commons, round)
                .update();
    }

    Round round(Row row) {
        return new Round(
                row.value("id", UUID.class),
                row.whole("number"),
                row.text("title"),
                row.text("guidelines"),
                row.value("rule", Round.Rule.class),
                row.json("terms", RoundTerms.class),
                row.value("ideas_until", Instant.class),
                row.value("funding_from", Instant.class),
                row.value("funding_until", Instant.class),
                row.value("opened_at", Instant.class),
                row.value("opened_by", PartyId.class),
                row.value("authority", Authority.class),
                row.text("authority_ref"),
                row.optional("settled_at", Instant.class),
                row.optional("cancelled_at", Instant.class),
                row.value("looked_until", Instant.class));
    }
}
