package coppice.server.equity;

import coppice.rules.shares.ShareClass;
import coppice.server.ActSamples;
import coppice.server.ActStage;
import coppice.server.commons.Steward;
import coppice.server.equity.EquityMotions.BringRegister;
import coppice.server.equity.EquityMotions.CancelShares;
import coppice.server.equity.EquityMotions.FoundShares;
import coppice.server.equity.EquityMotions.IssueShares;
import coppice.server.equity.WorthMotions.IssueGain;
import coppice.server.equity.WorthMotions.PayWithdrawals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

class EquityActs implements ActSamples {
    @Override
    public List<Sample> on(ActStage stage) throws Exception {
        var commons = stage.commons();
        var house = stage.house();
        stage.share(50_000);
        house.room(Redemptions.class).ask(stage.members().get(2), 10, "acts");
        var unfounded = stage.another("acts-unfounded");
        var keeper = stage.keeper(unfounded);
        return List.of(
                new Sample(unfounded, new FoundShares(stage.day().minusDays(3), List.of(keeper.party()))),
                new Sample(unfounded, new BringRegister(kept(stage, keeper))),
                new Sample(
                        commons,
                        new IssueShares(
                                ShareClass.FUNDER,
                                stage.member(1),
                                3,
                                Optional.of(commons.money(300)),
                                stage.day(),
                                "Bought")),
                new Sample(commons, new CancelShares(ShareClass.WORKER, stage.member(1), 1, "By mistake")),
                new Sample(commons, new IssueGain(commons.money(90_000))),
                new Sample(commons, new PayWithdrawals()));
    }

    /// The register of the stage itself, as a package.
    private static UUID kept(ActStage stage, Steward keeper) throws IOException {
        var register = stage.house().room(Register.class);
        var commons = stage.commons().id();
        var out = new ByteArrayOutputStream();
        stage.house()
                .room(Ocf.class)
                .write(
                        new Ocf.Source(
                                stage.commons(),
                                register.ownership(commons),
                                register.founded(commons).orElseThrow(),
                                "DE",
                                register.events(commons),
                                party -> "Holder " + party),
                        out);
        return stage.house().room(OcfPackage.class).keep(keeper, out.toByteArray(), "acts");
    }
}
