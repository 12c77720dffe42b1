package coppice.server.decisions;

import coppice.server.commons.Member;
import coppice.server.decisions.Thread.Comment;
import coppice.server.decisions.Thread.Reaction;
import coppice.server.decisions.Thread.Template;
import coppice.server.decisions.Thread.Version;
import coppice.server.files.Kept;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    UUID addThread(Member by, UUID id, String title, Optional<UUID> circle, RequestKey key, Instant now) {
        int added = db.sql("""
                        insert into decisions.thread
                          (commons_id, id, title, started_by, started_at, request_key, request_digest, circle_id)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(
                        by.commons().id().value(),
                        id,
                        title,
                        by.party().value(),
                        Timestamp.from(now),
                        key.key(),
                        key.digest())
                .param(circle.orElse(null))
                .update();
        return added == 1
                ? id
                : known(db, THREAD_BY_KEY, by.commons().id(), key).orElseThrow();
    }

    UUID addComment(Member by, UUID thread, UUID id, String words, RequestKey key, Instant now) {
        int added = db.sql("""
                        insert into decisions.comment
                          (commons_id, id, thread_id, said_by, said_at, words, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(
                        by.commons().id().value(),
                        id,
                        thread,
                        by.party().value(),
                        Timestamp.from(now),
                        words,
                        key.key(),
                        key.digest())
                .update();
        return added == 1
                ? id
                : known(db, COMMENT_BY_KEY, by.commons().id(), key).orElseThrow();
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
    List<Thread> threads(CommonsId commons, PartyId viewer, Optional<UUID> one, String search, int most) {
        String pattern = "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        return db.sql("""
                        select t.id, t.title, t.started_by, t.started_at, t.circle_id, t.merged_into, count(c.id) as comments,
                          count(c.id) filter (where c.said_by <> ? and c.said_at > coalesce((
                            select n.seen_at from decisions.seen n where n.commons_id = t.commons_id
                              and n.thread_id = t.id and n.party_id = ?), '-infinity')) as fresh,
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
                .params(viewer.value(), viewer.value(), commons.value())
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
                        row.getLong("fresh"),
                        row.getTimestamp("last_at").toInstant(),
                        Optional.ofNullable(row.getObject("circle_id", UUID.class)),
                        row.getBoolean("pinned"),
                        row.getBoolean("closed"),
                        row.getString("summary"),
                        Optional.ofNullable(row.getObject("merged_into", UUID.class))))
                .list();
    }

    /// What everyone said, in its newest version.
    List<Comment> comments(CommonsId commons, UUID thread, Map<UUID, List<UUID>> attached, Map<UUID, Kept> kept) {
        var reactions = reactions(commons, thread);
        return db.sql("""
                        select c.id, c.said_by, c.said_at, coalesce(v.words, c.words) as words,
                          coalesce(v.number, 0) as versions
                        from decisions.comment c
                        left join lateral (select words, number from decisions.comment_version v
                          where v.commons_id = c.commons_id and v.comment_id = c.id
                          order by number desc limit 1) v on true
                        where c.commons_id = ? and c.thread_id = ? order by c.said_at, c.id""")
                .params(commons.value(), thread)
                .query((row, _) -> {
                    var id = row.getObject("id", UUID.class);
                    return new Comment(
                            id,
                            DecisionTables.party(row, "said_by"),
                            row.getTimestamp("said_at").toInstant(),
                            row.getString("words"),
                            row.getInt("versions"),
                            reactions.getOrDefault(id, Map.of()),
                            attached.getOrDefault(id, List.of()).stream()
                                    .map(kept::get)
                                    .toList());
                })
                .list();
    }

    private Map<UUID, Map<Reaction, List<PartyId>>> reactions(CommonsId commons, UUID thread) {
        var reactions = new HashMap<UUID, Map<Reaction, List<PartyId>>>();
        db.sql("""
                        select r.comment_id, r.reaction, r.party_id from decisions.reaction r
                        join decisions.comment c on c.commons_id = r.commons_id and c.id = r.comment_id
                        where c.commons_id = ? and c.thread_id = ? order by r.given_at, r.party_id""").params(commons.value(), thread).query(row -> {
            reactions
                    .computeIfAbsent(row.getObject("comment_id", UUID.class), _ -> new EnumMap<>(Reaction.class))
                    .computeIfAbsent(Reaction.valueOf(row.getString("reaction")), _ -> new ArrayList<>())
                    .add(DecisionTables.party(row, "party_id"));
        });
        return reactions;
    }

    /// Files by comment.
    Map<UUID, List<UUID>> attached(CommonsId commons, UUID thread) {
        var attached = new HashMap<UUID, List<UUID>>();
        db.sql("""
                        select a.comment_id, a.file_id from decisions.attachment a
                        join decisions.comment c on c.commons_id = a.commons_id and c.id = a.comment_id
                        where c.commons_id = ? and c.thread_id = ? order by a.file_id""").params(commons.value(), thread).query(row -> {
            attached.computeIfAbsent(row.getObject("comment_id", UUID.class), _ -> new ArrayList<>())
                    .add(row.getObject("file_id", UUID.class));
        });
        return attached;
    }

    void attach(CommonsId commons, UUID comment, UUID file) {
        db.sql("insert into decisions.attachment (commons_id, comment_id, file_id) values (?, ?, ?)")
                .params(commons.value(), comment, file)
                .update();
    }

    boolean isAttached(CommonsId commons, UUID comment, UUID file) {
        return db.sql("""
                        select count(*) from decisions.attachment
                        where commons_id = ? and comment_id = ? and file_id = ?""")
                        .params(commons.value(), comment, file)
                        .query(Long.class)
                        .single()
                == 1;
    }

    Optional<UUID> threadOf(CommonsId commons, UUID comment) {
        return db.sql("select thread_id from decisions.comment where commons_id = ? and id = ?")
                .params(commons.value(), comment)
                .query(UUID.class)
                .optional();
    }

    void react(Member by, UUID comment, Reaction reaction, Instant now) {
        db.sql("""
                        insert into decisions.reaction (commons_id, comment_id, party_id, reaction, given_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing""")
                .params(by.commons().id().value(), comment, by.party().value(), reaction.name(), Timestamp.from(now))
                .update();
    }

    /// False when it was not given.
    boolean unreact(Member by, UUID comment, Reaction reaction) {
        return db.sql("""
                        delete from decisions.reaction
                        where commons_id = ? and comment_id = ? and party_id = ? and reaction = ?""")
                        .params(by.commons().id().value(), comment, by.party().value(), reaction.name())
                        .update()
                == 1;
    }

    void see(Member by, UUID thread, Instant now) {
        db.sql("""
                        insert into decisions.seen (commons_id, thread_id, party_id, seen_at) values (?, ?, ?, ?)
                        on conflict (commons_id, thread_id, party_id)
                        do update set seen_at = greatest(decisions.seen.seen_at, excluded.seen_at)""")
                .params(by.commons().id().value(), thread, by.party().value(), Timestamp.from(now))
                .update();
    }

    long seenToTheEnd(CommonsId commons, UUID thread) {
        return db.sql("""
                        select count(*) from decisions.seen s where s.commons_id = ? and s.thread_id = ?
                          and s.seen_at >= (select max(c.said_at) from decisions.comment c
                            where c.commons_id = s.commons_id and c.thread_id = s.thread_id)""").params(commons.value(), thread).query(Long.class).single();
    }

    Set<UUID> ofOtherCircles(CommonsId commons, List<UUID> mine) {
        return new HashSet<>(db.sql("""
                        select id from decisions.thread
                        where commons_id = ? and circle_id is not null and not circle_id = any (?)""")
                .params(commons.value(), mine.toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    boolean hasQuestions(CommonsId commons, UUID thread) {
        return db.sql("""
                        select exists (select 1 from decisions.proposal where commons_id = ? and thread_id = ?)
                          or exists (select 1 from decisions.poll where commons_id = ? and thread_id = ?)
                          or exists (select 1 from decisions.panel where commons_id = ? and thread_id = ?)""")
                .params(commons.value(), thread, commons.value(), thread, commons.value(), thread)
                .query(Boolean.class)
                .single();
    }

    void move(CommonsId commons, UUID thread, UUID circle) {
        db.sql("update decisions.thread set circle_id = ? where commons_id = ? and id = ?")
                .params(circle, commons.value(), thread)
                .update();
    }

    void merge(CommonsId commons, UUID from, UUID into) {
        for (var statement : List.of(
                "update decisions.comment set thread_id = ? where commons_id = ? and thread_id = ?",
                "update decisions.proposal set thread_id = ? where commons_id = ? and thread_id = ?",
                "update decisions.poll set thread_id = ? where commons_id = ? and thread_id = ?",
                "update decisions.statement set thread_id = ? where commons_id = ? and thread_id = ?",
                "update decisions.panel set thread_id = ? where commons_id = ? and thread_id = ?",
                "update decisions.thread set merged_into = ? where commons_id = ? and id = ?"))
            db.sql(statement).params(into, commons.value(), from).update();
    }

    List<Template> templates(CommonsId commons) {
        return db.sql("""
                        select id, name, title, words from decisions.template
                        where commons_id = ? and ended_at is null order by name""").param(commons.value()).query(Template.class).list();
    }

    /// False when another one has the name.
    boolean addTemplate(Member by, Template template, Instant now) {
        return db.sql("""
                        insert into decisions.template (commons_id, id, name, title, words, made_by, made_at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                by.commons().id().value(),
                                template.id(),
                                template.name(),
                                template.title(),
                                template.words(),
                                by.party().value(),
                                Timestamp.from(now))
                        .update()
                == 1;
    }

    /// False when there is none; one that was ended stays so.
    boolean endTemplate(CommonsId commons, UUID template, Instant now) {
        return db.sql("""
                        update decisions.template set ended_at = coalesce(ended_at, ?)
                        where commons_id = ? and id = ?""")
                        .params(Timestamp.from(now), commons.value(), template)
                        .update()
                == 1;
    }

    /// The thread of a comment of somebody's own.
    Optional<UUID> threadOfOwn(Member by, UUID comment) {
        return db.sql("""
                        select thread_id from decisions.comment
                        where commons_id = ? and id = ? and said_by = ?""")
                .params(by.commons().id().value(), comment, by.party().value())
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

    void setState(Member by, UUID thread, UUID id, String state, Instant now) {
        db.sql("""
                        insert into decisions.thread_state (commons_id, id, thread_id, state, set_by, set_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(by.commons().id().value(), id, thread, state, by.party().value(), Timestamp.from(now))
                .update();
    }

    void addSummary(Member by, UUID thread, UUID id, String words, Instant now) {
        db.sql("""
                        insert into decisions.summary (commons_id, id, thread_id, words, written_by, written_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(by.commons().id().value(), id, thread, words, by.party().value(), Timestamp.from(now))
                .update();
    }
}
