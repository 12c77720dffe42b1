package coppice.server.talk;

import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Rows;
import coppice.server.kernel.ThreadId;
import coppice.server.talk.Opinions.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/// All SQL about opinions.
@Repository
class OpinionTables {
    private final Rows db;

    OpinionTables(Rows db) {
        this.db = db;
    }

    interface Taker {
        void take(PartyId party, OpinionId statement, int answer);
    }

    OpinionId add(Member by, ThreadId thread, OpinionId id, String words, RequestKey key, Instant now) {
        int added = db.sql("""
                        insert into talk.statement
                          (commons_id, id, thread_id, words, said_by, said_at, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .with(by.commons().id(), id, thread, words, by.party(), now, key.key(), key.digest())
                .update();
        return added == 1
                ? id
                : db.sql(
                                "select id, request_key, request_digest from talk.statement where commons_id = ? and request_key = any (?)")
                        .with(by.commons().id(), key.keys())
                        .first(key, row -> row.value("id", OpinionId.class))
                        .orElseThrow();
    }

    List<Statement> statements(CommonsId commons, ThreadId thread) {
        return db.sql("""
                        select id, words, said_by from talk.statement
                        where commons_id = ? and thread_id = ? order by id""")
                .with(commons, thread)
                .list(row -> new Statement(
                        row.value("id", OpinionId.class), row.text("words"), row.value("said_by", PartyId.class)));
    }

    Optional<ThreadId> threadOf(CommonsId commons, OpinionId statement) {
        return db.sql("select thread_id from talk.statement where commons_id = ? and id = ?")
                .with(commons, statement)
                .optional(ThreadId.class);
    }

    void answer(Member by, OpinionId statement, int answer, Instant now) {
        db.sql("""
                        insert into talk.answer (commons_id, statement_id, party_id, answer, answered_at)
                        values (?, ?, ?, ?, ?) on conflict (commons_id, statement_id, party_id)
                        do update set answer = excluded.answer, answered_at = excluded.answered_at""").with(by.commons().id(), statement, by.party(), answer, now).update();
    }

    void answers(CommonsId commons, ThreadId thread, Taker taker) {
        db.sql("""
                        select a.party_id, a.statement_id, a.answer from talk.answer a
                        join talk.statement s on s.commons_id = a.commons_id and s.id = a.statement_id
                        where s.commons_id = ? and s.thread_id = ? order by a.party_id""").with(commons, thread).each(row -> {
            taker.take(
                    row.value("party_id", PartyId.class),
                    row.value("statement_id", OpinionId.class),
                    row.whole("answer"));
        });
    }
}
