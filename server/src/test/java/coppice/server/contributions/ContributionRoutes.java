package coppice.server.contributions;

import coppice.server.RouteSamples;
import coppice.server.Village;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

class ContributionRoutes implements RouteSamples {
    @Override
    public List<Sample> in(Village village) {
        var commons = village.commons();
        var item = new Histories.Item("1", LocalDate.of(2026, 9, 1), "a stranger", BigDecimal.ONE, "", "");
        village.room(Histories.class).bring(village.ana(), "routes", "work", List.of(item), _ -> {});
        var contributions = village.room(Contributions.class);
        var dot = village.member("Dot").party();
        return List.of(
                Sample.of(
                        "contribution",
                        contributions.list(commons.id(), Contributions.Filter.all()).stream()
                                .filter(one -> one.party().equals(dot))
                                .findFirst()
                                .orElseThrow()
                                .id()),
                Sample.of(
                        "party",
                        contributions.authors(commons.id()).stream()
                                .filter(author -> author.key().equals("a stranger"))
                                .findFirst()
                                .orElseThrow()
                                .party()
                                .id()));
    }
}
