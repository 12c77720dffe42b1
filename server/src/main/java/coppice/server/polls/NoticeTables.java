package coppice.server.polls;

import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Id;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL about who was told what; a subject is a poll, or a proposal.
@Repository
class NoticeTables {
    private final Rows db;

    NoticeTables(Rows db) {
        this.db = db;
    }

    /// False when it was done before.
    boolean addReminder(CommonsId commons, Id subject, Instant now) {
        return db.sql("""
                        insert into polls.reminder (commons_id, subject_id, reminded_at) values (?, ?, ?)
                        on conflict do nothing""").with(commons, subject, now).update() == 1;
    }

    /// False when somebody did since `after`.
    boolean addNudge(Member by, Id subject, UUID id, Instant now, Instant after) {
        return db.sql("""
                        insert into polls.nudge (commons_id, id, subject_id, sent_by, sent_at)
                        select ?, ?, ?, ?, ? where not exists (select 1 from polls.nudge
                          where commons_id = ? and subject_id = ? and sent_at > ?)""")
                        .with(
                                by.commons().id(),
                                id,
                                subject,
                                by.party(),
                                now,
                                by.commons().id(),
                                subject,
                                after)
                        .update()
                == 1;
    }
}
