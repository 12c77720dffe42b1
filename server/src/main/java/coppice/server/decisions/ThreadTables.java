package coppice.server.decisions;

import coppice.server.commons.Member;
import coppice.server.decisions.Thread.Comment;
import coppice.server.decisions.Thread.Version;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.RequestKey;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about threads.
@Repository
class ThreadTables {
    private static final String THREAD_BY_KEY =
            "select id, request_digest from decisions.thread where commons_id = ? and request_key = ?";
    private static final String COMMENT_BY_KEY =
            "select id, request_digest from decisions.comment where commons_id = ? and request_key = ?";

    private final JdbcClient db;

    ThreadTables(JdbcClient db) {
        this.db = db;
    }

    UUID addThread(Member by, UUID id, String title, RequestKey key, Instant now) {
        int added = db.sql("""
                        insert into decisions.thread
                          (commons_id, id, title, started_by, started_at, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(
                        by.commons().value(),
                        id,
                        title,
                        by.party().value(),
                        Timestamp.from(now),
                        key.key(),
                        key.digest())
                .update();
        return added == 1 ? id : known(db, THREAD_BY_KEY, by.commons(), key).orElseThrow();
    }

    UUID addComment(Member by, UUID thread, UUID id, String words, RequestKey key, Instant now) {
        int added = db.sql("""
                        insert into decisions.comment
                          (commons_id, id, thread_id, said_by, said_at, words, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(
                        by.commons().value(),
                        id,
                        thread,
                        by.party().value(),
                        Timestamp.from(now),
                        words,
                        key.key(),
                        key.digest())
                .update();
        return added == 1 ? id : known(db, COMMENT_BY_KEY, by.commons(), key).orElseThrow();
    }

    /// The id of the first request with this key; refuses when that asked for something else.
    static Optional<UUID> known(JdbcClient db, String sql, CommonsId commons, RequestKey key) {
        return db.sql(sql)
                .params(commons.value(), key.key())
                .query((row, _) -> {
                    key.sameAs(row.getString("request_digest"));
                    return row.getObject("id", UUID.class);
                })
                .optional();
    }

    /// Those that are pinned first, then the one that was spoken in last; of those whose title or words
    /// hold `search`.
    List<Thread> threads(CommonsId commons, Optional<UUID> one, String search, int most) {
        String pattern = "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        return db.sql("""
                        select t.id, t.title, t.started_by, t.started_at, count(c.id) as comments,
                          coalesce(max(c.said_at), t.started_at) as last_at,
                          coalesce((select s.state from decisions.thread_state s
                            where s.commons_id = t.commons_id and s.thread_id = t.id
                              and s.state in ('PINNED', 'UNPINNED') order by s.set_at desc, s.id desc limit 1)
                            = 'PINNED', false) as pinned,
                          coalesce((select s.state from decisions.thread_state s
                            where s.commons_id = t.commons_id and s.thread_id = t.id
                              and s.state in ('CLOSED', 'REOPENED') order by s.set_at desc, s.id desc limit 1)
                            = 'CLOSED', false) as closed,
                          coalesce((select y.words from decisions.summary y
                            where y.commons_id = t.commons_id and y.thread_id = t.id
                            order by y.written_at desc, y.id desc limit 1), '') as summary
                        from decisions.thread t
                        left join decisions.comment c on c.commons_id = t.commons_id and c.thread_id = t.id
                        where t.commons_id = ? and (?::uuid is null or t.id = ?)
                          and (? = '' or t.title ilike ? or exists (select 1 from decisions.comment m
                            where m.commons_id = t.commons_id and m.thread_id = t.id and m.words ilike ?))
                        group by t.commons_id, t.id order by pinned desc, last_at desc, t.id limit ?""")
                .param(commons.value())
                .param(one.orElse(null))
                .param(one.orElse(null))
                .param(search)
                .param(pattern)
                .param(pattern)
                .param(most)
                .query((row, _) -> new Thread(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        DecisionTables.party(row, "started_by"),
                        row.getTimestamp("started_at").toInstant(),
                        row.getLong("comments"),
                        row.getTimestamp("last_at").toInstant(),
                        row.getBoolean("pinned"),
                        row.getBoolean("closed"),
                        row.getString("summary")))
                .list();
    }

    /// What everyone said, in its newest version.
    List<Comment> comments(CommonsId commons, UUID thread) {
        return db.sql("""
                        select c.id, c.said_by, c.said_at, coalesce(v.words, c.words) as words,
                          coalesce(v.number, 0) as versions
                        from decisions.comment c
                        left join lateral (select words, number from decisions.comment_version v
                          where v.commons_id = c.commons_id and v.comment_id = c.id
                          order by number desc limit 1) v on true
                        where c.commons_id = ? and c.thread_id = ? order by c.said_at, c.id""")
                .params(commons.value(), thread)
                .query((row, _) -> new Comment(
                        row.getObject("id", UUID.class),
                        DecisionTables.party(row, "said_by"),
                        row.getTimestamp("said_at").toInstant(),
                        row.getString("words"),
                        row.getInt("versions")))
                .list();
    }

    /// The thread of a comment of somebody's own.
    Optional<UUID> threadOfOwn(Member by, UUID comment) {
        return db.sql("""
                        select thread_id from decisions.comment
                        where commons_id = ? and id = ? and said_by = ?""")
                .params(by.commons().value(), comment, by.party().value())
                .query(UUID.class)
                .optional();
    }

    /// False when another version came in between; it is there to see then.
    boolean addVersion(CommonsId commons, UUID comment, String words, Instant now) {
        return db.sql("""
                        insert into decisions.comment_version (commons_id, comment_id, number, words, written_at)
                        select ?, ?, coalesce(max(number), 0) + 1, ?, ? from decisions.comment_version
                        where commons_id = ? and comment_id = ? on conflict do nothing""")
                        .params(commons.value(), comment, words, Timestamp.from(now), commons.value(), comment)
                        .update()
                == 1;
    }

    /// All versions, the first one, number 0, included.
    List<Version> versions(CommonsId commons, UUID comment) {
        return db.sql("""
                        select 0 as number, words, said_at as written_at from decisions.comment
                          where commons_id = ? and id = ?
                        union all select number, words, written_at from decisions.comment_version
                          where commons_id = ? and comment_id = ? order by number""")
                .params(commons.value(), comment, commons.value(), comment)
                .query((row, _) -> new Version(
                        row.getInt("number"),
                        row.getString("words"),
                        row.getTimestamp("written_at").toInstant()))
                .list();
    }

    void setState(Member by, UUID thread, UUID id, Thread.State state, Instant now) {
        db.sql("""
                        insert into decisions.thread_state (commons_id, id, thread_id, state, set_by, set_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(
                        by.commons().value(),
                        id,
                        thread,
                        state.name(),
                        by.party().value(),
                        Timestamp.from(now))
                .update();
    }

    void addSummary(Member by, UUID thread, UUID id, String words, Instant now) {
        db.sql("""
                        insert into decisions.summary (commons_id, id, thread_id, words, written_by, written_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(by.commons().value(), id, thread, words, by.party().value(), Timestamp.from(now))
                .update();
    }
}
