package coppice.server.distributions;

import coppice.server.commons.Member;
import coppice.server.commons.Steward;
import coppice.server.distributions.BankPayments.Mark;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL about accounts at banks, and what banks say about payouts.
@Repository
class BankTables {
    private final Rows db;

    BankTables(Rows db) {
        this.db = db;
    }

    /// The accounts of parties, each the last that was set.
    Map<PartyId, BankAccount> accounts(CommonsId commons) {
        var accounts = new HashMap<PartyId, BankAccount>();
        db.sql("""
                        select party_id, name, iban, bic from distributions.bank_account
                        where commons_id = ? and party_id is not null order by set_at, id""").with(commons).each(row -> {
            accounts.put(
                    row.value("party_id", PartyId.class),
                    new BankAccount(row.text("name"), row.text("iban"), row.text("bic")));
        });
        return accounts;
    }

    BankAccount own(CommonsId commons) {
        return db.sql("""
                        select name, iban, bic from distributions.bank_account
                        where commons_id = ? and party_id is null order by set_at desc, id desc limit 1""").with(commons).optional(BankAccount.class).orElse(BankAccount.NONE);
    }

    void set(Member by, UUID id, Optional<PartyId> party, BankAccount account, Instant now) {
        db.sql("""
                        insert into distributions.bank_account (commons_id, id, party_id, name, iban, bic, set_at, set_by)
                        values (?, ?, ?::uuid, ?, ?, ?, ?, ?)""")
                .with(by.commons().id(), id, party, account.name(), account.iban(), account.bic(), now, by.party())
                .update();
    }

    void fetched(Steward by, UUID id, PayoutId payout, Instant now) {
        db.sql("""
                        insert into distributions.payout_file (commons_id, id, payout_id, fetched_at, fetched_by)
                        values (?, ?, ?, ?, ?)""").with(by.commons().id(), id, payout, now, by.party()).update();
    }

    Optional<Instant> firstFetched(CommonsId commons, PayoutId payout) {
        return db.sql("""
                        select min(fetched_at) from distributions.payout_file
                        where commons_id = ? and payout_id = ?""").with(commons, payout).optional(Instant.class);
    }

    List<Mark> marks(CommonsId commons, PayoutId payout) {
        return db.sql("""
                        select * from distributions.payout_mark where commons_id = ? and payout_id = ?
                        order by happened_on, kind""")
                .with(commons, payout)
                .list(row -> new Mark(
                        row.value("party_id", PartyId.class),
                        row.value("kind", Mark.Kind.class),
                        row.value("happened_on", LocalDate.class),
                        row.text("reference"),
                        row.truth("by_bank"),
                        row.optional("entry_id", EntryId.class)));
    }

    void mark(Steward by, PayoutId payout, Mark mark, Instant now) {
        db.sql("""
                        insert into distributions.payout_mark (commons_id, payout_id, party_id, kind, happened_on, reference,
                          by_bank, recorded_at, recorded_by, entry_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::uuid)""")
                .with(
                        by.commons().id(),
                        payout,
                        mark.party(),
                        mark.kind().name(),
                        mark.on(),
                        mark.reference(),
                        mark.byBank(),
                        now,
                        by.party(),
                        mark.entry())
                .update();
    }

    /// The batch whose own entry this is, or to which it gave something back.
    Optional<Integer> batchOf(CommonsId commons, EntryId entry) {
        return db.sql("""
                        select min(p.number) from distributions.payout p
                        where p.commons_id = :commons and (
                          (p.entry_id = :entry and exists (select 1 from distributions.payout_file f
                            where f.commons_id = p.commons_id and f.payout_id = p.id))
                          or exists (select 1 from distributions.payout_mark m
                            where m.commons_id = p.commons_id and m.payout_id = p.id
                              and (m.entry_id = :entry or p.entry_id = :entry)))
                        having count(*) > 0""").set("commons", commons).set("entry", entry).optional(Integer.class);
    }
}
