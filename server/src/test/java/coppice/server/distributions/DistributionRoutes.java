package coppice.server.distributions;

import coppice.server.RouteSamples;
import coppice.server.Village;
import java.util.List;

class DistributionRoutes implements RouteSamples {
    @Override
    public List<Sample> in(Village village) {
        var distributions = village.room(Distributions.class);
        var commons = village.commons();
        village.room(Payouts.class).make(village.ana(), 1, "routes");
        return List.of(
                Sample.everywhere("number", 1),
                Sample.of(
                        "party",
                        distributions
                                .paid(commons.id(), distributions.run(commons.id(), 1))
                                .getFirst()
                                .party()));
    }
}
