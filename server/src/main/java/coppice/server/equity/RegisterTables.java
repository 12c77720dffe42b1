package coppice.server.equity;

import coppice.rules.shares.ShareClass;
import coppice.server.commons.Authorised;
import coppice.server.commons.Authorised.Authority;
import coppice.server.equity.Contracts.Contract;
import coppice.server.equity.ShareEvent.Kind;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL about the register: the founding, events, holdings, contracts.
@Repository
class RegisterTables {
    private static final int PORTION = 10_000;

    private final Rows db;

    RegisterTables(Rows db) {
        this.db = db;
    }

    record Founding(LocalDate foundedOn, String requestKey, String requestDigest) {}

    Optional<Founding> founding(CommonsId commons) {
        return db.sql("select founded_on, request_key, request_digest from equity.constitution where commons_id = ?")
                .with(commons)
                .optional(Founding.class);
    }

    /// Locks the register; empty where the commons was not founded with shares.
    Optional<Founding> lock(CommonsId commons) {
        db.sql("select 1 from equity.constitution where commons_id = ? for update")
                .with(commons)
                .list(Integer.class);
        return founding(commons);
    }

    boolean found(Authorised by, LocalDate on, RequestKey key, Instant now) {
        return db.sql("""
                        insert into equity.constitution (commons_id, founded_on, recorded_at, recorded_by, authority,
                          authority_ref, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .with(
                                by.commons().id(),
                                on,
                                now,
                                by.party(),
                                by.authority().name(),
                                by.reference(),
                                key.key(),
                                key.digest())
                        .update()
                == 1;
    }

    long lastNumber(CommonsId commons) {
        return db.sql("select coalesce(max(number), 0) from equity.event where commons_id = ?")
                .with(commons)
                .single(Long.class);
    }

    Optional<Long> byKey(CommonsId commons, RequestKey key) {
        return db.sql(
                        "select number, request_key, request_digest from equity.event where commons_id = ? and request_key = any (?)")
                .with(commons, key.keys())
                .first(key, row -> row.number("number"));
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
                    .with(
                            commons,
                            founded,
                            events.stream().map(one -> one.event().number()).toList(),
                            events.stream()
                                    .map(one -> one.event().kind().name())
                                    .toList(),
                            events.stream().map(one -> one.event().of().name()).toList(),
                            events.stream().map(one -> one.event().party()).toList(),
                            events.stream().map(one -> one.event().to()).toList(),
                            events.stream().map(one -> one.event().shares()).toList(),
                            events.stream().map(one -> one.event().minorUnits()).toList(),
                            events.stream().map(one -> one.event().on()).toList(),
                            events.stream().map(one -> one.event().source()).toList(),
                            events.stream().map(one -> one.event().reason()).toList(),
                            events.stream().map(one -> one.event().recordedAt()).toList(),
                            events.stream().map(one -> one.event().recordedBy()).toList(),
                            events.stream().map(one -> one.event().authority()).toList(),
                            events.stream()
                                    .map(one -> one.event().authorityRef())
                                    .toList(),
                            events.stream().map(one -> one.event().entry()).toList(),
                            events.stream().map(one -> one.key().key()).toList(),
                            events.stream().map(one -> one.key().digest()).toList())
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
                    .with(
                            commons,
                            part.stream().map(one -> one.of().name()).toList(),
                            part.stream().map(one -> one.party()).toList())
                    .update();
            db.sql("""
                            update equity.holding h
                            set shares = h.shares + t.shares, minor_units = h.minor_units + t.paid
                            from unnest(?::text[], ?::uuid[], ?::bigint[], ?::bigint[]) as t (class, party, shares, paid)
                            where h.commons_id = ? and h.class = t.class and h.party_id = t.party""")
                    .with(
                            part.stream().map(one -> one.of().name()).toList(),
                            part.stream().map(one -> one.party()).toList(),
                            part.stream().map(Holding::shares).toList(),
                            part.stream().map(Holding::minorUnits).toList(),
                            commons)
                    .update();
        }
    }

    /// Holdings above nothing.
    List<Holding> holdings(CommonsId commons) {
        return db.sql("""
                        select class as of, party_id, shares, minor_units from equity.holding
                        where commons_id = ? and shares > 0""").with(commons).list(Holding.class);
    }

    /// Events in their order.
    List<ShareEvent> events(CommonsId commons, Optional<PartyId> party) {
        return db.sql("""
                        select * from equity.event
                        where commons_id = :commons
                          and (:party::uuid is null or party_id = :party or to_party_id = :party)
                        order by number""").set("commons", commons).set("party", party).list(row -> event(row));
    }

    /// The last events, the newest first.
    List<ShareEvent> last(CommonsId commons, int most) {
        return db.sql("select * from equity.event where commons_id = ? order by number desc limit ?")
                .with(commons, most)
                .list(row -> event(row));
    }

    private static ShareEvent event(Row row) {
        return new ShareEvent(
                row.number("number"),
                row.value("kind", Kind.class),
                row.value("class", ShareClass.class),
                row.value("party_id", PartyId.class),
                row.optional("to_party_id", PartyId.class),
                row.number("shares"),
                row.number("minor_units"),
                row.value("happened_on", LocalDate.class),
                row.text("source"),
                row.text("reason"),
                row.value("recorded_at", Instant.class),
                row.optional("recorded_by", PartyId.class),
                row.value("authority", Authority.class),
                row.text("authority_ref"),
                row.optional("entry_id", EntryId.class));
    }

    Optional<Long> eventOf(CommonsId commons, EntryId entry) {
        return db.sql("select min(number) from equity.event where commons_id = ? and entry_id = ? having count(*) > 0")
                .with(commons, entry)
                .optional(Long.class);
    }

    boolean works(CommonsId commons, PartyId party) {
        return contracts(commons).stream()
                .anyMatch(contract -> contract.runs() && contract.party().equals(party));
    }

    List<Contract> contracts(CommonsId commons) {
        return db.sql("""
                        select party_id, began_on as began, ended_on as ended from equity.contract where commons_id = ?
                        order by began_on, party_id""").with(commons).list(Contract.class);
    }

    void begin(CommonsId commons, UUID id, PartyId party, LocalDate on, PartyId by, Instant now) {
        db.sql("""
                        insert into equity.contract (commons_id, id, party_id, began_on, recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?)""").with(commons, id, party, on, by, now).update();
    }

    int end(CommonsId commons, PartyId party, LocalDate on) {
        return db.sql("""
                        update equity.contract set ended_on = greatest(?::date, began_on)
                        where commons_id = ? and party_id = ? and ended_on is null""").with(on, commons, party).update();
    }

    Optional<UUID> packageByKey(CommonsId commons, RequestKey key) {
        return db.sql(
                        "select id, request_key, request_digest from equity.package where commons_id = ? and request_key = any (?)")
                .with(commons, key.keys())
                .first(key, row -> row.value("id", UUID.class));
    }

    void keepPackage(Authorised by, UUID id, byte[] content, RequestKey key, Instant now) {
        db.sql("""
                        insert into equity.package (commons_id, id, content, brought_by, brought_at, request_key,
                          request_digest) values (?, ?, ?, ?, ?, ?, ?)""")
                .with(by.commons().id(), id, content, by.party(), now, key.key(), key.digest())
                .update();
    }

    Optional<byte[]> keptPackage(CommonsId commons, UUID id) {
        return db.sql("select content from equity.package where commons_id = ? and id = ?")
                .with(commons, id)
                .optional(row -> row.value("content", byte[].class));
    }
}
