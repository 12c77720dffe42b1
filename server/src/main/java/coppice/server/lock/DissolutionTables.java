package coppice.server.lock;

import coppice.server.commons.Mandate;
import coppice.server.kernel.CommonsId;
import coppice.server.lock.Dissolutions.Ended;
import coppice.server.lock.Dissolutions.Plan;
import java.sql.Timestamp;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// All SQL about ends and who carried on.
@Repository
class DissolutionTables {
    private final JdbcClient db;
    private final JsonMapper json;

    DissolutionTables(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    Optional<Ended> ended(CommonsId commons) {
        return db.sql("""
                        select ended_at, decision_id, entry_id, successor, successor_id from lock.dissolution
                        where commons_id = ?""")
                .param(commons.value())
                .query((row, _) -> new Ended(
                        row.getTimestamp("ended_at").toInstant(),
                        row.getObject("decision_id", UUID.class),
                        Optional.ofNullable(row.getObject("entry_id", UUID.class)),
                        row.getString("successor"),
                        Optional.ofNullable(row.getObject("successor_id", UUID.class))
                                .map(CommonsId::new)))
                .optional();
    }

    void add(Mandate by, Ended ended, Plan plan) {
        db.sql("""
                        insert into lock.dissolution (commons_id, ended_at, decision_id, entry_id, successor, successor_id,
                          statement) values (?, ?, ?, ?::uuid, ?, ?::uuid, ?::jsonb)""")
                .param(by.commons().id().value())
                .param(Timestamp.from(ended.at()))
                .param(ended.decision())
                .param(ended.entry().orElse(null))
                .param(ended.successor())
                .param(ended.here().map(CommonsId::value).orElse(null))
                .param(json.writeValueAsString(Map.of(
                        "free", plan.free(),
                        "reserve", plan.reserve(),
                        "locked", plan.locked(),
                        "debts", plan.debts(),
                        "rest", plan.rest())))
                .update();
    }
}
