package coppice.server.decisions;

import coppice.server.commons.Member;
import coppice.server.decisions.Thread.Comment;
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

    List<Thread> threads(CommonsId commons, Optional<UUID> one, int most) {
        return db.sql("""
                        select t.id, t.title, t.started_by, t.started_at, count(c.id) as comments,
                          coalesce(max(c.said_at), t.started_at) as last_at
                        from decisions.thread t
                        left join decisions.comment c on c.commons_id = t.commons_id and c.thread_id = t.id
                        where t.commons_id = ? and (?::uuid is null or t.id = ?)
                        group by t.commons_id, t.id order by last_at desc, t.id limit ?""")
                .param(commons.value())
                .param(one.orElse(null))
                .param(one.orElse(null))
                .param(most)
                .query((row, _) -> new Thread(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        DecisionTables.party(row, "started_by"),
                        row.getTimestamp("started_at").toInstant(),
                        row.getLong("comments"),
                        row.getTimestamp("last_at").toInstant()))
                .list();
    }

    List<Comment> comments(CommonsId commons, UUID thread) {
        return db.sql("""
                        select id, said_by, said_at, words from decisions.comment
                        where commons_id = ? and thread_id = ? order by said_at, id""")
                .params(commons.value(), thread)
                .query((row, _) -> new Comment(
                        row.getObject("id", UUID.class),
                        DecisionTables.party(row, "said_by"),
                        row.getTimestamp("said_at").toInstant(),
                        row.getString("words")))
                .list();
    }
}
