package coppice.server.lock;

import coppice.server.commons.Mandate;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Rows;
import coppice.server.lock.Dissolutions.Ended;
import coppice.server.lock.Dissolutions.Plan;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/// All SQL about ends and who carried on.
@Repository
class DissolutionTables {
    private final Rows db;

    DissolutionTables(Rows db) {
        this.db = db;
    }

    Optional<Ended> ended(CommonsId commons) {
        return db.sql("""
                        select ended_at, decision_id, entry_id, successor, successor_id from lock.dissolution
                        where commons_id = ?""")
                .with(commons)
                .optional(row -> new Ended(
                        row.value("ended_at", Instant.class),
                        row.value("decision_id", ProposalId.class),
                        row.optional("entry_id", EntryId.class),
                        row.text("successor"),
                        row.optional("successor_id", CommonsId.class)));
    }

    void add(Mandate by, Ended ended, Plan plan) {
        db.sql("""
                        insert into lock.dissolution (commons_id, ended_at, decision_id, entry_id, successor, successor_id,
                          statement) values (?, ?, ?, ?::uuid, ?, ?::uuid, ?::jsonb)""")
                .with(
                        by.commons().id(),
                        ended.at(),
                        ended.decision(),
                        ended.entry(),
                        ended.successor(),
                        ended.here(),
                        db.json(Map.of(
                                "free", plan.free(),
                                "reserve", plan.reserve(),
                                "locked", plan.locked(),
                                "debts", plan.debts(),
                                "rest", plan.rest())))
                .update();
    }
}
