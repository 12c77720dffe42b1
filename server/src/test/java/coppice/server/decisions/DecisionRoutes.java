package coppice.server.decisions;

import coppice.server.Putting;
import coppice.server.RouteSamples;
import coppice.server.Village;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class DecisionRoutes implements RouteSamples {
    @Override
    public List<Sample> in(Village village) {
        return List.of(
                Sample.of(
                        "proposal",
                        Putting.propose(
                                village.ana(),
                                Optional.empty(),
                                "",
                                Map.of(),
                                "The kiln by the door",
                                "Dry",
                                "routes")),
                Sample.everywhere("act", "spend-reserve"),
                Sample.nobodys("decision"));
    }
}
