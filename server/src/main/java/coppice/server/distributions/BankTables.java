package coppice.server.distributions;

import coppice.server.commons.Member;
import coppice.server.commons.Steward;
import coppice.server.distributions.BankPayments.Mark;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about accounts at banks, and what banks say about payouts.
@Repository
class BankTables {
    private final JdbcClient db;

    BankTables(JdbcClient db) {
        this.db = db;
    }

    /// The accounts of parties, each the last that was set.
    Map<PartyId, BankAccount> accounts(CommonsId commons) {
        var accounts = new HashMap<PartyId, BankAccount>();
        db.sql("""
                        select party_id, name, iban, bic from distributions.bank_account
                        where commons_id = ? and party_id is not null order by set_at, id""").param(commons.value()).query(row -> {
            accounts.put(
                    new PartyId(row.getObject("party_id", UUID.class)),
                    new BankAccount(row.getString("name"), row.getString("iban"), row.getString("bic")));
        });
        return accounts;
    }

    BankAccount own(CommonsId commons) {
        return db.sql("""
                        select name, iban, bic from distributions.bank_account
                        where commons_id = ? and party_id is null order by set_at desc, id desc limit 1""")
                .param(commons.value())
                .query((row, _) -> new BankAccount(row.getString("name"), row.getString("iban"), row.getString("bic")))
                .optional()
                .orElse(BankAccount.NONE);
    }

    void set(Member by, UUID id, Optional<PartyId> party, BankAccount account, Instant now) {
        db.sql("""
                        insert into distributions.bank_account (commons_id, id, party_id, name, iban, bic, set_at, set_by)
                        values (?, ?, ?::uuid, ?, ?, ?, ?, ?)""")
                .param(by.commons().id().value())
                .param(id)
                .param(party.map(PartyId::value).orElse(null))
                .param(account.name())
                .param(account.iban())
                .param(account.bic())
                .param(Timestamp.from(now))
                .param(by.party().value())
                .update();
    }

    void fetched(Steward by, UUID id, UUID payout, Instant now) {
        db.sql("""
                        insert into distributions.payout_file (commons_id, id, payout_id, fetched_at, fetched_by)
                        values (?, ?, ?, ?, ?)""")
                .params(
                        by.commons().id().value(),
                        id,
                        payout,
                        Timestamp.from(now),
                        by.party().value())
                .update();
    }

    Optional<Instant> firstFetched(CommonsId commons, UUID payout) {
        return db.sql("""
                        select min(fetched_at) from distributions.payout_file
                        where commons_id = ? and payout_id = ? having count(*) > 0""")
                .params(commons.value(), payout)
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    List<Mark> marks(CommonsId commons, UUID payout) {
        return db.sql("""
                        select * from distributions.payout_mark where commons_id = ? and payout_id = ?
                        order by happened_on, kind""")
                .params(commons.value(), payout)
                .query((row, _) -> new Mark(
                        new PartyId(row.getObject("party_id", UUID.class)),
                        Mark.Kind.valueOf(row.getString("kind")),
                        row.getObject("happened_on", LocalDate.class),
                        row.getString("reference"),
                        row.getBoolean("by_bank"),
                        Optional.ofNullable(row.getObject("entry_id", UUID.class))))
                .list();
    }

    void mark(Steward by, UUID payout, Mark mark, Instant now) {
        db.sql("""
                        insert into distributions.payout_mark (commons_id, payout_id, party_id, kind, happened_on, reference,
                          by_bank, recorded_at, recorded_by, entry_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::uuid)""")
                .param(by.commons().id().value())
                .param(payout)
                .param(mark.party().value())
                .param(mark.kind().name())
                .param(Date.valueOf(mark.on()))
                .param(mark.reference())
                .param(mark.byBank())
                .param(Timestamp.from(now))
                .param(by.party().value())
                .param(mark.entry().orElse(null))
                .update();
    }

    /// The batch whose own entry this is, or to which it gave something back.
    Optional<Integer> batchOf(CommonsId commons, UUID entry) {
        return db.sql("""
                        select min(p.number) from distributions.payout p
                        where p.commons_id = :commons and (
                          (p.entry_id = :entry and exists (select 1 from distributions.payout_file f
                            where f.commons_id = p.commons_id and f.payout_id = p.id))
                          or exists (select 1 from distributions.payout_mark m
                            where m.commons_id = p.commons_id and m.payout_id = p.id
                              and (m.entry_id = :entry or p.entry_id = :entry)))
                        having count(*) > 0""")
                .param("commons", commons.value())
                .param("entry", entry)
                .query(Integer.class)
                .optional();
    }
}
