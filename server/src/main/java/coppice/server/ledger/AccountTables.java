package coppice.server.ledger;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Rows;
import coppice.server.ledger.Account.Kind;
import coppice.server.ledger.Account.Spec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Repository;

/// SQL about accounts, and about who stands behind those of the outside.
@Repository
class AccountTables {
    private static final String ACCOUNT = """
            select a.id, a.code, a.category, a.kind, a.holder_kind as holder, a.party_id,
              a.debit_total + l.debit as debit_minor_units, a.credit_total + l.credit as credit_minor_units
            from ledger.account a
            cross join lateral (
              select coalesce(sum(t.amount) filter (where t.debit_id = a.id), 0)::bigint as debit,
                coalesce(sum(t.amount) filter (where t.credit_id = a.id), 0)::bigint as credit
              from ledger.transfer t
              where a.kind = 'LOCKED' and t.commons_id = a.commons_id and (t.debit_id = a.id or t.credit_id = a.id)) as l
            """;

    private final Rows db;
    private final Commonses commonses;

    AccountTables(Rows db, Commonses commonses) {
        this.db = db;
        this.commonses = commonses;
    }

    static Account known(Map<LedgerAccountId, Account> accounts, LedgerAccountId id) {
        var account = accounts.get(id);
        if (account == null) throw new IllegalArgumentException("no account " + id);
        return account;
    }

    List<Account> accounts(CommonsId commons) {
        return db.sql(ACCOUNT + " where a.commons_id = ? order by a.code")
                .with(commons)
                .list(Account.class);
    }

    Map<String, Account> byCodes(CommonsId commons, Collection<String> codes) {
        return db.sql(ACCOUNT + " where a.commons_id = ? and a.code = any (?)")
                .with(commons, codes)
                .map(row -> row.text("code"), row -> row.as(Account.class));
    }

    boolean usesCategory(CommonsId commons, String category) {
        return db.sql("""
                        select exists (select 1 from ledger.account
                          where commons_id = ? and category = ? and holder_kind = 'EXTERNAL')""").with(commons, category).single(Boolean.class);
    }

    Map<LedgerAccountId, Account> byIds(CommonsId commons, Collection<LedgerAccountId> wanted) {
        return db.sql(ACCOUNT + " where a.commons_id = ? and a.id = any (?)")
                .with(commons, wanted)
                .map(row -> row.value("id", LedgerAccountId.class), row -> row.as(Account.class));
    }

    /// The lock first. What a locked account holds is read by a second statement, which sees the transfers
    /// that were committed while the first one waited.
    Map<String, Account> lock(CommonsId commons, Collection<String> codes) {
        var found = db.sql("""
                        select id, code, category, kind, holder_kind as holder, party_id,
                          debit_total as debit_minor_units, credit_total as credit_minor_units
                        from ledger.account where commons_id = ? and code = any (?) order by id for update""").with(commons, codes).map(row -> row.text("code"), row -> row.as(Account.class));
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
                .with(commons.id(), commons.currency())
                .columns(specs, _ -> ids.next(), Spec::code, Spec::category, Spec::kind, Spec::holder, Spec::party)
                .update();
    }

    Map<String, PartyId> counterparties(CommonsId commons, Map<String, String> namesByKey) {
        var found = db.sql("""
                        select source_key, party_id from ledger.counterparty
                        where commons_id = ? and source_key = any (?)""")
                .with(commons, namesByKey.keySet())
                .map(row -> row.text("source_key"), row -> row.value("party_id", PartyId.class));
        new TreeMap<>(namesByKey).forEach((key, name) -> {
            if (found.containsKey(key)) return;
            var party = commonses.addParty(commons, name);
            db.sql("insert into ledger.counterparty (commons_id, source_key, party_id) values (?, ?, ?)")
                    .with(commons, key, party)
                    .update();
            found.put(key, party);
        });
        return found;
    }
}
