package coppice.server.lock;

import coppice.server.RouteSamples;
import coppice.server.Village;
import java.util.List;

class LockRoutes implements RouteSamples {
    @Override
    public List<Sample> in(Village village) {
        return List.of(Sample.of(
                "asset",
                village.room(LockBook.class)
                        .assets(village.commons().id())
                        .getFirst()
                        .id()));
    }
}
