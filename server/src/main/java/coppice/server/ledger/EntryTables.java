package coppice.server.ledger;

import coppice.server.commons.Authorised.Authority;
import coppice.server.commons.Commons;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey.Known;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import coppice.server.ledger.Account.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Repository;

/// SQL about entries. Many rows travel as arrays: one statement books one entry or ten thousand.
@Repository
class EntryTables {
    private static final int PORTION = 2000;
    private final Rows db;

    EntryTables(Rows db) {
        this.db = db;
    }

    /// A transfer with the accounts it joins, and its place in its entry.
    private record Transfer(Entry entry, int leg, Account from, Account to, long minorUnits) {}

    /// Stores what a batch decided: its entries, their transfers and the accounts' totals, in one statement.
    void add(Commons commons, List<Batch.Line> lines, Collection<Account> locked) {
        if (lines.isEmpty()) return;
        var accounts = new HashMap<LedgerAccountId, Account>();
        locked.forEach(account -> accounts.put(account.id(), account));
        var kept =
                locked.stream().filter(account -> account.kind() != Kind.LOCKED).toList();
        var moves = new ArrayList<Transfer>();
        var out = new HashMap<LedgerAccountId, Long>();
        var in = new HashMap<LedgerAccountId, Long>();
        for (var line : lines) {
            int number = 0;
            for (var leg : line.entry().legs()) {
                var from = AccountTables.known(accounts, leg.from());
                var to = AccountTables.known(accounts, leg.to());
                moves.add(new Transfer(line.entry(), number++, from, to, leg.minorUnits()));
                out.merge(from.id(), leg.minorUnits(), Math::addExact);
                in.merge(to.id(), leg.minorUnits(), Math::addExact);
            }
        }
        try {
            db.sql("""
                            with booked as (
                              insert into ledger.entry (commons_id, id, booked_on, recorded_at, recorded_by, description,
                                authority, authority_ref, corrects, request_key, request_digest)
                              select ?, * from unnest(?::uuid[], ?::date[], ?::timestamptz[], ?::uuid[], ?::text[],
                                ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[])),
                            moved as (
                              insert into ledger.transfer (commons_id, currency, entry_id, leg, authority,
                                debit_id, debit_kind, debit_holder, credit_id, credit_kind, credit_holder, amount)
                              select ?, ?, * from unnest(?::uuid[], ?::smallint[], ?::text[], ?::uuid[], ?::text[],
                                ?::text[], ?::uuid[], ?::text[], ?::text[], ?::bigint[]))
                            update ledger.account a
                            set debit_total = a.debit_total + t.debit, credit_total = a.credit_total + t.credit
                            from unnest(?::uuid[], ?::bigint[], ?::bigint[]) as t (id, debit, credit)
                            where a.commons_id = ? and a.id = t.id""")
                    .with(commons.id())
                    .columns(
                            lines.stream().map(Batch.Line::entry).toList(),
                            Entry::id,
                            Entry::bookedOn,
                            Entry::recordedAt,
                            Entry::recordedBy,
                            Entry::description,
                            Entry::authority,
                            Entry::authorityRef,
                            Entry::corrects)
                    .columns(lines, line -> line.key().key(), line -> line.key().digest())
                    .with(commons.id(), commons.currency())
                    .columns(
                            moves,
                            move -> move.entry().id(),
                            Transfer::leg,
                            move -> move.entry().authority(),
                            move -> move.from().id(),
                            move -> move.from().kind(),
                            move -> move.from().holder(),
                            move -> move.to().id(),
                            move -> move.to().kind(),
                            move -> move.to().holder(),
                            Transfer::minorUnits)
                    .columns(
                            kept,
                            Account::id,
                            account -> out.getOrDefault(account.id(), 0L),
                            account -> in.getOrDefault(account.id(), 0L))
                    .with(commons.id())
                    .update();
        } catch (DuplicateKeyException meanwhile) {
            throw new CannotAcquireLockException("another server booked one of these keys meanwhile", meanwhile);
        }
    }

    /// Which of these entries were taken back already.
    Set<EntryId> corrected(CommonsId commons, List<EntryId> entries) {
        if (entries.isEmpty()) return Set.of();
        return new HashSet<>(db.sql("select corrects from ledger.entry where commons_id = ? and corrects = any (?)")
                .with(commons, entries)
                .list(EntryId.class));
    }

    Map<String, Known<EntryId>> byKeys(CommonsId commons, List<String> keys) {
        return db.sql("""
                        select request_key, id, request_digest from ledger.entry
                        where commons_id = ? and request_key = any (?)""")
                .with(commons, keys)
                .map(row -> row.text("request_key"), row -> row.known("id", EntryId.class));
    }

    Optional<Entry> entry(CommonsId commons, EntryId id) {
        var head = db.sql("""
                        select e.*, r.id as corrected_by from ledger.entry e
                        left join ledger.entry r on r.commons_id = e.commons_id and r.corrects = e.id
                        where e.commons_id = ? and e.id = ?""").with(commons, id).list(EntryTables::entry);
        return withLegs(commons, head).stream().findFirst();
    }

    List<Entry> entries(CommonsId commons, EntryFilter filter) {
        var heads = db.sql("""
                        select e.*, r.id as corrected_by from ledger.entry e
                        left join ledger.entry r on r.commons_id = e.commons_id and r.corrects = e.id
                        where e.commons_id = :commons
                          and (:from::date is null or e.booked_on >= :from)
                          and (:until::date is null or e.booked_on < :until)
                          and (:before::uuid is null or (e.booked_on, e.id) <
                            (select b.booked_on, b.id from ledger.entry b
                             where b.commons_id = :commons and b.id = :before))
                          and (:account::uuid is null or exists (select 1 from ledger.transfer t
                            where t.commons_id = e.commons_id and t.entry_id = e.id
                              and (t.debit_id = :account or t.credit_id = :account)))
                          and (:category::text is null or exists (select 1 from ledger.transfer t
                            join ledger.account a on a.commons_id = t.commons_id and a.id in (t.debit_id, t.credit_id)
                            where t.commons_id = e.commons_id and t.entry_id = e.id and a.category = :category))
                        order by e.booked_on desc, e.id desc limit :most""")
                .set("commons", commons)
                .set("from", filter.from())
                .set("until", filter.until())
                .set("before", filter.before())
                .set("account", filter.account())
                .set("category", filter.category())
                .set("most", filter.most())
                .list(EntryTables::entry);
        return withLegs(commons, heads);
    }

    void each(CommonsId commons, Consumer<Entry> taker) {
        LocalDate day = LocalDate.of(1, 1, 1);
        EntryId last = new EntryId(new UUID(0, 0));
        while (true) {
            var heads = db.sql("""
                            select e.*, r.id as corrected_by from ledger.entry e
                            left join ledger.entry r on r.commons_id = e.commons_id and r.corrects = e.id
                            where e.commons_id = ? and (e.booked_on, e.id) > (?, ?)
                            order by e.booked_on, e.id limit ?""").with(commons, day, last, PORTION).list(EntryTables::entry);
            withLegs(commons, heads).forEach(taker);
            if (heads.size() < PORTION) return;
            day = heads.getLast().bookedOn();
            last = heads.getLast().id();
        }
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.value("id", EntryId.class),
                row.value("booked_on", LocalDate.class),
                row.value("recorded_at", Instant.class),
                row.optional("recorded_by", PartyId.class),
                row.text("description"),
                row.value("authority", Authority.class),
                row.text("authority_ref"),
                row.optional("corrects", EntryId.class),
                row.optional("corrected_by", EntryId.class),
                List.of());
    }

    private List<Entry> withLegs(CommonsId commons, List<Entry> heads) {
        if (heads.isEmpty()) return heads;
        var legs = new HashMap<EntryId, List<Entry.Leg>>();
        db.sql("""
                        select entry_id, debit_id, credit_id, amount from ledger.transfer
                        where commons_id = ? and entry_id = any (?) order by entry_id, leg""").with(commons, heads.stream().map(Entry::id).toList()).each(row -> {
            legs.computeIfAbsent(row.value("entry_id", EntryId.class), _ -> new ArrayList<>())
                    .add(new Entry.Leg(
                            row.value("debit_id", LedgerAccountId.class),
                            row.value("credit_id", LedgerAccountId.class),
                            row.number("amount")));
        });
        return heads.stream()
                .map(head -> new Entry(
                        head.id(),
                        head.bookedOn(),
                        head.recordedAt(),
                        head.recordedBy(),
                        head.description(),
                        head.authority(),
                        head.authorityRef(),
                        head.corrects(),
                        head.correctedBy(),
                        legs.getOrDefault(head.id(), List.of())))
                .toList();
    }
}
