package coppice.server.equity;

import coppice.rules.shares.ShareClass;
import coppice.server.commons.Authorised;
import coppice.server.commons.Authorised.Authority;
import coppice.server.equity.Register.Contract;
import coppice.server.equity.ShareEvent.Kind;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about the register: the founding, events, holdings, contracts.
@Repository
class RegisterTables {
    private static final int PORTION = 10_000;

    private final JdbcClient db;

    RegisterTables(JdbcClient db) {
        this.db = db;
    }

    static PartyId party(ResultSet row, String column) throws SQLException {
        return new PartyId(row.getObject(column, UUID.class));
    }

    record Founding(LocalDate on, String key, String digest) {}

    Optional<Founding> founding(CommonsId commons) {
        return db.sql("select founded_on, request_key, request_digest from equity.constitution where commons_id = ?")
                .param(commons.value())
                .query((row, _) -> new Founding(
                        row.getObject("founded_on", LocalDate.class),
                        row.getString("request_key"),
                        row.getString("request_digest")))
                .optional();
    }

    /// Locks the register; empty where the commons was not founded with shares.
    Optional<Founding> lock(CommonsId commons) {
        db.sql("select 1 from equity.constitution where commons_id = ? for update")
                .param(commons.value())
                .query(Integer.class)
                .list();
        return founding(commons);
    }

    boolean found(Authorised by, LocalDate on, RequestKey key, Instant now) {
        return db.sql("""
                        insert into equity.constitution (commons_id, founded_on, recorded_at, recorded_by, authority,
                          authority_ref, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                by.commons().id().value(),
                                Date.valueOf(on),
                                Timestamp.from(now),
                                by.party().value(),
                                by.authority().name(),
                                by.reference(),
                                key.key(),
                                key.digest())
                        .update()
                == 1;
    }

    long lastNumber(CommonsId commons) {
        return db.sql("select coalesce(max(number), 0) from equity.event where commons_id = ?")
                .param(commons.value())
                .query(Long.class)
                .single();
    }

    Optional<Long> byKey(CommonsId commons, RequestKey key) {
        return db.sql("select number, request_digest from equity.event where commons_id = ? and request_key = ?")
                .params(commons.value(), key.key())
                .query((row, _) -> {
                    key.sameAs(row.getString("request_digest"));
                    return row.getLong("number");
                })
                .optional();
    }

    /// An event with the key of the request that led to it.
    record Keyed(ShareEvent event, RequestKey key) {}

    /// Stores events and what they change in holdings; the holdings of a party never fall below nothing.
    void add(CommonsId commons, LocalDate founded, List<Keyed> all) {
        for (int i = 0; i < all.size(); i += PORTION) {
            var events = all.subList(i, Math.min(all.size(), i + PORTION));
            db.sql("""
                            insert into equity.event (commons_id, constituted_on, number, kind, class, party_id,
                              to_party_id, shares, minor_units, happened_on, source, reason, recorded_at, recorded_by,
                              authority, authority_ref, entry_id, request_key, request_digest)
                            select ?, case when class = 'FOUNDER' then ?::date end, t.* from unnest(?::bigint[],
                              ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::bigint[], ?::bigint[], ?::date[], ?::text[],
                              ?::text[], ?::timestamptz[], ?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[],
                              ?::text[])
                              as t (number, kind, class, party, recipient, shares, paid, day, source, reason, at, who,
                                authority, ref, entry, key, digest)""")
                    .params(
                            commons.value(),
                            Date.valueOf(founded),
                            events.stream().map(one -> one.event().number()).toArray(Long[]::new),
                            events.stream()
                                    .map(one -> one.event().kind().name())
                                    .toArray(String[]::new),
                            events.stream().map(one -> one.event().of().name()).toArray(String[]::new),
                            events.stream()
                                    .map(one -> one.event().party().value())
                                    .toArray(UUID[]::new),
                            events.stream()
                                    .map(one ->
                                            one.event().to().map(PartyId::value).orElse(null))
                                    .toArray(UUID[]::new),
                            events.stream().map(one -> one.event().shares()).toArray(Long[]::new),
                            events.stream().map(one -> one.event().minorUnits()).toArray(Long[]::new),
                            events.stream()
                                    .map(one -> Date.valueOf(one.event().on()))
                                    .toArray(Date[]::new),
                            events.stream().map(one -> one.event().source()).toArray(String[]::new),
                            events.stream().map(one -> one.event().reason()).toArray(String[]::new),
                            events.stream()
                                    .map(one -> Timestamp.from(one.event().recordedAt()))
                                    .toArray(Timestamp[]::new),
                            events.stream()
                                    .map(one -> one.event()
                                            .recordedBy()
                                            .map(PartyId::value)
                                            .orElse(null))
                                    .toArray(UUID[]::new),
                            events.stream()
                                    .map(one -> one.event().authority().name())
                                    .toArray(String[]::new),
                            events.stream()
                                    .map(one -> one.event().authorityRef())
                                    .toArray(String[]::new),
                            events.stream()
                                    .map(one -> one.event().entry().orElse(null))
                                    .toArray(UUID[]::new),
                            events.stream().map(one -> one.key().key()).toArray(String[]::new),
                            events.stream().map(one -> one.key().digest()).toArray(String[]::new))
                    .update();
        }
    }

    /// Adds to what parties hold; refused by the database where a holding would fall below nothing.
    void change(CommonsId commons, List<Holding> changes) {
        for (int i = 0; i < changes.size(); i += PORTION) {
            var part = changes.subList(i, Math.min(changes.size(), i + PORTION));
            db.sql("""
                            insert into equity.holding (commons_id, class, party_id, shares, minor_units)
                            select ?, class, party, 0, 0 from unnest(?::text[], ?::uuid[]) as t (class, party)
                            order by 2, 3 on conflict do nothing""")
                    .params(
                            commons.value(),
                            part.stream().map(one -> one.of().name()).toArray(String[]::new),
                            part.stream().map(one -> one.party().value()).toArray(UUID[]::new))
                    .update();
            db.sql("""
                            update equity.holding h
                            set shares = h.shares + t.shares, minor_units = h.minor_units + t.paid
                            from unnest(?::text[], ?::uuid[], ?::bigint[], ?::bigint[]) as t (class, party, shares, paid)
                            where h.commons_id = ? and h.class = t.class and h.party_id = t.party""")
                    .params(
                            part.stream().map(one -> one.of().name()).toArray(String[]::new),
                            part.stream().map(one -> one.party().value()).toArray(UUID[]::new),
                            part.stream().map(Holding::shares).toArray(Long[]::new),
                            part.stream().map(Holding::minorUnits).toArray(Long[]::new),
                            commons.value())
                    .update();
        }
    }

    /// Holdings above nothing.
    List<Holding> holdings(CommonsId commons) {
        return db.sql("""
                        select class, party_id, shares, minor_units from equity.holding
                        where commons_id = ? and shares > 0""")
                .param(commons.value())
                .query((row, _) -> new Holding(
                        ShareClass.valueOf(row.getString("class")),
                        party(row, "party_id"),
                        row.getLong("shares"),
                        row.getLong("minor_units")))
                .list();
    }

    /// Events in their order.
    List<ShareEvent> events(CommonsId commons, Optional<PartyId> party) {
        return db.sql("""
                        select * from equity.event
                        where commons_id = :commons
                          and (:party::uuid is null or party_id = :party or to_party_id = :party)
                        order by number""")
                .param("commons", commons.value())
                .param("party", party.map(PartyId::value).orElse(null))
                .query((row, _) -> event(row))
                .list();
    }

    /// The last events, the newest first.
    List<ShareEvent> last(CommonsId commons, int most) {
        return db.sql("select * from equity.event where commons_id = ? order by number desc limit ?")
                .params(commons.value(), most)
                .query((row, _) -> event(row))
                .list();
    }

    private static ShareEvent event(ResultSet row) throws SQLException {
        return new ShareEvent(
                row.getLong("number"),
                Kind.valueOf(row.getString("kind")),
                ShareClass.valueOf(row.getString("class")),
                party(row, "party_id"),
                Optional.ofNullable(row.getObject("to_party_id", UUID.class)).map(PartyId::new),
                row.getLong("shares"),
                row.getLong("minor_units"),
                row.getObject("happened_on", LocalDate.class),
                row.getString("source"),
                row.getString("reason"),
                row.getTimestamp("recorded_at").toInstant(),
                Optional.ofNullable(row.getObject("recorded_by", UUID.class)).map(PartyId::new),
                Authority.valueOf(row.getString("authority")),
                row.getString("authority_ref"),
                Optional.ofNullable(row.getObject("entry_id", UUID.class)));
    }

    Optional<Long> eventOf(CommonsId commons, UUID entry) {
        return db.sql("select min(number) from equity.event where commons_id = ? and entry_id = ? having count(*) > 0")
                .params(commons.value(), entry)
                .query(Long.class)
                .optional();
    }

    List<Contract> contracts(CommonsId commons) {
        return db.sql("""
                        select party_id, began_on, ended_on from equity.contract where commons_id = ?
                        order by began_on, party_id""")
                .param(commons.value())
                .query((row, _) -> new Contract(
                        party(row, "party_id"),
                        row.getObject("began_on", LocalDate.class),
                        Optional.ofNullable(row.getObject("ended_on", LocalDate.class))))
                .list();
    }

    void begin(CommonsId commons, UUID id, PartyId party, LocalDate on, PartyId by, Instant now) {
        db.sql("""
                        insert into equity.contract (commons_id, id, party_id, began_on, recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(commons.value(), id, party.value(), Date.valueOf(on), by.value(), Timestamp.from(now))
                .update();
    }

    int end(CommonsId commons, PartyId party, LocalDate on) {
        return db.sql("""
                        update equity.contract set ended_on = greatest(?::date, began_on)
                        where commons_id = ? and party_id = ? and ended_on is null""")
                .params(Date.valueOf(on), commons.value(), party.value())
                .update();
    }

    Optional<UUID> packageByKey(CommonsId commons, RequestKey key) {
        return db.sql("select id, request_digest from equity.package where commons_id = ? and request_key = ?")
                .params(commons.value(), key.key())
                .query((row, _) -> {
                    key.sameAs(row.getString("request_digest"));
                    return row.getObject("id", UUID.class);
                })
                .optional();
    }

    void keepPackage(Authorised by, UUID id, byte[] content, RequestKey key, Instant now) {
        db.sql("""
                        insert into equity.package (commons_id, id, content, brought_by, brought_at, request_key,
                          request_digest) values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        by.commons().id().value(),
                        id,
                        content,
                        by.party().value(),
                        Timestamp.from(now),
                        key.key(),
                        key.digest())
                .update();
    }

    Optional<byte[]> keptPackage(CommonsId commons, UUID id) {
        return db.sql("select content from equity.package where commons_id = ? and id = ?")
                .params(commons.value(), id)
                .query((row, _) -> row.getBytes("content"))
                .optional();
    }
}
