package coppice.server.web;

import coppice.server.RouteSamples;
import coppice.server.Village;
import java.util.List;

class WebRoutes implements RouteSamples {
    @Override
    public List<Sample> in(Village village) {
        return List.of(Sample.everywhere("code", "not-found"));
    }
}
