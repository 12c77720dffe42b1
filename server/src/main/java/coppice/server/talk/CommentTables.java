package coppice.server.talk;

import coppice.server.commons.Member;
import coppice.server.files.FileId;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Rows;
import coppice.server.kernel.ThreadId;
import coppice.server.talk.Thread.Comment;
import coppice.server.talk.Thread.Reaction;
import coppice.server.talk.Thread.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL about what is said in threads.
@Repository
class CommentTables {
    private final Rows db;

    CommentTables(Rows db) {
        this.db = db;
    }

    CommentId addComment(Member by, ThreadId thread, CommentId id, String words, RequestKey key, Instant now) {
        int added = db.sql("""
                        insert into talk.comment
                          (commons_id, id, thread_id, said_by, said_at, words, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .with(by.commons().id(), id, thread, by.party(), now, words, key.key(), key.digest())
                .update();
        return added == 1
                ? id
                : db.sql(
                                "select id, request_key, request_digest from talk.comment where commons_id = ? and request_key = any (?)")
                        .with(by.commons().id(), key.keys())
                        .first(key, row -> row.value("id", CommentId.class))
                        .orElseThrow();
    }

    /// A comment whose files are known by their ids.
    record Bare(Comment comment, List<FileId> files) {}

    /// What everyone said, in its newest version.
    List<Bare> comments(CommonsId commons, ThreadId thread) {
        return db.sql("""
                        select c.id, c.said_by, c.said_at, coalesce(v.words, c.words) as words,
                          coalesce(v.number, 0) as versions,
                          array(select a.file_id from talk.attachment a
                            where a.commons_id = c.commons_id and a.comment_id = c.id order by a.file_id) as files,
                          array(select r.reaction || ' ' || r.party_id from talk.reaction r
                            where r.commons_id = c.commons_id and r.comment_id = c.id
                            order by r.given_at, r.party_id) as reactions
                        from talk.comment c
                        left join lateral (select words, number from talk.comment_version v
                          where v.commons_id = c.commons_id and v.comment_id = c.id
                          order by number desc limit 1) v on true
                        where c.commons_id = ? and c.thread_id = ? order by c.said_at, c.id""")
                .with(commons, thread)
                .list(row -> new Bare(
                        new Comment(
                                row.value("id", CommentId.class),
                                row.value("said_by", PartyId.class),
                                row.value("said_at", Instant.class),
                                row.text("words"),
                                row.whole("versions"),
                                reactions(row.list("reactions", String.class)),
                                List.of()),
                        row.list("files", FileId.class)));
    }

    private static Map<Reaction, List<PartyId>> reactions(List<String> given) {
        var reactions = new EnumMap<Reaction, List<PartyId>>(Reaction.class);
        for (var one : given) {
            int space = one.indexOf(' ');
            reactions
                    .computeIfAbsent(Reaction.valueOf(one.substring(0, space)), _ -> new ArrayList<>())
                    .add(new PartyId(UUID.fromString(one.substring(space + 1))));
        }
        return reactions;
    }

    void attach(CommonsId commons, CommentId comment, FileId file) {
        db.sql("insert into talk.attachment (commons_id, comment_id, file_id) values (?, ?, ?)")
                .with(commons, comment, file)
                .update();
    }

    boolean isAttached(CommonsId commons, CommentId comment, FileId file) {
        return db.sql("""
                        select count(*) from talk.attachment
                        where commons_id = ? and comment_id = ? and file_id = ?""").with(commons, comment, file).single(Long.class) == 1;
    }

    Optional<ThreadId> threadOf(CommonsId commons, CommentId comment) {
        return db.sql("select thread_id from talk.comment where commons_id = ? and id = ?")
                .with(commons, comment)
                .optional(ThreadId.class);
    }

    void react(Member by, CommentId comment, Reaction reaction, Instant now) {
        db.sql("""
                        insert into talk.reaction (commons_id, comment_id, party_id, reaction, given_at)
                        values (?, ?, ?, ?, ?) on conflict do nothing""")
                .with(by.commons().id(), comment, by.party(), reaction.name(), now)
                .update();
    }

    /// False when it was not given.
    boolean unreact(Member by, CommentId comment, Reaction reaction) {
        return db.sql("""
                        delete from talk.reaction
                        where commons_id = ? and comment_id = ? and party_id = ? and reaction = ?""")
                        .with(by.commons().id(), comment, by.party(), reaction.name())
                        .update()
                == 1;
    }

    boolean isOwn(Member by, CommentId comment) {
        return db.sql("select count(*) from talk.comment where commons_id = ? and id = ? and said_by = ?")
                        .with(by.commons().id(), comment, by.party())
                        .single(Long.class)
                == 1;
    }

    /// The thread of a comment of somebody's own; nobody else changes it meanwhile.
    Optional<ThreadId> lockOwn(Member by, CommentId comment) {
        return db.sql("""
                        select thread_id from talk.comment
                        where commons_id = ? and id = ? and said_by = ? for update""").with(by.commons().id(), comment, by.party()).optional(ThreadId.class);
    }

    void addVersion(CommonsId commons, CommentId comment, String words, Instant now) {
        db.sql("""
                        insert into talk.comment_version (commons_id, comment_id, number, words, written_at)
                        select ?, ?, coalesce(max(number), 0) + 1, ?, ? from talk.comment_version
                        where commons_id = ? and comment_id = ?""").with(commons, comment, words, now, commons, comment).update();
    }

    /// All versions, the first one, number 0, included.
    List<Version> versions(CommonsId commons, CommentId comment) {
        return db.sql("""
                        select 0 as number, words, said_at as written_at from talk.comment
                          where commons_id = ? and id = ?
                        union all select number, words, written_at from talk.comment_version
                          where commons_id = ? and comment_id = ? order by number""").with(commons, comment, commons, comment).list(Version.class);
    }
}
