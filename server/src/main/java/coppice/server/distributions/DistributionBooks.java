package coppice.server.distributions;

import coppice.server.commons.BooksTable;
import coppice.server.commons.BooksTable.Column;
import coppice.server.commons.Verifier;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What runs give to the bundle of the books, and how they are checked.
@Configuration(proxyBeanMethods = false)
class DistributionBooks {
    @Bean
    Verifier runsAgain(Distributions distributions) {
        return commons -> distributions.runs(commons.id()).stream()
                .map(run -> new Verifier.Check(
                        distributions.recomputes(commons, run),
                        "run " + run.number() + " recomputes to the same figures"))
                .toList();
    }

    @Bean
    BooksTable runs(Distributions distributions) {
        return new BooksTable(
                "runs",
                30,
                List.of(
                        new Column("run", "integer", "number of the run"),
                        new Column("adopted_at", "datetime", "moment of its adoption"),
                        new Column("authority", "string", "what allowed it"),
                        new Column("charter", "integer", "version of the charter it went by"),
                        new Column("surplus", "number", "what was shared out in all"),
                        new Column("to_claims", "number", "the part that went by the value equation"),
                        new Column("returned", "number", "what of that found no claim"),
                        new Column("counted_until", "date", "contributions before this day counted")),
                (reader, _, row) -> {
                    var commons = reader.commons();
                    for (var run : distributions.runs(commons.id()))
                        row.add(
                                String.valueOf(run.number()),
                                run.adoptedAt().toString(),
                                run.authority().name(),
                                String.valueOf(run.charterVersion()),
                                commons.money(run.surplus()).plain(),
                                commons.money(run.amount()).plain(),
                                commons.money(run.returned()).plain(),
                                run.countedUntil().toString());
                });
    }

    @Bean
    BooksTable payments(Distributions distributions) {
        return new BooksTable(
                "payments",
                40,
                List.of(
                        new Column("run", "integer", "number of the run"),
                        new Column("party", "string", "who received it"),
                        new Column("contributions", "integer", "how many contributions it was for"),
                        new Column("paid", "number", "in the currency of the commons")),
                (reader, names, row) -> {
                    var commons = reader.commons();
                    var runs = distributions.runs(commons.id());
                    var all = distributions.paid(commons.id(), runs);
                    for (var run : runs)
                        for (var paid : all.getOrDefault(run.id(), List.of()))
                            row.add(
                                    String.valueOf(run.number()),
                                    names.apply(paid.party()),
                                    String.valueOf(paid.contributions()),
                                    commons.money(paid.minorUnits()).plain());
                });
    }
}
