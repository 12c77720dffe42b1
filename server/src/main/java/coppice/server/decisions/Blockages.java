package coppice.server.decisions;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.ProposalId;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Service;

/// What passed and could not be done yet, to be read by whoever can help; reading settles nothing.
@Service
public class Blockages {
    private final BlockageTables tables;

    Blockages(BlockageTables tables) {
        this.tables = tables;
    }

    public record Blocked(CommonsId commonsId, ProposalId proposalId, String title) {}

    /// The decisions of these commons that stand blocked, last for this reason.
    ///
    /// @param code of a refusal
    public List<Blocked> blockedBy(Collection<CommonsId> commons, String code) {
        return tables.blockedBy(commons, code);
    }
}
