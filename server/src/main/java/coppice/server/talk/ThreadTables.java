package coppice.server.talk;

import coppice.server.commons.CircleId;
import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Rows;
import coppice.server.kernel.ThreadId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL about threads.
@Repository
class ThreadTables {
    private final Rows db;

    ThreadTables(Rows db) {
        this.db = db;
    }

    ThreadId addThread(Member by, ThreadId id, String title, Optional<CircleId> circle, RequestKey key, Instant now) {
        int added = db.sql("""
                        insert into talk.thread
                          (commons_id, id, title, started_by, started_at, request_key, request_digest, circle_id)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .with(by.commons().id(), id, title, by.party(), now, key.key(), key.digest(), circle)
                .update();
        return added == 1
                ? id
                : db.sql(
                                "select id, request_key, request_digest from talk.thread where commons_id = ? and request_key = any (?)")
                        .with(by.commons().id(), key.keys())
                        .first(key, row -> row.value("id", ThreadId.class))
                        .orElseThrow();
    }

    /// Those that are pinned first, then the one that was spoken in last; of those whose title or words
    /// hold `search`.
    List<Thread> threads(CommonsId commons, PartyId viewer, Optional<ThreadId> one, String search, int most) {
        String pattern = "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        return db.sql("""
                        select t.id, t.title, t.started_by, t.started_at, t.circle_id, t.merged_into, count(c.id) as comments,
                          count(c.id) filter (where c.said_by <> ? and c.said_at > coalesce((
                            select n.seen_at from talk.seen n where n.commons_id = t.commons_id
                              and n.thread_id = t.id and n.party_id = ?), '-infinity')) as fresh,
                          coalesce(max(c.said_at), t.started_at) as last_at,
                          coalesce((select s.state from talk.thread_state s
                            where s.commons_id = t.commons_id and s.thread_id = t.id
                              and s.state in ('PINNED', 'UNPINNED') order by s.set_at desc, s.id desc limit 1)
                            = 'PINNED', false) as pinned,
                          coalesce((select s.state from talk.thread_state s
                            where s.commons_id = t.commons_id and s.thread_id = t.id
                              and s.state in ('CLOSED', 'REOPENED') order by s.set_at desc, s.id desc limit 1)
                            = 'CLOSED', false) as closed,
                          coalesce((select y.words from talk.summary y
                            where y.commons_id = t.commons_id and y.thread_id = t.id
                            order by y.written_at desc, y.id desc limit 1), '') as summary
                        from talk.thread t
                        left join talk.comment c on c.commons_id = t.commons_id and c.thread_id = t.id
                        where t.commons_id = ? and (?::uuid is null or t.id = ?)
                          and (? = '' or t.title ilike ? or exists (select 1 from talk.comment m
                            where m.commons_id = t.commons_id and m.thread_id = t.id and m.words ilike ?))
                        group by t.commons_id, t.id order by pinned desc, last_at desc, t.id limit ?""")
                .with(viewer.value(), viewer.value(), commons, one, one, search, pattern, pattern, most)
                .list(row -> new Thread(
                        row.value("id", ThreadId.class),
                        row.text("title"),
                        row.value("started_by", PartyId.class),
                        row.value("started_at", Instant.class),
                        row.number("comments"),
                        row.number("fresh"),
                        row.value("last_at", Instant.class),
                        row.optional("circle_id", CircleId.class),
                        row.truth("pinned"),
                        row.truth("closed"),
                        row.text("summary"),
                        row.optional("merged_into", ThreadId.class)));
    }

    void see(Member by, ThreadId thread, Instant now) {
        db.sql("""
                        insert into talk.seen (commons_id, thread_id, party_id, seen_at) values (?, ?, ?, ?)
                        on conflict (commons_id, thread_id, party_id)
                        do update set seen_at = greatest(talk.seen.seen_at, excluded.seen_at)""").with(by.commons().id(), thread, by.party(), now).update();
    }

    Set<ThreadId> ofOtherCircles(Collection<CommonsId> commons, List<CircleId> mine) {
        return new HashSet<>(db.sql("""
                        select id from talk.thread
                        where commons_id = any (?::uuid[]) and circle_id is not null and not circle_id = any (?)""").with(commons, mine).list(ThreadId.class));
    }

    void move(CommonsId commons, ThreadId thread, CircleId circle) {
        db.sql("update talk.thread set circle_id = ? where commons_id = ? and id = ?")
                .with(circle, commons, thread)
                .update();
    }

    void merge(CommonsId commons, ThreadId from, ThreadId into) {
        for (var statement : List.of(
                "update talk.comment set thread_id = ? where commons_id = ? and thread_id = ?",
                "update talk.statement set thread_id = ? where commons_id = ? and thread_id = ?",
                "update talk.thread set merged_into = ? where commons_id = ? and id = ?"))
            db.sql(statement).with(into, commons, from).update();
    }

    void setState(Member by, ThreadId thread, UUID id, String state, Instant now) {
        db.sql("""
                        insert into talk.thread_state (commons_id, id, thread_id, state, set_by, set_at)
                        values (?, ?, ?, ?, ?, ?)""").with(by.commons().id(), id, thread, state, by.party(), now).update();
    }

    void addSummary(Member by, ThreadId thread, UUID id, String words, Instant now) {
        db.sql("""
                        insert into talk.summary (commons_id, id, thread_id, words, written_by, written_at)
                        values (?, ?, ?, ?, ?, ?)""").with(by.commons().id(), id, thread, words, by.party(), now).update();
    }
}
