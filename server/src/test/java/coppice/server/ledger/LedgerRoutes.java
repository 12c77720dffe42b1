package coppice.server.ledger;

import coppice.server.RouteSamples;
import coppice.server.Village;
import java.nio.charset.StandardCharsets;
import java.util.List;

class LedgerRoutes implements RouteSamples {
    @Override
    public List<Sample> in(Village village) {
        var statements = village.room(Statements.class);
        var statement = statements.bring(
                village.ana(), "routes.csv", "date,amount\n2026-09-01,1.00\n".getBytes(StandardCharsets.UTF_8));
        statements.book(village.ana(), statement, _ -> {});
        return List.of(
                Sample.of("statement", statement),
                Sample.of(
                        "entry",
                        village.room(Ledger.class)
                                .entries(village.commons().id(), EntryFilter.all())
                                .getFirst()
                                .id()));
    }
}
