package coppice.server.ledger;

import coppice.server.ActSamples;
import coppice.server.ActStage;
import coppice.server.ledger.ReserveMotion.SpendReserve;
import java.util.List;
import java.util.Optional;

class LedgerActs implements ActSamples {
    @Override
    public List<Sample> on(ActStage stage) {
        var commons = stage.commons();
        return List.of(new Sample(
                commons,
                new SpendReserve("expenses", commons.money(1_000), Optional.of("Sawmill"), Optional.of("Boards"))));
    }
}
