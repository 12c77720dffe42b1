package coppice.server.equity;

import coppice.rules.money.Ratio;
import coppice.rules.shares.CapitalGain;
import coppice.rules.shares.ShareForm;
import coppice.server.commons.Authorised;
import coppice.server.equity.Gains.Gain;
import coppice.server.equity.Gains.Preview;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/// All SQL about gains.
@Repository
class GainTables {
    private final Rows db;

    GainTables(Rows db) {
        this.db = db;
    }

    Optional<Integer> byKey(CommonsId commons, RequestKey key) {
        return db.sql(
                        "select number, request_key, request_digest from equity.gain where commons_id = ? and request_key = any (?)")
                .with(commons, key.keys())
                .first(key, row -> row.whole("number"));
    }

    void add(Authorised by, int number, Preview preview, LocalDate on, RequestKey key, Instant now) {
        var asked = preview.asked();
        db.sql("""
                        insert into equity.gain (commons_id, number, form, issued, reference_value, new_value,
                          fraction, par, price_bound, new_shares, valued_on, recorded_at, authority, authority_ref,
                          request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .with(
                        by.commons().id(),
                        number,
                        preview.form().name(),
                        asked.issued(),
                        asked.referenceValue(),
                        asked.newValue(),
                        asked.fraction().toString(),
                        asked.par(),
                        asked.priceBound(),
                        preview.result().newShares(),
                        on,
                        now,
                        by.authority().name(),
                        by.reference(),
                        key.key(),
                        key.digest())
                .update();
    }

    List<Gain> all(CommonsId commons) {
        return db.sql("select * from equity.gain where commons_id = ? order by number desc")
                .with(commons)
                .list(row -> {
                    var form = row.value("form", ShareForm.class);
                    var asked = new CapitalGain.Asked(
                            row.number("issued"),
                            row.number("reference_value"),
                            row.number("new_value"),
                            Ratio.parse(row.text("fraction")),
                            row.number("par"),
                            row.number("price_bound"));
                    return new Gain(
                            row.whole("number"),
                            form,
                            asked,
                            Gains.compute(form, asked),
                            row.value("valued_on", LocalDate.class));
                });
    }
}
