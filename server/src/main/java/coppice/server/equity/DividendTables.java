package coppice.server.equity;

import coppice.rules.shares.ShareClass;
import coppice.server.equity.DividendsOfRuns.Dividend;
import coppice.server.equity.DividendsOfRuns.Line;
import coppice.server.equity.DividendsOfRuns.Part;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about dividends.
@Repository
class DividendTables {
    private final JdbcClient db;

    DividendTables(JdbcClient db) {
        this.db = db;
    }

    void add(CommonsId commons, UUID run, DividendPlan plan, Map<ShareClass, BigDecimal> percents) {
        db.sql("""
                        insert into equity.dividend (commons_id, run_id, amount, odd, period_from, period_until, pays_out)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        commons.value(),
                        run,
                        plan.amount(),
                        plan.dividends().odd(),
                        Date.valueOf(plan.from()),
                        Date.valueOf(plan.until()),
                        plan.paysOut())
                .update();
        plan.dividends().classes().forEach((of, part) -> {
            db.sql("""
                            insert into equity.dividend_class (commons_id, run_id, class, percent, amount)
                            values (?, ?, ?, ?, ?)""")
                    .params(
                            commons.value(),
                            run,
                            of.name(),
                            percents.getOrDefault(of, BigDecimal.ZERO),
                            part.minorUnits())
                    .update();
            var points = plan.points().getOrDefault(of, Map.of()).entrySet().stream()
                    .filter(one -> one.getValue() > 0)
                    .toList();
            if (points.isEmpty()) return;
            db.sql("""
                            insert into equity.dividend_line (commons_id, run_id, class, party_id, points, paid)
                            select ?, ?, ?, * from unnest(?::uuid[], ?::bigint[], ?::bigint[])""")
                    .params(
                            commons.value(),
                            run,
                            of.name(),
                            points.stream()
                                    .map(one -> UUID.fromString(one.getKey()))
                                    .toArray(UUID[]::new),
                            points.stream().map(Map.Entry::getValue).toArray(Long[]::new),
                            points.stream()
                                    .map(one -> part.paid().getOrDefault(one.getKey(), 0L))
                                    .toArray(Long[]::new))
                    .update();
        });
    }

    /// The end of the last period for which dividends were paid.
    Optional<LocalDate> lastPeriod(CommonsId commons) {
        return db.sql("select max(period_until) from equity.dividend where commons_id = ?")
                .param(commons.value())
                .query(LocalDate.class)
                .optional();
    }

    Optional<Dividend> dividend(CommonsId commons, UUID run) {
        var parts = new EnumMap<ShareClass, Part>(ShareClass.class);
        db.sql("select class, percent, amount from equity.dividend_class where commons_id = ? and run_id = ?")
                .params(commons.value(), run)
                .query(row -> {
                    parts.put(
                            ShareClass.valueOf(row.getString("class")),
                            new Part(row.getBigDecimal("percent"), row.getLong("amount")));
                });
        var lines = db.sql("""
                        select class, party_id, points, paid from equity.dividend_line
                        where commons_id = ? and run_id = ? order by class, paid desc, party_id""")
                .params(commons.value(), run)
                .query((row, _) -> new Line(
                        ShareClass.valueOf(row.getString("class")),
                        RegisterTables.party(row, "party_id"),
                        row.getLong("points"),
                        row.getLong("paid")))
                .list();
        return db.sql("select * from equity.dividend where commons_id = ? and run_id = ?")
                .params(commons.value(), run)
                .query((row, _) -> new Dividend(
                        row.getLong("amount"),
                        row.getLong("odd"),
                        row.getObject("period_from", LocalDate.class),
                        row.getObject("period_until", LocalDate.class),
                        row.getBoolean("pays_out"),
                        parts,
                        lines))
                .optional();
    }

    /// What somebody got by class, over all runs.
    Map<ShareClass, Long> received(CommonsId commons, PartyId party) {
        var received = new EnumMap<ShareClass, Long>(ShareClass.class);
        db.sql("""
                        select class, sum(paid)::bigint as paid from equity.dividend_line
                        where commons_id = ? and party_id = ? group by class""").params(commons.value(), party.value()).query(row -> {
            received.put(ShareClass.valueOf(row.getString("class")), row.getLong("paid"));
        });
        return received;
    }
}
