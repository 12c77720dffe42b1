package coppice.server.commons;

import coppice.server.kernel.CommonsId;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about ends.
@Repository
class EndingTables {
    private final JdbcClient db;

    EndingTables(JdbcClient db) {
        this.db = db;
    }

    /// Waits for everybody who is writing a row with a key into the commons, and keeps others from it.
    void lock(CommonsId commons) {
        db.sql("select 1 from commons.commons where id = ? for update")
                .param(commons.value())
                .query(Integer.class)
                .single();
    }

    void end(CommonsId commons, Instant now) {
        db.sql("update commons.commons set ended_at = ? where id = ?")
                .params(Timestamp.from(now), commons.value())
                .update();
    }
}
