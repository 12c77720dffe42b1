package coppice.server.transvestment;

import coppice.server.RouteSamples;
import coppice.server.Village;
import java.util.List;

class TransvestmentRoutes implements RouteSamples {
    @Override
    public List<Sample> in(Village village) {
        var instrument = village.room(Instruments.class)
                .instruments(village.commons().id())
                .getFirst();
        return List.of(Sample.of("instrument", instrument.id()), Sample.of("campaign", instrument.campaign()));
    }
}
