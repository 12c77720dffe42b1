package coppice.server.decisions;

import coppice.server.commons.Steward;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL about what stewards did at once.
@Repository
class ActTables {
    private final Rows db;

    ActTables(Rows db) {
        this.db = db;
    }

    /// False where the key has been used; whoever comes second waits for the first.
    boolean begin(Steward by, UUID id, String motion, RequestKey key, Instant now) {
        return db.sql("""
                        insert into decisions.act
                          (commons_id, id, party_id, motion, done_at, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict (commons_id, request_key) do nothing""")
                        .with(by.commons().id(), id, by.party(), motion, now, key.key(), key.digest())
                        .update()
                == 1;
    }

    void end(CommonsId commons, UUID id, String address) {
        db.sql("update decisions.act set address = ? where commons_id = ? and id = ?")
                .with(address, commons, id)
                .update();
    }

    String address(CommonsId commons, RequestKey key) {
        return db.sql(
                        "select address, request_key, request_digest from decisions.act where commons_id = ? and request_key = any (?)")
                .with(commons, key.keys())
                .first(key, row -> row.text("address"))
                .orElseThrow();
    }
}
