package coppice.server.equity;

import coppice.server.RouteSamples;
import coppice.server.Village;
import java.util.List;

class EquityRoutes implements RouteSamples {
    @Override
    public List<Sample> in(Village village) {
        return List.of(Sample.everywhere("number", 2));
    }
}
