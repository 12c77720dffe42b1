package coppice.server.decisions;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Rows;
import coppice.server.web.Message;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// Writes what becomes of mandates.
@Repository
class MandateTables {
    private final Rows db;

    MandateTables(Rows db) {
        this.db = db;
    }

    void addMandate(CommonsId commons, UUID proposal, Instant now) {
        db.sql("insert into decisions.mandate (commons_id, proposal_id, granted_at) values (?, ?, ?)")
                .with(commons, proposal, now)
                .update();
    }

    void useMandate(CommonsId commons, UUID proposal, String address, Instant now) {
        int used = db.sql("""
                        update decisions.mandate set used_at = ?, address = ?
                        where commons_id = ? and proposal_id = ? and used_at is null and withdrawn_at is null""").with(now, address, commons, proposal).update();
        if (used != 1) throw new IllegalStateException("a mandate is used once");
    }

    void withdrawMandate(CommonsId commons, UUID proposal, Instant now) {
        db.sql("""
                        update decisions.mandate set withdrawn_at = ?
                        where commons_id = ? and proposal_id = ? and used_at is null""").with(now, commons, proposal).update();
    }

    void addBlockage(CommonsId commons, UUID proposal, String code, Message why, Instant now) {
        db.sql("""
                        insert into decisions.blockage (commons_id, proposal_id, number, tried_at, code, words)
                        select ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?::jsonb from decisions.blockage
                        where commons_id = ? and proposal_id = ?""").with(commons, proposal, now, code, db.json(why), commons, proposal).update();
    }
}
