package coppice.server.equity;

import coppice.rules.shares.ShareClass;
import coppice.server.distributions.RunId;
import coppice.server.equity.DividendsOfRuns.Dividend;
import coppice.server.equity.DividendsOfRuns.Line;
import coppice.server.equity.DividendsOfRuns.Part;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Rows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL about dividends.
@Repository
class DividendTables {
    private final Rows db;

    DividendTables(Rows db) {
        this.db = db;
    }

    void add(CommonsId commons, RunId run, DividendPlan plan, Map<ShareClass, BigDecimal> percents) {
        db.sql("""
                        insert into equity.dividend (commons_id, run_id, amount, odd, period_from, period_until, pays_out)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .with(commons, run, plan.amount(), plan.dividends().odd(), plan.from(), plan.until(), plan.paysOut())
                .update();
        plan.dividends().classes().forEach((of, part) -> {
            db.sql("""
                            insert into equity.dividend_class (commons_id, run_id, class, percent, amount)
                            values (?, ?, ?, ?, ?)""")
                    .with(commons, run, of.name(), percents.getOrDefault(of, BigDecimal.ZERO), part.minorUnits())
                    .update();
            var points = plan.points().getOrDefault(of, Map.of()).entrySet().stream()
                    .filter(one -> one.getValue() > 0)
                    .toList();
            if (points.isEmpty()) return;
            db.sql("""
                            insert into equity.dividend_line (commons_id, run_id, class, party_id, points, paid)
                            select ?, ?, ?, * from unnest(?::uuid[], ?::bigint[], ?::bigint[])""")
                    .with(
                            commons,
                            run,
                            of.name(),
                            points.stream()
                                    .map(one -> UUID.fromString(one.getKey()))
                                    .toList(),
                            points.stream().map(Map.Entry::getValue).toList(),
                            points.stream()
                                    .map(one -> part.paid().getOrDefault(one.getKey(), 0L))
                                    .toList())
                    .update();
        });
    }

    /// The end of the last period for which dividends were paid.
    Optional<LocalDate> lastPeriod(CommonsId commons) {
        return db.sql("select max(period_until) from equity.dividend where commons_id = ?")
                .with(commons)
                .optional(LocalDate.class);
    }

    Optional<Dividend> dividend(CommonsId commons, RunId run) {
        var parts = new EnumMap<ShareClass, Part>(ShareClass.class);
        db.sql("select class, percent, amount from equity.dividend_class where commons_id = ? and run_id = ?")
                .with(commons, run)
                .each(row -> {
                    parts.put(
                            row.value("class", ShareClass.class),
                            new Part(row.value("percent", BigDecimal.class), row.number("amount")));
                });
        var lines = db.sql("""
                        select class, party_id, points, paid from equity.dividend_line
                        where commons_id = ? and run_id = ? order by class, paid desc, party_id""")
                .with(commons, run)
                .list(row -> new Line(
                        row.value("class", ShareClass.class),
                        row.value("party_id", PartyId.class),
                        row.number("points"),
                        row.number("paid")));
        return db.sql("select * from equity.dividend where commons_id = ? and run_id = ?")
                .with(commons, run)
                .optional(row -> new Dividend(
                        row.number("amount"),
                        row.number("odd"),
                        row.value("period_from", LocalDate.class),
                        row.value("period_until", LocalDate.class),
                        row.truth("pays_out"),
                        parts,
                        lines));
    }

    /// What somebody got by class, over all runs.
    Map<ShareClass, Long> received(CommonsId commons, PartyId party) {
        var received = new EnumMap<ShareClass, Long>(ShareClass.class);
        db.sql("""
                        select class, sum(paid)::bigint as paid from equity.dividend_line
                        where commons_id = ? and party_id = ? group by class""").with(commons, party).each(row -> {
            received.put(row.value("class", ShareClass.class), row.number("paid"));
        });
        return received;
    }
}
