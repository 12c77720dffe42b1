package coppice.server.polls;

import coppice.server.charter.DecisionRules;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Id;
import coppice.server.kernel.Rows;
import coppice.server.polls.Poll.Ballot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/// All SQL about secret ballots: sealed ones until the close, readable ones after it.
@Repository
class SecretBallotTables {
    private static final TypeReference<Map<Integer, Integer>> MARKS = new TypeReference<>() {};

    private final Rows db;

    SecretBallotTables(Rows db) {
        this.db = db;
    }

    void add(CommonsId commons, Id subject, String digest, SecretBallots.Vote vote) {
        db.sql("""
                        insert into polls.sealed_ballot (commons_id, subject_id, receipt, marks, words)
                        values (?, ?, ?, ?::jsonb, ?)""")
                .with(commons, subject, digest, db.json(vote.marks()), vote.words())
                .update();
    }

    /// False when there is none with this receipt.
    boolean change(CommonsId commons, Id subject, String digest, SecretBallots.Vote vote) {
        return db.sql("""
                        update polls.sealed_ballot set marks = ?::jsonb, words = ?
                        where commons_id = ? and subject_id = ? and receipt = ?""")
                        .with(db.json(vote.marks()), vote.words(), commons, subject, digest)
                        .update()
                == 1;
    }

    void reveal(CommonsId commons, Id subject) {
        db.sql("""
                        insert into polls.secret_ballot (commons_id, subject_id, receipt, marks, words)
                        select commons_id, subject_id, receipt, marks, words from polls.sealed_ballot
                        where commons_id = ? and subject_id = ? order by receipt""").with(commons, subject).update();
    }

    void discard(CommonsId commons, Id subject) {
        db.sql("delete from polls.sealed_ballot where commons_id = ? and subject_id = ?")
                .with(commons, subject)
                .update();
    }

    List<Ballot> ballots(CommonsId commons, Id subject) {
        return db.sql("""
                        select receipt, marks, words from polls.secret_ballot
                        where commons_id = ? and subject_id = ? order by receipt""")
                .with(commons, subject)
                .list(row -> new Ballot(
                        Optional.empty(),
                        row.text("receipt"),
                        row.json("marks", MARKS),
                        row.text("words"),
                        DecisionRules.ONE_VOICE));
    }
}
