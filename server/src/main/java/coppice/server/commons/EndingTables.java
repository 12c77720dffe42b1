package coppice.server.commons;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Rows;
import java.time.Instant;
import org.springframework.stereotype.Repository;

/// All SQL about ends.
@Repository
class EndingTables {
    private final Rows db;

    EndingTables(Rows db) {
        this.db = db;
    }

    /// Waits for everybody who is writing a row with a key into the commons, and keeps others from it.
    void lock(CommonsId commons) {
        db.sql("select 1 from commons.commons where id = ? for update")
                .with(commons)
                .single(Integer.class);
    }

    void end(CommonsId commons, Instant now) {
        db.sql("update commons.commons set ended_at = ? where id = ?")
                .with(now, commons)
                .update();
    }
}
