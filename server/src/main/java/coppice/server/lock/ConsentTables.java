package coppice.server.lock;

import coppice.server.commons.Mandate;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL about consent.
@Repository
class ConsentTables {
    private final Rows db;

    ConsentTables(Rows db) {
        this.db = db;
    }

    boolean given(CommonsId partner, CommonsId other, UUID proposal) {
        return db.sql("""
                        select count(*) from lock.consent
                        where commons_id = ? and for_commons = ? and proposal_id = ?""").with(partner.value(), other, proposal).single(Integer.class) > 0;
    }

    void give(Mandate by, CommonsId other, UUID proposal, Instant now) {
        db.sql("""
                        insert into lock.consent (commons_id, for_commons, proposal_id, decision_id, given_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing""").with(by.commons().id(), other, proposal, by.decision(), now).update();
    }
}
