package coppice.server.decisions;

import coppice.server.decisions.Blockages.Blocked;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Rows;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Repository;

@Repository
class BlockageTables {
    private final Rows rows;

    BlockageTables(Rows rows) {
        this.rows = rows;
    }

    List<Blocked> blockedBy(Collection<CommonsId> commons, String code) {
        return rows.sql("""
                        select p.commons_id, p.id as proposal_id, p.title
                        from decisions.mandate m
                        join decisions.proposal p on p.commons_id = m.commons_id and p.id = m.proposal_id
                        join lateral (
                          select b.code from decisions.blockage b
                          where b.commons_id = m.commons_id and b.proposal_id = m.proposal_id
                          order by b.number desc limit 1) as last on true
                        where m.commons_id = any (?::uuid[]) and m.used_at is null and m.withdrawn_at is null
                          and last.code = ?
                        order by m.granted_at""").with(commons, code).list(Blocked.class);
    }
}
