package coppice.server.distributions;

import coppice.server.ActSamples;
import coppice.server.ActStage;
import coppice.server.charter.Charters;
import coppice.server.distributions.RunMotion.AdoptRun;
import java.util.List;

class DistributionActs implements ActSamples {
    @Override
    public List<Sample> on(ActStage stage) {
        var commons = stage.commons();
        int version = stage.house().room(Charters.class).inForce(commons.id()).version();
        return List.of(new Sample(
                commons, new AdoptRun(commons.money(1_000), stage.day().plusDays(1), version)));
    }
}
