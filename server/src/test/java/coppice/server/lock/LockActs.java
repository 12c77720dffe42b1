package coppice.server.lock;

import coppice.server.ActSamples;
import coppice.server.ActStage;
import coppice.server.kernel.ProposalId;
import coppice.server.lock.LockMotions.Dissolve;
import coppice.server.lock.LockMotions.GiveConsent;
import coppice.server.lock.LockMotions.HandOverAsset;
import coppice.server.lock.LockMotions.SellAsset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

class LockActs implements ActSamples {
    @Override
    public List<Sample> on(ActStage stage) {
        var commons = stage.commons();
        var asset = stage.house().room(LockBook.class).assets(commons.id()).stream()
                .filter(one -> one.locked().isPresent())
                .findFirst()
                .orElseThrow()
                .id();
        var receiver = stage.another("acts-receiver");
        var guarded = stage.another(
                "acts-guarded",
                stage.charterInForce().with(new LockRules(new AssetLock("NONE", commons.slug(), null, "Federation"))));
        return List.of(
                new Sample(commons, new HandOverAsset(asset, receiver.slug())),
                new Sample(commons, new SellAsset(asset, "A builder", commons.money(7_000))),
                new Sample(commons, new GiveConsent(guarded.slug(), new ProposalId(UUID.randomUUID()))),
                new Sample(commons, new Dissolve(Optional.of("Printer 120.50"))));
    }
}
