package coppice.server.transvestment;

import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Mandate;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about what was bought and stays: the register of assets beside the money. What is locked there
/// stays locked; events are only added.
@Repository
class AssetTables {
    private final JdbcClient db;
    private final Ids ids;

    AssetTables(JdbcClient db, Ids ids) {
        this.db = db;
        this.ids = ids;
    }

    void acquire(CommonsId commons, Campaign campaign, long bookValue, LocalDate on) {
        if (campaign.terms().asset().isEmpty()) return;
        db.sql("""
                        insert into transvestment.asset (commons_id, id, campaign_id, name, book_value, acquired_on)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(
                        commons.value(),
                        ids.next(),
                        campaign.id(),
                        campaign.terms().asset(),
                        bookValue,
                        Date.valueOf(on))
                .update();
    }

    void lock(CommonsId commons, UUID campaign, Instant now) {
        for (var asset : all(commons))
            if (asset.campaign().equals(Optional.of(campaign)) && asset.locked().isEmpty())
                note(commons, asset.id(), "LOCKED", now, Optional.empty(), "");
    }

    private void note(CommonsId commons, UUID asset, String kind, Instant now, Optional<Authorised> by, String words) {
        db.sql("""
                        insert into transvestment.asset_event (commons_id, asset_id, kind, happened_at, happened_by,
                          decision_id, note) values (?, ?, ?, ?, ?::uuid, ?::uuid, ?)""")
                .param(commons.value())
                .param(asset)
                .param(kind)
                .param(Timestamp.from(now))
                .param(by.map(one -> one.party().value()).orElse(null))
                .param(by.map(one -> one instanceof Mandate mandate ? mandate.decision() : null)
                        .orElse(null))
                .param(words)
                .update();
    }

    void sold(Mandate by, UUID asset, Instant now, String words) {
        note(by.commons().id(), asset, "SOLD", now, Optional.of(by), words);
    }

    void handedOver(Mandate by, UUID asset, Instant now, String to) {
        note(by.commons().id(), asset, "HANDED_OVER", now, Optional.of(by), to);
    }

    public Asset asset(Commons commons, UUID id) {
        return all(commons.id()).stream()
                .filter(asset -> asset.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// All that was ever acquired, by day.
    public List<Asset> all(CommonsId commons) {
        return db.sql("""
                        select a.*, l.happened_at as locked_at, coalesce(g.kind || ':' || g.note, '') as gone
                        from transvestment.asset a
                        left join transvestment.asset_event l on l.commons_id = a.commons_id and l.asset_id = a.id
                          and l.kind = 'LOCKED'
                        left join transvestment.asset_event g on g.commons_id = a.commons_id and g.asset_id = a.id
                          and g.kind <> 'LOCKED'
                        where a.commons_id = ? order by a.acquired_on, a.id""")
                .param(commons.value())
                .query((row, _) -> new Asset(
                        row.getObject("id", UUID.class),
                        Optional.ofNullable(row.getObject("campaign_id", UUID.class)),
                        row.getString("name"),
                        row.getLong("book_value"),
                        row.getObject("acquired_on", LocalDate.class),
                        Optional.ofNullable(row.getTimestamp("locked_at")).map(Timestamp::toInstant),
                        Optional.of(row.getString("gone")).filter(gone -> !gone.isEmpty())))
                .list();
    }
}
