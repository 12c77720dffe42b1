package coppice.server.cobudgeting;

import coppice.server.commons.Authorised;
import coppice.server.commons.Authorised.Authority;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// All SQL about rounds.
@Repository
class RoundTables {
    private static final String ROUND = "select r.* from cobudgeting.round r ";

    private final JdbcClient db;
    private final JsonMapper json;

    RoundTables(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    record Known(UUID id, String digest) {}

    Optional<Known> byKey(CommonsId commons, RequestKey key) {
        return db.sql("select id, request_digest from cobudgeting.round where commons_id = ? and request_key = ?")
                .params(commons.value(), key.key())
                .query((row, _) -> new Known(row.getObject("id", UUID.class), row.getString("request_digest")))
                .optional();
    }

    /// Waits until nobody else opens a round.
    void lockDesk(CommonsId commons) {
        db.sql("insert into cobudgeting.desk (commons_id) values (?) on conflict do nothing")
                .param(commons.value())
                .update();
        db.sql("select commons_id from cobudgeting.desk where commons_id = ? for update")
                .param(commons.value())
                .query(UUID.class)
                .single();
    }

    /// The next number, while the desk is locked.
    int nextNumber(CommonsId commons) {
        return db.sql("select coalesce(max(number), 0) + 1 from cobudgeting.round where commons_id = ?")
                .param(commons.value())
                .query(Integer.class)
                .single();
    }

    void add(Authorised by, Round round, RequestKey key) {
        db.sql("""
                        insert into cobudgeting.round (commons_id, id, number, title, guidelines, rule, terms, ideas_until,
                          funding_from, funding_until, opened_at, opened_by, authority, authority_ref, looked_until,
                          request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        by.commons().id().value(),
                        round.id(),
                        round.number(),
                        round.title(),
                        round.guidelines(),
                        round.rule().name(),
                        json.writeValueAsString(round.terms()),
                        Timestamp.from(round.ideasUntil()),
                        Timestamp.from(round.fundingFrom()),
                        Timestamp.from(round.fundingUntil()),
                        Timestamp.from(round.openedAt()),
                        round.openedBy().value(),
                        round.authority().name(),
                        round.authorityRef(),
                        Timestamp.from(round.lookedUntil()),
                        key.key(),
                        key.digest())
                .update();
    }

    List<Round> rounds(CommonsId commons) {
        return db.sql(ROUND + "where r.commons_id = ? order by r.number desc")
                .param(commons.value())
                .query(this::round)
                .list();
    }

    Optional<Round> round(CommonsId commons, UUID id) {
        return db.sql(ROUND + "where r.commons_id = ? and r.id = ?")
                .params(commons.value(), id)
                .query(this::round)
                .optional();
    }

    /// A round that nobody else settles, cancels or looks through meanwhile.
    Optional<Round> lock(CommonsId commons, UUID id) {
        return db.sql(ROUND + "where r.commons_id = ? and r.id = ? for update")
                .params(commons.value(), id)
                .query(this::round)
                .optional();
    }

    /// A round that is not settled or cancelled meanwhile; others may read it so too.
    Optional<Round> share(CommonsId commons, UUID id) {
        return db.sql(ROUND + "where r.commons_id = ? and r.id = ? for share")
                .params(commons.value(), id)
                .query(this::round)
                .optional();
    }

    /// The rounds of these buckets, as [#share].
    List<Round> shareOf(CommonsId commons, Collection<UUID> buckets) {
        return db.sql(ROUND + """
                        where r.commons_id = ? and r.id in (
                          select b.round_id from cobudgeting.bucket b where b.commons_id = ? and b.id = any (?))
                        order by r.id for share""")
                .params(commons.value(), commons.value(), buckets.toArray(UUID[]::new))
                .query(this::round)
                .list();
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
                              or (b.state = 'DELIVERY' and b.report_due < (:now::timestamptz at time zone 'UTC')::date))))""")
                .param("commons", commons.value())
                .param("now", Timestamp.from(now))
                .query(UUID.class)
                .list();
    }

    void settle(CommonsId commons, UUID round, Instant now) {
        db.sql("update cobudgeting.round set settled_at = ? where commons_id = ? and id = ?")
                .params(Timestamp.from(now), commons.value(), round)
                .update();
    }

    void cancel(CommonsId commons, UUID round, Instant now) {
        db.sql("update cobudgeting.round set cancelled_at = ? where commons_id = ? and id = ?")
                .params(Timestamp.from(now), commons.value(), round)
                .update();
    }

    void looked(CommonsId commons, UUID round, Instant until) {
        db.sql("update cobudgeting.round set looked_until = ? where commons_id = ? and id = ?")
                .params(Timestamp.from(until), commons.value(), round)
                .update();
    }

    Round round(ResultSet row, int number) throws SQLException {
        return new Round(
                row.getObject("id", UUID.class),
                row.getInt("number"),
                row.getString("title"),
                row.getString("guidelines"),
                Round.Rule.valueOf(row.getString("rule")),
                json.readValue(row.getString("terms"), RoundTerms.class),
                row.getTimestamp("ideas_until").toInstant(),
                row.getTimestamp("funding_from").toInstant(),
                row.getTimestamp("funding_until").toInstant(),
                row.getTimestamp("opened_at").toInstant(),
                new PartyId(row.getObject("opened_by", UUID.class)),
                Authority.valueOf(row.getString("authority")),
                row.getString("authority_ref"),
                instant(row, "settled_at"),
                instant(row, "cancelled_at"),
                row.getTimestamp("looked_until").toInstant());
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }
}
