package coppice.server.distributions;

import coppice.server.distributions.Payouts.Batch;
import coppice.server.distributions.Payouts.Line;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/// All SQL about payouts.
@Repository
class PayoutTables {
    private final Rows db;

    PayoutTables(Rows db) {
        this.db = db;
    }

    Optional<Batch> byKey(CommonsId commons, RequestKey key) {
        return db.sql("select * from distributions.payout where commons_id = ? and request_key = any (?)")
                .with(commons, key.keys())
                .first(key, PayoutTables::batch);
    }

    int nextNumber(CommonsId commons) {
        return db.sql("select coalesce(max(number), 0) + 1 from distributions.payout where commons_id = ?")
                .with(commons)
                .single(Integer.class);
    }

    void add(CommonsId commons, Batch batch, List<Line> lines, RequestKey key) {
        db.sql("""
                        insert into distributions.payout (commons_id, id, number, made_at, made_by, entry_id,
                          debtor_name, debtor_iban, debtor_bic, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .with(commons, batch.id(), batch.number(), batch.madeAt(), batch.madeBy(), batch.entry())
                .with(
                        batch.debtor().name(),
                        batch.debtor().iban(),
                        batch.debtor().bic(),
                        key.key(),
                        key.digest())
                .update();
        db.sql("""
                        insert into distributions.payout_line (commons_id, payout_id, party_id, amount, name, iban, bic)
                        select ?, ?, * from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[])""")
                .with(commons, batch.id())
                .columns(
                        lines,
                        Line::party,
                        Line::minorUnits,
                        line -> line.account().name(),
                        line -> line.account().iban(),
                        line -> line.account().bic())
                .update();
    }

    List<Batch> batches(CommonsId commons) {
        return db.sql("select * from distributions.payout where commons_id = ? order by number desc")
                .with(commons)
                .list(PayoutTables::batch);
    }

    List<Line> lines(CommonsId commons, PayoutId batch) {
        return db.sql("""
                        select party_id, amount, name, iban, bic from distributions.payout_line
                        where commons_id = ? and payout_id = ? order by amount desc, party_id""")
                .with(commons, batch)
                .list(row -> new Line(
                        row.value("party_id", PartyId.class), row.number("amount"), row.as(BankAccount.class)));
    }

    private static Batch batch(Row row) {
        return new Batch(
                row.value("id", PayoutId.class),
                row.whole("number"),
                row.value("made_at", Instant.class),
                row.value("made_by", PartyId.class),
                row.value("entry_id", EntryId.class),
                new BankAccount(row.text("debtor_name"), row.text("debtor_iban"), row.text("debtor_bic")));
    }
}
