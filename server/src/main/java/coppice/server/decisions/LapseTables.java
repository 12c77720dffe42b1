package coppice.server.decisions;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// What is open when a commons ends.
@Repository
class LapseTables {
    private final Rows rows;

    LapseTables(Rows rows) {
        this.rows = rows;
    }

    List<UUID> lockOpen(CommonsId commons) {
        return rows.sql("""
                        select p.id from decisions.proposal p where p.commons_id = ?
                          and not exists (select 1 from decisions.outcome o
                            where o.commons_id = p.commons_id and o.proposal_id = p.id)
                        order by p.id for update""").with(commons).list(UUID.class);
    }

    /// Withdraws every mandate that was not used, but the one that is being used.
    void giveUp(CommonsId commons, UUID inUse, Instant now) {
        rows.sql("""
                        update decisions.mandate set withdrawn_at = ?
                        where commons_id = ? and proposal_id <> ? and used_at is null and withdrawn_at is null""").with(now, commons, inUse).update();
    }
}
