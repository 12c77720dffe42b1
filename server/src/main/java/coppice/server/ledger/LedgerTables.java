package coppice.server.ledger;

import coppice.server.commons.Authorised.Authority;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.PartyId;
import coppice.server.ledger.Account.Holder;
import coppice.server.ledger.Account.Kind;
import coppice.server.ledger.Account.Spec;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL of `ledger`. Many rows travel as arrays: one statement books one entry or ten thousand.
@Repository
class LedgerTables {
    private static final int PORTION = 2000;
    private static final String ACCOUNT = """
            select a.id, a.code, a.category, a.kind, a.holder_kind, a.party_id,
              a.debit_total + l.debit as debit_total, a.credit_total + l.credit as credit_total
            from ledger.account a
            cross join lateral (
              select coalesce(sum(t.amount) filter (where t.debit_id = a.id), 0)::bigint as debit,
                coalesce(sum(t.amount) filter (where t.credit_id = a.id), 0)::bigint as credit
              from ledger.transfer t
              where a.kind = 'LOCKED' and t.commons_id = a.commons_id and (t.debit_id = a.id or t.credit_id = a.id)) as l
            """;

    private final JdbcClient db;
    private final Commonses commonses;

    LedgerTables(JdbcClient db, Commonses commonses) {
        this.db = db;
        this.commonses = commonses;
    }

    record Known(UUID id, String digest) {}

    static Account known(Map<UUID, Account> accounts, UUID id) {
        var account = accounts.get(id);
        if (account == null) throw new IllegalArgumentException("no account " + id);
        return account;
    }

    static Account byCode(Map<String, Account> accounts, String code) {
        var account = accounts.get(code);
        if (account == null) throw new IllegalStateException("account was not opened: " + code);
        return account;
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getString("category"),
                Kind.valueOf(row.getString("kind")),
                Holder.valueOf(row.getString("holder_kind")),
                party(row, "party_id"),
                row.getLong("debit_total"),
                row.getLong("credit_total"));
    }

    private static Optional<PartyId> party(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class)).map(PartyId::new);
    }

    List<Account> accounts(CommonsId commons) {
        return db.sql(ACCOUNT + " where a.commons_id = ? order by a.code")
                .param(commons.value())
                .query(LedgerTables::account)
                .list();
    }

    Map<String, Account> byCodes(CommonsId commons, Collection<String> codes) {
        var found = new HashMap<String, Account>();
        db.sql(ACCOUNT + " where a.commons_id = ? and a.code = any (?)")
                .params(commons.value(), codes.toArray(String[]::new))
                .query(LedgerTables::account)
                .list()
                .forEach(account -> found.put(account.code(), account));
        return found;
    }

    boolean usesCategory(CommonsId commons, String category) {
        return db.sql("""
                        select exists (select 1 from ledger.account
                          where commons_id = ? and category = ? and holder_kind = 'EXTERNAL')""")
                .params(commons.value(), category)
                .query(Boolean.class)
                .single();
    }

    Map<UUID, Account> byIds(CommonsId commons, Collection<UUID> wanted) {
        var found = new HashMap<UUID, Account>();
        if (wanted.isEmpty()) return found;
        db.sql(ACCOUNT + " where a.commons_id = ? and a.id = any (?)")
                .params(commons.value(), wanted.toArray(UUID[]::new))
                .query(LedgerTables::account)
                .list()
                .forEach(account -> found.put(account.id(), account));
        return found;
    }

    /// The lock first. What a locked account holds is read by a second statement, which sees the transfers
    /// that were committed while the first one waited.
    Map<String, Account> lock(CommonsId commons, Collection<String> codes) {
        var found = new HashMap<String, Account>();
        db.sql("""
                        select id, code, category, kind, holder_kind, party_id, debit_total, credit_total
                        from ledger.account where commons_id = ? and code = any (?) order by id for update""")
                .params(commons.value(), codes.toArray(String[]::new))
                .query(LedgerTables::account)
                .list()
                .forEach(account -> found.put(account.code(), account));
        var sums = found.values().stream()
                .filter(account -> account.kind() == Kind.LOCKED)
                .map(Account::code)
                .toList();
        if (!sums.isEmpty()) found.putAll(byCodes(commons, sums));
        return found;
    }

    void open(Commons commons, Collection<Spec> wanted, Ids ids) {
        var specs = wanted.stream().filter(Spec::mayBeOpened).toList();
        db.sql("""
                        insert into ledger.account
                          (commons_id, id, code, category, name, kind, holder_kind, party_id, currency)
                        select ?, id, code, category, '', kind, holder, party, ?
                        from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[])
                          as t (id, code, category, kind, holder, party)
                        on conflict do nothing""")
                .params(
                        commons.id().value(),
                        commons.currency().getCurrencyCode(),
                        specs.stream().map(_ -> ids.next()).toArray(UUID[]::new),
                        specs.stream().map(Spec::code).toArray(String[]::new),
                        specs.stream().map(Spec::category).toArray(String[]::new),
                        specs.stream().map(spec -> spec.kind().name()).toArray(String[]::new),
                        specs.stream().map(spec -> spec.holder().name()).toArray(String[]::new),
                        column(specs, UUID[]::new, spec -> value(spec.party())))
                .update();
    }

    /// A transfer with the accounts it joins, and its place in its entry.
    private record Transfer(Entry entry, int leg, Account from, Account to, long minorUnits) {}

    /// Stores what a batch decided: its entries, their transfers and the accounts' totals, in one statement.
    void add(Commons commons, List<Batch.Line> lines, Collection<Account> locked) {
        if (lines.isEmpty()) return;
        var accounts = new HashMap<UUID, Account>();
        locked.forEach(account -> accounts.put(account.id(), account));
        var kept =
                locked.stream().filter(account -> account.kind() != Kind.LOCKED).toList();
        var moves = new ArrayList<Transfer>();
        var out = new HashMap<UUID, Long>();
        var in = new HashMap<UUID, Long>();
        for (var line : lines) {
            int number = 0;
            for (var leg : line.entry().legs()) {
                var from = known(accounts, leg.from());
                var to = known(accounts, leg.to());
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
                    .param(commons.id().value())
                    .param(column(lines, UUID[]::new, line -> line.entry().id()))
                    .param(column(
                            lines,
                            Date[]::new,
                            line -> Date.valueOf(line.entry().bookedOn())))
                    .param(column(
                            lines,
                            Timestamp[]::new,
                            line -> Timestamp.from(line.entry().recordedAt())))
                    .param(column(lines, UUID[]::new, line -> value(line.entry().recordedBy())))
                    .param(column(lines, String[]::new, line -> line.entry().description()))
                    .param(column(
                            lines,
                            String[]::new,
                            line -> line.entry().authority().name()))
                    .param(column(lines, String[]::new, line -> line.entry().authorityRef()))
                    .param(column(
                            lines, UUID[]::new, line -> line.entry().corrects().orElse(null)))
                    .param(column(lines, String[]::new, line -> line.key().key()))
                    .param(column(lines, String[]::new, line -> line.key().digest()))
                    .param(commons.id().value())
                    .param(commons.currency().getCurrencyCode())
                    .param(column(moves, UUID[]::new, move -> move.entry().id()))
                    .param(column(moves, Short[]::new, move -> (short) move.leg()))
                    .param(column(
                            moves,
                            String[]::new,
                            move -> move.entry().authority().name()))
                    .param(column(moves, UUID[]::new, move -> move.from().id()))
                    .param(column(
                            moves, String[]::new, move -> move.from().kind().name()))
                    .param(column(
                            moves, String[]::new, move -> move.from().holder().name()))
                    .param(column(moves, UUID[]::new, move -> move.to().id()))
                    .param(column(moves, String[]::new, move -> move.to().kind().name()))
                    .param(column(
                            moves, String[]::new, move -> move.to().holder().name()))
                    .param(column(moves, Long[]::new, Transfer::minorUnits))
                    .param(column(kept, UUID[]::new, Account::id))
                    .param(column(kept, Long[]::new, account -> out.getOrDefault(account.id(), 0L)))
                    .param(column(kept, Long[]::new, account -> in.getOrDefault(account.id(), 0L)))
                    .param(commons.id().value())
                    .update();
        } catch (DuplicateKeyException meanwhile) {
            throw new CannotAcquireLockException("another server booked one of these keys meanwhile", meanwhile);
        }
    }

    private static <R, T> T[] column(
            Collection<R> rows, IntFunction<T[]> array, Function<R, ? extends @Nullable T> value) {
        return rows.stream().map(value).toArray(array);
    }

    private static @Nullable UUID value(Optional<PartyId> party) {
        return party.map(PartyId::value).orElse(null);
    }

    /// Which of these entries were taken back already.
    Set<UUID> corrected(CommonsId commons, List<UUID> entries) {
        if (entries.isEmpty()) return Set.of();
        return new HashSet<>(db.sql("select corrects from ledger.entry where commons_id = ? and corrects = any (?)")
                .params(commons.value(), entries.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    Map<String, Known> byKeys(CommonsId commons, List<String> keys) {
        var found = new HashMap<String, Known>();
        db.sql("""
                        select request_key, id, request_digest from ledger.entry
                        where commons_id = ? and request_key = any (?)""").params(commons.value(), keys.toArray(String[]::new)).query(row -> {
            found.put(
                    row.getString("request_key"),
                    new Known(row.getObject("id", UUID.class), row.getString("request_digest")));
        });
        return found;
    }

    Map<String, PartyId> counterparties(CommonsId commons, Map<String, String> namesByKey) {
        var found = new HashMap<String, PartyId>();
        db.sql("""
                        select source_key, party_id from ledger.counterparty
                        where commons_id = ? and source_key = any (?)""")
                .params(commons.value(), namesByKey.keySet().toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString("source_key"), new PartyId(row.getObject("party_id", UUID.class)));
                });
        new TreeMap<>(namesByKey).forEach((key, name) -> {
            if (found.containsKey(key)) return;
            var party = commonses.addParty(commons, name);
            db.sql("insert into ledger.counterparty (commons_id, source_key, party_id) values (?, ?, ?)")
                    .params(commons.value(), key, party.value())
                    .update();
            found.put(key, party);
        });
        return found;
    }

    Optional<Entry> entry(CommonsId commons, UUID id) {
        var head = db.sql("""
                        select e.*, r.id as corrected_by from ledger.entry e
                        left join ledger.entry r on r.commons_id = e.commons_id and r.corrects = e.id
                        where e.commons_id = ? and e.id = ?""")
                .params(commons.value(), id)
                .query(LedgerTables::entry)
                .list();
        return withLegs(commons, head).stream().findFirst();
    }

    List<Entry> entries(CommonsId commons, EntryFilter filter) {
        @Nullable UUID account = filter.account().orElse(null);
        @Nullable String category = filter.category().orElse(null);
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
                .param("commons", commons.value())
                .param("from", filter.from().map(Date::valueOf).orElse(null))
                .param("until", filter.until().map(Date::valueOf).orElse(null))
                .param("before", filter.before().orElse(null))
                .param("account", account)
                .param("category", category)
                .param("most", filter.most())
                .query(LedgerTables::entry)
                .list();
        return withLegs(commons, heads);
    }

    void each(CommonsId commons, Consumer<Entry> taker) {
        LocalDate day = LocalDate.of(1, 1, 1);
        UUID last = new UUID(0, 0);
        while (true) {
            var heads = db.sql("""
                            select e.*, r.id as corrected_by from ledger.entry e
                            left join ledger.entry r on r.commons_id = e.commons_id and r.corrects = e.id
                            where e.commons_id = ? and (e.booked_on, e.id) > (?, ?)
                            order by e.booked_on, e.id limit ?""")
                    .params(commons.value(), Date.valueOf(day), last, PORTION)
                    .query(LedgerTables::entry)
                    .list();
            withLegs(commons, heads).forEach(taker);
            if (heads.size() < PORTION) return;
            day = heads.getLast().bookedOn();
            last = heads.getLast().id();
        }
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getObject("id", UUID.class),
                row.getObject("booked_on", LocalDate.class),
                row.getTimestamp("recorded_at").toInstant(),
                party(row, "recorded_by"),
                row.getString("description"),
                Authority.valueOf(row.getString("authority")),
                row.getString("authority_ref"),
                Optional.ofNullable(row.getObject("corrects", UUID.class)),
                Optional.ofNullable(row.getObject("corrected_by", UUID.class)),
                List.of());
    }

    private List<Entry> withLegs(CommonsId commons, List<Entry> heads) {
        if (heads.isEmpty()) return heads;
        var legs = new HashMap<UUID, List<Entry.Leg>>();
        db.sql("""
                        select entry_id, debit_id, credit_id, amount from ledger.transfer
                        where commons_id = ? and entry_id = any (?) order by entry_id, leg""")
                .params(commons.value(), heads.stream().map(Entry::id).toArray(UUID[]::new))
                .query(row -> {
                    legs.computeIfAbsent(row.getObject("entry_id", UUID.class), _ -> new ArrayList<>())
                            .add(new Entry.Leg(
                                    row.getObject("debit_id", UUID.class),
                                    row.getObject("credit_id", UUID.class),
                                    row.getLong("amount")));
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
