package coppice.server.decisions;

import coppice.server.decisions.Poll.Ballot;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Takes secret ballots of polls and secret stances of proposals. A ballot in it has no name and no time; it is known
/// by a receipt that only the voter has seen.
@Component
class Urn {
    private static final TypeReference<Map<Integer, Integer>> MARKS = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;
    private final Ids ids;

    Urn(JdbcClient db, JsonMapper json, Ids ids) {
        this.db = db;
        this.json = json;
        this.ids = ids;
    }

    /// What somebody puts in.
    ///
    /// @param receipt of a ballot that is to be changed; empty for a first one
    /// @param key     the same one again is the same ballot
    record Put(Map<Integer, Integer> marks, String words, String receipt, String key) {}

    /// Puts a ballot in, or changes the one that has the receipt; gives the receipt.
    ///
    /// @param markVoted notes that somebody voted; false when they had before
    String put(CommonsId commons, UUID subject, PartyId party, Put put, BooleanSupplier markVoted) {
        String receipt =
                put.receipt().isBlank() ? Receipt.of(subject, party, put.key(), ids) : Receipt.plain(put.receipt());
        String digest = Ids.digest(receipt);
        String marks = json.writeValueAsString(put.marks());
        if (markVoted.getAsBoolean())
            db.sql("""
                            insert into decisions.urn (commons_id, subject_id, receipt, marks, words)
                            values (?, ?, ?, ?::jsonb, ?)""")
                    .params(commons.value(), subject, digest, marks, put.words())
                    .update();
        else if (db.sql("""
                                update decisions.urn set marks = ?::jsonb, words = ?
                                where commons_id = ? and subject_id = ? and receipt = ?""")
                        .params(marks, put.words(), commons.value(), subject, digest)
                        .update()
                == 0) throw new Refused(new DecisionRefusal.InTheUrn());
        return receipt;
    }

    /// Empties it: every ballot is written anew in the order of the receipts, by one transaction, so that neither
    /// order nor time says which belongs to whom.
    void pourOut(CommonsId commons, UUID subject) {
        db.sql("""
                        insert into decisions.secret_ballot (commons_id, subject_id, receipt, marks, words)
                        select commons_id, subject_id, receipt, marks, words from decisions.urn
                        where commons_id = ? and subject_id = ? order by receipt""").params(commons.value(), subject).update();
        throwAway(commons, subject);
    }

    void throwAway(CommonsId commons, UUID subject) {
        db.sql("delete from decisions.urn where commons_id = ? and subject_id = ?")
                .params(commons.value(), subject)
                .update();
    }

    /// After the close.
    List<Ballot> ballots(CommonsId commons, UUID subject) {
        return db.sql("""
                        select receipt, marks, words from decisions.secret_ballot
                        where commons_id = ? and subject_id = ? order by receipt""")
                .params(commons.value(), subject)
                .query((row, _) -> new Ballot(
                        Optional.empty(),
                        row.getString("receipt"),
                        json.readValue(row.getString("marks"), MARKS),
                        row.getString("words"),
                        coppice.server.commons.Charter.ONE_VOICE))
                .list();
    }

    /// The counted ballot that has this receipt.
    Ballot byReceipt(CommonsId commons, UUID subject, String receipt) {
        String digest = Ids.digest(Receipt.plain(receipt));
        return ballots(commons, subject).stream()
                .filter(ballot -> ballot.receipt().equals(digest))
                .findFirst()
                .orElseThrow(() -> new Refused(new DecisionRefusal.ReceiptUnknown()));
    }
}
