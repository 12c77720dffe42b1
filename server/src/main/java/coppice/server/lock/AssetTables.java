package coppice.server.lock;

import coppice.server.commons.Commons;
import coppice.server.commons.Mandate;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Rows;
import coppice.server.kernel.Today;
import coppice.server.ledger.AssetBought;
import coppice.server.ledger.ClaimOver;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Repository;

/// All SQL about what was bought and stays: the register of assets beside the money. What is locked there
/// stays locked; events are only added.
@Repository
class AssetTables {
    static final String SOLD = "SOLD";
    static final String HANDED_OVER = "HANDED_OVER";

    private final Rows db;
    private final Ids ids;
    private final Today today;

    AssetTables(Rows db, Ids ids, Today today) {
        this.db = db;
        this.ids = ids;
        this.today = today;
    }

    @EventListener
    void bought(AssetBought bought) {
        db.sql("""
                        insert into lock.asset (commons_id, id, claim_id, name, book_value, acquired_on)
                        values (?, ?, ?, ?, ?, ?)""")
                .with(
                        bought.commons(),
                        ids.next(),
                        bought.claim(),
                        bought.name(),
                        bought.bookValueMinorUnits(),
                        bought.on())
                .update();
    }

    /// Locks what was bought with that money.
    @EventListener
    void over(ClaimOver over) {
        db.sql("""
                        insert into lock.asset_event (commons_id, asset_id, kind, happened_at, note)
                        select commons_id, id, 'LOCKED', ?, '' from lock.asset
                        where commons_id = ? and claim_id = ? on conflict do nothing""").with(today.now(), over.commons(), over.claim()).update();
    }

    /// Lets something go, once.
    void leave(Mandate by, Asset asset, String how, Instant now, String words) {
        int gone = db.sql("""
                        insert into lock.asset_event (commons_id, asset_id, kind, happened_at, happened_by, decision_id,
                          note) values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .with(by.commons().id(), asset.id(), how, now, by.party(), by.decision(), words)
                .update();
        if (gone == 0) throw new Refused(new LockRefusal.AssetGone(asset.name()));
    }

    public Asset asset(Commons commons, AssetId id) {
        return all(commons.id()).stream()
                .filter(asset -> asset.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// All that was ever acquired, by day.
    public List<Asset> all(CommonsId commons) {
        return db.sql("""
                        select a.*, l.happened_at as locked_at, g.kind as gone, g.note
                        from lock.asset a
                        left join lock.asset_event l on l.commons_id = a.commons_id and l.asset_id = a.id
                          and l.kind = 'LOCKED'
                        left join lock.asset_event g on g.commons_id = a.commons_id and g.asset_id = a.id
                          and g.kind <> 'LOCKED'
                        where a.commons_id = ? order by a.acquired_on, a.id""")
                .with(commons)
                .list(row -> new Asset(
                        row.value("id", AssetId.class),
                        row.text("name"),
                        row.number("book_value"),
                        row.value("acquired_on", LocalDate.class),
                        row.optional("locked_at", Instant.class),
                        row.optional("gone", Asset.How.class).map(how -> new Asset.Gone(how, row.text("note")))));
    }
}
