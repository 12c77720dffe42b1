package coppice.server.polls;

import coppice.server.charter.DecisionRules;
import coppice.server.kernel.CommonsId;
import coppice.server.polls.Poll.Ballot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// All SQL about secret ballots: sealed ones until the close, readable ones after it.
@Repository
class SecretBallotTables {
    private static final TypeReference<Map<Integer, Integer>> MARKS = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;

    SecretBallotTables(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    void add(CommonsId commons, UUID subject, String digest, SecretBallots.Vote vote) {
        db.sql("""
                        insert into polls.sealed_ballot (commons_id, subject_id, receipt, marks, words)
                        values (?, ?, ?, ?::jsonb, ?)""")
                .params(commons.value(), subject, digest, json.writeValueAsString(vote.marks()), vote.words())
                .update();
    }

    /// False when there is none with this receipt.
    boolean change(CommonsId commons, UUID subject, String digest, SecretBallots.Vote vote) {
        return db.sql("""
                        update polls.sealed_ballot set marks = ?::jsonb, words = ?
                        where commons_id = ? and subject_id = ? and receipt = ?""")
                        .params(json.writeValueAsString(vote.marks()), vote.words(), commons.value(), subject, digest)
                        .update()
                == 1;
    }

    void reveal(CommonsId commons, UUID subject) {
        db.sql("""
                        insert into polls.secret_ballot (commons_id, subject_id, receipt, marks, words)
                        select commons_id, subject_id, receipt, marks, words from polls.sealed_ballot
                        where commons_id = ? and subject_id = ? order by receipt""").params(commons.value(), subject).update();
    }

    void discard(CommonsId commons, UUID subject) {
        db.sql("delete from polls.sealed_ballot where commons_id = ? and subject_id = ?")
                .params(commons.value(), subject)
                .update();
    }

    List<Ballot> ballots(CommonsId commons, UUID subject) {
        return db.sql("""
                        select receipt, marks, words from polls.secret_ballot
                        where commons_id = ? and subject_id = ? order by receipt""")
                .params(commons.value(), subject)
                .query((row, _) -> new Ballot(
                        Optional.empty(),
                        row.getString("receipt"),
                        json.readValue(row.getString("marks"), MARKS),
                        row.getString("words"),
                        DecisionRules.ONE_VOICE))
                .list();
    }
}
