package coppice.server.decisions;

import coppice.rules.voting.Stance;
import coppice.server.ActSamples;
import coppice.server.ActStage;
import coppice.server.Putting;
import coppice.server.decisions.AuthorityMotions.Alone;
import coppice.server.decisions.AuthorityMotions.EndAuthority;
import coppice.server.decisions.AuthorityMotions.GrantAuthority;
import coppice.server.decisions.SpecialResolutions.CallSpecial;
import coppice.server.ledger.ReserveMotion.SpendReserve;
import java.util.List;
import java.util.Optional;

class DecisionActs implements ActSamples {
    @Override
    public List<Sample> on(ActStage stage) {
        var commons = stage.commons();
        var grant = new GrantAuthority(
                stage.member(3),
                Alone.SURPLUS,
                commons.money(9_000),
                stage.day().plusDays(30));
        var decisions = stage.house().room(Decisions.class);
        var given = Putting.propose(stage.ana(), grant, "Dot alone", "For a test", "acts-grant");
        for (var member : stage.members()) decisions.take(member, given, Stance.NO_OBJECTION, "");
        decisions.closeEarly(stage.ana(), given);
        var open = Putting.propose(
                stage.ana(),
                new SpendReserve("expenses", commons.money(500), Optional.empty(), Optional.empty()),
                "Boards",
                "For a test",
                "acts-open");
        return List.of(
                new Sample(commons, grant),
                new Sample(commons, new EndAuthority(given)),
                new Sample(commons, new CallSpecial(open, "equity:FOUNDER")));
    }
}
