package coppice.server.talk;

import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.talk.Thread.Following;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about who hears of a thread.
@Repository
class FollowingTables {
    private final JdbcClient db;

    FollowingTables(JdbcClient db) {
        this.db = db;
    }

    /// Whoever spoke in the thread, began it or follows all of it.
    List<PartyId> listeners(CommonsId commons, UUID thread) {
        return db.sql("""
                        select started_by as party_id from talk.thread where commons_id = ? and id = ?
                        union select said_by from talk.comment where commons_id = ? and thread_id = ?
                        union select party_id from talk.following
                          where commons_id = ? and thread_id = ? and level = 'ALL'""")
                .params(commons.value(), thread, commons.value(), thread, commons.value(), thread)
                .query((row, _) -> PartyId.of(row, "party_id"))
                .list();
    }

    List<PartyId> deaf(CommonsId commons, UUID thread) {
        return db.sql("select party_id from talk.following where commons_id = ? and thread_id = ? and level = 'NONE'")
                .params(commons.value(), thread)
                .query((row, _) -> PartyId.of(row, "party_id"))
                .list();
    }

    Following following(Member member, UUID thread) {
        return db.sql("select level from talk.following where commons_id = ? and thread_id = ? and party_id = ?")
                .params(member.commons().id().value(), thread, member.party().value())
                .query(String.class)
                .optional()
                .map(Following::valueOf)
                .orElse(Following.USUAL);
    }

    void follow(Member member, UUID thread, Following following) {
        db.sql("""
                        insert into talk.following (commons_id, thread_id, party_id, level) values (?, ?, ?, ?)
                        on conflict (commons_id, thread_id, party_id) do update set level = excluded.level""")
                .params(member.commons().id().value(), thread, member.party().value(), following.name())
                .update();
    }
}
