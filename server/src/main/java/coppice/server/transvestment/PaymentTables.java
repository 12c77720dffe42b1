package coppice.server.transvestment;

import coppice.server.distributions.RunId;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Rows;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Repository;

/// All SQL about what was paid on instruments.
@Repository
class PaymentTables {
    private final Rows db;

    PaymentTables(Rows db) {
        this.db = db;
    }

    /// Counts a payment; false where the instrument is not active any more. Beyond the cap the database
    /// refuses.
    boolean pay(CommonsId commons, InstrumentId instrument, long amount, LocalDate countedUntil) {
        return db.sql("""
                        update transvestment.instrument set paid = paid + ?, counted_until = ?
                        where commons_id = ? and id = ? and state = 'ACTIVE'""").with(amount, countedUntil, commons, instrument).update() == 1;
    }

    void addPayment(CommonsId commons, RunId run, ReturnsPlan.Row row, LocalDate on) {
        db.sql("""
                        insert into transvestment.payment (commons_id, run_id, instrument_id, base, due, paid_before, amount,
                          available, paid_on) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .with(
                        commons,
                        run,
                        row.instrument().id(),
                        row.base(),
                        row.due(),
                        row.instrument().paid(),
                        row.amount(),
                        row.available(),
                        on)
                .update();
    }

    /// What was paid on an instrument by one run.
    record Payment(
            InstrumentId instrument, RunId run, long base, long due, long amount, long paidBefore, LocalDate on) {}

    List<Payment> payments(CommonsId commons) {
        return db.sql("""
                        select * from transvestment.payment where commons_id = ?
                        order by paid_on, paid_before, run_id""")
                .with(commons)
                .list(row -> new Payment(
                        row.value("instrument_id", InstrumentId.class),
                        row.value("run_id", RunId.class),
                        row.number("base"),
                        row.number("due"),
                        row.number("amount"),
                        row.number("paid_before"),
                        row.value("paid_on", LocalDate.class)));
    }

    /// What was paid on each instrument since a day.
    Map<InstrumentId, Long> paidSince(CommonsId commons, LocalDate day) {
        var paid = new TreeMap<InstrumentId, Long>();
        db.sql("""
                        select instrument_id, sum(amount)::bigint as paid from transvestment.payment
                        where commons_id = ? and paid_on >= ? group by instrument_id""").with(commons, day).each(row -> {
            paid.put(row.value("instrument_id", InstrumentId.class), row.number("paid"));
        });
        return paid;
    }
}
