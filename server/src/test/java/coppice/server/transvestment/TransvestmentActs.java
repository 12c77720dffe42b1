package coppice.server.transvestment;

import coppice.server.ActSamples;
import coppice.server.ActStage;
import coppice.server.transvestment.Instrument.Kind;
import coppice.server.transvestment.TransvestmentMotions.OfferInstrument;
import coppice.server.transvestment.TransvestmentMotions.WriteDown;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

class TransvestmentActs implements ActSamples {
    @Override
    public List<Sample> on(ActStage stage) {
        var commons = stage.commons();
        var active = stage.house().room(Instruments.class).instruments(commons.id()).stream()
                .filter(one -> one.state() == Instrument.State.ACTIVE)
                .findFirst()
                .orElseThrow();
        return List.of(
                new Sample(
                        commons,
                        new OfferInstrument(
                                "A roof",
                                "So that it stays dry",
                                Kind.LOAN,
                                commons.money(50_000),
                                stage.day().plusDays(20),
                                true,
                                Optional.of(new BigDecimal("1.5")),
                                Optional.of(BigDecimal.TEN),
                                1,
                                Optional.empty(),
                                Optional.of(commons.money(10_000)),
                                Optional.of("The roof"))),
                new Sample(commons, new WriteDown(active.id(), "It is lost")));
    }
}
