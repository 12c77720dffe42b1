package coppice.server.decisions;

import coppice.server.commons.Commons;
import coppice.server.commons.Procedure;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL about what a class resolution changes.
@Repository
class SpecialTables {
    private final Rows db;

    SpecialTables(Rows db) {
        this.db = db;
    }

    void raise(Commons commons, UUID proposal, Procedure rule, Instant closes) {
        db.sql("""
                        update decisions.proposal set class_majority = true, majority = ?, quorum_percent = ?,
                          quorum_by_size = ?, closes_at = ? where commons_id = ? and id = ?""")
                .with(
                        rule.majority().name(),
                        rule.quorumPercent(),
                        rule.is(Procedure.Way.QUORUM_BY_SIZE),
                        closes,
                        commons.id(),
                        proposal)
                .update();
    }
}
