package coppice.server.cobudgeting;

import coppice.server.ActSamples;
import coppice.server.ActStage;
import coppice.server.Budgeting;
import coppice.server.cobudgeting.CobudgetingMotions.EndRound;
import coppice.server.cobudgeting.CobudgetingMotions.Ending;
import coppice.server.cobudgeting.CobudgetingMotions.FundRound;
import coppice.server.cobudgeting.CobudgetingMotions.Source;
import java.util.List;

class CobudgetingActs implements ActSamples {
    @Override
    public List<Sample> on(ActStage stage) {
        var commons = stage.commons();
        var draft = OpenRound.read(commons, Budgeting.fields(Round.Rule.DIRECT, "amount", "100.00"));
        var round = stage.house().room(Rounds.class).open(stage.ana(), draft, "acts");
        return List.of(
                new Sample(commons, draft),
                new Sample(commons, new FundRound(round.id(), Source.POOL, commons.money(500))),
                new Sample(commons, new EndRound(round.id(), Ending.CANCEL, "It rains")));
    }
}
