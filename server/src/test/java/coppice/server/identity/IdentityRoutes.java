package coppice.server.identity;

import coppice.server.RouteSamples;
import coppice.server.Village;
import java.util.List;

class IdentityRoutes implements RouteSamples {
    @Override
    public List<Sample> in(Village village) {
        return List.of(Sample.nobodys("session"), Sample.nobodys("token"), Sample.nobodys("secret"));
    }
}
