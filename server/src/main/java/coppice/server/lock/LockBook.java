package coppice.server.lock;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Account.Holder;
import coppice.server.ledger.Account.Kind;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Posting;
import coppice.server.ledger.Posting.Leg;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// What is free, what is reserve and what is locked; and what may be done with what is locked.
@Service
public class LockBook {
    private final AssetTables assets;
    private final Golden golden;
    private final Commonses commonses;
    private final Ledger ledger;
    private final Transactions transactions;
    private final Today today;

    LockBook(
            AssetTables assets,
            Golden golden,
            Commonses commonses,
            Ledger ledger,
            Transactions transactions,
            Today today) {
        this.assets = assets;
        this.golden = golden;
        this.commonses = commonses;
        this.ledger = ledger;
        this.transactions = transactions;
        this.today = today;
    }

    public Optional<AssetLock> rules(CommonsId commons) {
        return golden.lock(commons);
    }

    public Optional<Commons> partner(CommonsId commons) {
        return golden.partner(commons);
    }

    public List<Commons> guardedBy(Commons partner) {
        return golden.guardedBy(partner);
    }

    /// Refuses a lock that names a partner or a successor that cannot be one.
    public void check(Commons commons, AssetLock lock) {
        golden.check(commons.id(), lock);
    }

    /// What the commons itself holds, by lock.
    public Map<Kind, Long> holds(CommonsId commons) {
        var holds = new EnumMap<Kind, Long>(Kind.class);
        for (var kind : Kind.values()) holds.put(kind, 0L);
        for (var account : ledger.accounts(commons))
            if (account.holder() == Holder.COMMONS || account.kind() == Kind.LOCKED)
                holds.merge(account.kind(), account.holdsMinorUnits(), Long::sum);
        return holds;
    }

    /// What is held for other people: members' accounts, which are theirs.
    public long owed(CommonsId commons) {
        return ledger.owed(commons);
    }

    public List<Asset> assets(CommonsId commons) {
        return assets.all(commons);
    }

    public Asset asset(Commons commons, AssetId id) {
        return assets.asset(commons, id);
    }

    Asset movable(Commons commons, AssetId id) {
        var asset = asset(commons, id);
        if (asset.gone().isPresent()) throw new Refused(new LockRefusal.AssetGone(asset.name()));
        if (asset.locked().isEmpty()) throw new Refused(new LockRefusal.AssetNotLocked(asset.name()));
        return asset;
    }

    private void refuseUnallowed(Mandate by) {
        commonses.mayDecide(by, Matter.LOCK);
        golden.refuseWithoutConsent(by);
    }

    /// Hands something that is locked on to another commons that has a lock.
    void handOver(Mandate by, AssetId id, String successor) {
        var commons = by.commons();
        transactions.run(() -> {
            refuseUnallowed(by);
            assets.leave(
                    by,
                    movable(commons, id),
                    AssetTables.HANDED_OVER,
                    today.now(),
                    golden.successor(commons.id(), successor).name());
        });
    }

    /// Sells something that is locked: what comes in for it is as locked as it was.
    void sell(Mandate by, AssetId id, String buyer, long price) {
        var commons = by.commons();
        transactions.run(() -> {
            refuseUnallowed(by);
            var asset = movable(commons, id);
            assets.leave(
                    by,
                    asset,
                    AssetTables.SOLD,
                    today.now(),
                    commons.money(price).plain());
            PartyId party = ledger.counterparty(commons.id(), buyer);
            ledger.post(
                    commons,
                    Posting.by(by, today.date(), RequestKey.of("sold:" + id, price))
                            .described(asset.name())
                            .of(new Leg(Spec.external(Ledger.CAPITAL, Optional.of(party)), Ledger.TRUST, price)));
        });
    }
}
