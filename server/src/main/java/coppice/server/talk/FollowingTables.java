package coppice.server.talk;

import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Rows;
import coppice.server.kernel.ThreadId;
import coppice.server.talk.Thread.Following;
import coppice.server.talk.Threads.Reading;
import java.util.List;
import org.springframework.stereotype.Repository;

/// All SQL about who hears of a thread.
@Repository
class FollowingTables {
    private final Rows db;

    FollowingTables(Rows db) {
        this.db = db;
    }

    /// Whoever spoke in the thread, began it or follows all of it.
    List<PartyId> listeners(CommonsId commons, ThreadId thread) {
        return db.sql("""
                        select started_by as party_id from talk.thread where commons_id = ? and id = ?
                        union select said_by from talk.comment where commons_id = ? and thread_id = ?
                        union select party_id from talk.following
                          where commons_id = ? and thread_id = ? and level = 'ALL'""")
                .with(commons, thread, commons, thread, commons, thread)
                .list(row -> row.value("party_id", PartyId.class));
    }

    List<PartyId> deaf(CommonsId commons, ThreadId thread) {
        return db.sql("select party_id from talk.following where commons_id = ? and thread_id = ? and level = 'NONE'")
                .with(commons, thread)
                .list(row -> row.value("party_id", PartyId.class));
    }

    /// How somebody hears of a thread, and how many have read it up to its last word.
    Reading reading(Member member, ThreadId thread) {
        return db.sql("""
                        select (select count(*) from talk.seen s where s.commons_id = t.commons_id and s.thread_id = t.id
                            and s.seen_at >= (select max(c.said_at) from talk.comment c
                              where c.commons_id = t.commons_id and c.thread_id = t.id)) as readers,
                          coalesce((select f.level from talk.following f where f.commons_id = t.commons_id
                            and f.thread_id = t.id and f.party_id = ?), 'USUAL') as following
                        from talk.thread t where t.commons_id = ? and t.id = ?""")
                .with(member.party(), member.commons().id(), thread)
                .single(row -> new Reading(row.value("following", Following.class), row.number("readers")));
    }

    void follow(Member member, ThreadId thread, Following following) {
        db.sql("""
                        insert into talk.following (commons_id, thread_id, party_id, level) values (?, ?, ?, ?)
                        on conflict (commons_id, thread_id, party_id) do update set level = excluded.level""")
                .with(member.commons().id(), thread, member.party(), following.name())
                .update();
    }
}
