package coppice.server.decisions;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Rows;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Repository;

/// What passed and could not be done yet, to be read by whoever can help; reading settles nothing.
@Repository
public class Blockages {
    private final Rows rows;

    Blockages(Rows rows) {
        this.rows = rows;
    }

    public record Blocked(CommonsId commonsId, ProposalId proposalId, String title) {}

    /// The decisions of these commons that stand blocked, last for this reason.
    ///
    /// @param code of a refusal
    public List<Blocked> blockedBy(Collection<CommonsId> commons, String code) {
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
