package coppice.server.talk;

import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Rows;
import coppice.server.talk.Thread.Following;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL about who hears of a thread.
@Repository
class FollowingTables {
    private final Rows db;

    FollowingTables(Rows db) {
        this.db = db;
    }

    /// Whoever spoke in the thread, began it or follows all of it.
    List<PartyId> listeners(CommonsId commons, UUID thread) {
        return db.sql("""
                        select started_by as party_id from talk.thread where commons_id = ? and id = ?
                        union select said_by from talk.comment where commons_id = ? and thread_id = ?
                        union select party_id from talk.following
                          where commons_id = ? and thread_id = ? and level = 'ALL'""")
                .with(commons, thread, commons, thread, commons, thread)
                .list(row -> row.value("party_id", PartyId.class));
    }

    List<PartyId> deaf(CommonsId commons, UUID thread) {
        return db.sql("select party_id from talk.following where commons_id = ? and thread_id = ? and level = 'NONE'")
                .with(commons, thread)
                .list(row -> row.value("party_id", PartyId.class));
    }

    Following following(Member member, UUID thread) {
        return db.sql("select level from talk.following where commons_id = ? and thread_id = ? and party_id = ?")
                .with(member.commons().id(), thread, member.party())
                .optional(String.class)
                .map(Following::valueOf)
                .orElse(Following.USUAL);
    }

    void follow(Member member, UUID thread, Following following) {
        db.sql("""
                        insert into talk.following (commons_id, thread_id, party_id, level) values (?, ?, ?, ?)
                        on conflict (commons_id, thread_id, party_id) do update set level = excluded.level""")
                .with(member.commons().id(), thread, member.party(), following.name())
                .update();
    }
}
