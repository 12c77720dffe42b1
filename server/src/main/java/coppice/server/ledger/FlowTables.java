package coppice.server.ledger;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Rows;
import coppice.server.ledger.Account.Holder;
import coppice.server.ledger.Account.Kind;
import coppice.server.ledger.Flows.Days;
import coppice.server.ledger.Flows.Flow;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/// All SQL that reads the ledger as a whole: flows, days, sums, and what its own rules allow.
@Repository
class FlowTables {
    private final Rows db;

    FlowTables(Rows db) {
        this.db = db;
    }

    Map<Integer, Long> yearEnds(CommonsId commons) {
        return db.sql("""
                        select year, sum(change) over (order by year) as held from (
                          select date_part('year', e.booked_on)::integer as year,
                            sum(case when t.credit_holder <> 'EXTERNAL' then t.amount else 0 end
                              - case when t.debit_holder <> 'EXTERNAL' then t.amount else 0 end) as change
                          from ledger.transfer t
                          join ledger.entry e on e.commons_id = t.commons_id and e.id = t.entry_id
                          where t.commons_id = ? group by 1) as years
                        order by year""").with(commons).map(row -> row.whole("year"), row -> row.number("held"));
    }

    List<Flow> flows(CommonsId commons, LocalDate from, LocalDate until) {
        return db.sql("""
                        select d.category as from_category, d.holder_kind as from_holder,
                          c.category as to_category, c.holder_kind as to_holder,
                          sum(t.amount)::bigint as minor_units, count(*) as transfers
                        from ledger.transfer t
                        join ledger.entry e on e.commons_id = t.commons_id and e.id = t.entry_id
                        join ledger.account d on d.commons_id = t.commons_id and d.id = t.debit_id
                        join ledger.account c on c.commons_id = t.commons_id and c.id = t.credit_id
                        where t.commons_id = ? and e.booked_on >= ? and e.booked_on < ?
                        group by 1, 2, 3, 4 order by 1, 3""").with(commons, from, until).list(Flow.class);
    }

    Map<PartyId, Long> paidIn(CommonsId commons, LocalDate from, LocalDate until, Collection<String> except) {
        return db.sql("""
                        select a.party_id, sum(t.amount)::bigint as paid from ledger.transfer t
                        join ledger.entry e on e.commons_id = t.commons_id and e.id = t.entry_id
                        join ledger.account a on a.commons_id = t.commons_id and a.id = t.debit_id
                        where t.commons_id = ? and e.booked_on >= ? and e.booked_on < ?
                          and t.debit_holder = 'EXTERNAL' and a.party_id is not null and a.category <> all (?)
                        group by a.party_id""")
                .with(commons, from, until, except)
                .map(row -> row.value("party_id", PartyId.class), row -> row.number("paid"));
    }

    long leftBy(CommonsId commons, String code, Collection<EntryId> entries) {
        return db.sql("""
                        select coalesce(sum(t.amount), 0)::bigint from ledger.transfer t
                        join ledger.account a on a.commons_id = t.commons_id and a.id = t.debit_id
                        where t.commons_id = ? and a.code = ? and t.entry_id = any (?)""").with(commons, code, entries).single(Long.class);
    }

    long heldBefore(CommonsId commons, Collection<String> codes, LocalDate day) {
        return db.sql("""
                        select coalesce(sum(case when t.credit_id = a.id then t.amount else -t.amount end), 0)::bigint
                        from ledger.account a
                        join ledger.transfer t on t.commons_id = a.commons_id and (t.credit_id = a.id or t.debit_id = a.id)
                        join ledger.entry e on e.commons_id = t.commons_id and e.id = t.entry_id
                        where a.commons_id = ? and a.code = any (?) and e.booked_on < ?""").with(commons, codes, day).single(Long.class);
    }

    /// Which moves the database would take, asked of its own rules: for every pair of kinds and holders that
    /// an account may have, whether a transfer between them, with the strongest authority, breaks none of the
    /// table's conditions.
    List<Move> moves() {
        return moves(db);
    }

    static List<Move> moves(Rows db) {
        String transfers = conditions(db, "transfer", "debit_kind|debit_holder|credit_kind|credit_holder");
        String accounts = conditions(db, "account", "kind|holder_kind");
        return db.sql("""
                        with place as (
                          select kind, holder_kind from unnest(array['FREE', 'RESERVE', 'LOCKED']) as kind,
                            unnest(array['COMMONS', 'MEMBER', 'EXTERNAL', 'HOST']) as holder_kind
                          where %s),
                        move as (
                          select d.kind as debit_kind, d.holder_kind as debit_holder, c.kind as credit_kind,
                            c.holder_kind as credit_holder, 'MANDATE'::text as authority
                          from place d, place c)
                        select debit_kind, debit_holder, credit_kind, credit_holder from move where %s
                        """.formatted(accounts, transfers))
                .list(row -> new Move(
                        row.value("debit_kind", Kind.class),
                        row.value("debit_holder", Holder.class),
                        row.value("credit_kind", Kind.class),
                        row.value("credit_holder", Holder.class)));
    }

    /// The table's CHECK conditions, as the database has them, that speak of nothing but these columns and
    /// `authority`.
    private static String conditions(Rows db, String table, String columns) {
        return String.join(
                " and ",
                db.sql("""
                                select substring(pg_get_constraintdef(c.oid) from 7) from pg_constraint c
                                where c.conrelid = ('ledger.' || ?)::regclass and c.contype = 'c' and not exists (
                                  select 1 from unnest(c.conkey) as k
                                  join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k
                                  where a.attname !~ ?)
                                order by c.conname""").with(table, "^(" + columns + "|authority)$").list(String.class));
    }

    Optional<Days> days(CommonsId commons) {
        return db.sql("""
                        select min(booked_on) as first, max(booked_on) as last, count(*) as entries
                        from ledger.entry where commons_id = ? having count(*) > 0""").with(commons).optional(Days.class);
    }

    long wrongTotals(CommonsId commons) {
        return db.sql("""
                        select count(*) from ledger.account a
                        left join (
                          select commons_id, id, sum(debit) as debit, sum(credit) as credit from (
                            select commons_id, debit_id as id, amount as debit, 0 as credit from ledger.transfer
                            union all
                            select commons_id, credit_id, 0, amount from ledger.transfer) as sides
                          group by 1, 2) as sums on sums.commons_id = a.commons_id and sums.id = a.id
                        where a.commons_id = ? and a.kind <> 'LOCKED'
                          and (a.debit_total <> coalesce(sums.debit, 0) or a.credit_total <> coalesce(sums.credit, 0))
                        """).with(commons).single(Long.class);
    }
}
