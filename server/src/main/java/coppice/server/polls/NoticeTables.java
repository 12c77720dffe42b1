package coppice.server.polls;

import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about who was told what; a subject is a poll, or a proposal.
@Repository
class NoticeTables {
    private final JdbcClient db;

    NoticeTables(JdbcClient db) {
        this.db = db;
    }

    /// False when it was done before.
    boolean addReminder(CommonsId commons, UUID subject, Instant now) {
        return db.sql("""
                        insert into polls.reminder (commons_id, subject_id, reminded_at) values (?, ?, ?)
                        on conflict do nothing""").params(commons.value(), subject, Timestamp.from(now)).update() == 1;
    }

    /// False when somebody did since `after`.
    boolean addNudge(Member by, UUID subject, UUID id, Instant now, Instant after) {
        return db.sql("""
                        insert into polls.nudge (commons_id, id, subject_id, sent_by, sent_at)
                        select ?, ?, ?, ?, ? where not exists (select 1 from polls.nudge
                          where commons_id = ? and subject_id = ? and sent_at > ?)""")
                        .params(
                                by.commons().id().value(),
                                id,
                                subject,
                                by.party().value(),
                                Timestamp.from(now),
                                by.commons().id().value(),
                                subject,
                                Timestamp.from(after))
                        .update()
                == 1;
    }
}
