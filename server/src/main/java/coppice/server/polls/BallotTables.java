package coppice.server.polls;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.polls.Poll.Ballot;
import coppice.server.polls.Poll.Turnout;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// All SQL about who may vote in polls, and ballots with names.
@Repository
class BallotTables {
    private static final TypeReference<Map<Integer, Integer>> MARKS = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;

    BallotTables(JdbcClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /// How many ballots a voter gave; absent for somebody who may not vote.
    Optional<Integer> given(CommonsId commons, UUID poll, PartyId party) {
        return db.sql("select ballots from polls.poll_voter where commons_id = ? and poll_id = ? and party_id = ?")
                .params(commons.value(), poll, party.value())
                .query(Integer.class)
                .optional();
    }

    Turnout turnout(CommonsId commons, UUID poll) {
        return db.sql("""
                        select count(*) as eligible, count(*) filter (where ballots > 0) as took
                        from polls.poll_voter where commons_id = ? and poll_id = ?""").params(commons.value(), poll).query(Turnout.class).single();
    }

    List<PartyId> took(CommonsId commons, UUID poll) {
        return db.sql("select party_id from polls.poll_voter where commons_id = ? and poll_id = ? and ballots > 0")
                .params(commons.value(), poll)
                .query((row, _) -> PartyId.of(row, "party_id"))
                .list();
    }

    /// Who may vote and has not.
    List<PartyId> silent(CommonsId commons, UUID poll) {
        return db.sql("select party_id from polls.poll_voter where commons_id = ? and poll_id = ? and ballots = 0")
                .params(commons.value(), poll)
                .query((row, _) -> PartyId.of(row, "party_id"))
                .list();
    }

    /// False when the party is not among the voters. Two at once by one person take two numbers.
    boolean addBallot(
            CommonsId commons, UUID poll, PartyId party, Map<Integer, Integer> marks, String words, Instant now) {
        return db.sql("""
                        with voter as (
                          update polls.poll_voter set ballots = ballots + 1
                          where commons_id = ? and poll_id = ? and party_id = ?
                          returning commons_id, poll_id, party_id, ballots)
                        insert into polls.ballot (commons_id, poll_id, party_id, number, marks, words, given_at)
                        select commons_id, poll_id, party_id, ballots, ?::jsonb, ?, ? from voter""")
                        .params(
                                commons.value(),
                                poll,
                                party.value(),
                                json.writeValueAsString(marks),
                                words,
                                Timestamp.from(now))
                        .update()
                == 1;
    }

    /// Notes that somebody put a ballot into the urn; false when they did before.
    boolean markVoted(CommonsId commons, UUID poll, PartyId party) {
        return db.sql("""
                        update polls.poll_voter set ballots = 1
                        where commons_id = ? and poll_id = ? and party_id = ? and ballots = 0""").params(commons.value(), poll, party.value()).update() == 1;
    }

    /// Writes every voter's row anew, in one statement, so that no row is older or younger than another.
    void rewriteVoters(CommonsId commons, UUID poll) {
        db.sql("update polls.poll_voter set ballots = ballots where commons_id = ? and poll_id = ?")
                .params(commons.value(), poll)
                .update();
    }

    List<Ballot> ballots(CommonsId commons, UUID poll) {
        return db.sql("""
                        select distinct on (b.party_id) b.party_id, b.marks, b.words, v.weight
                        from polls.ballot b join polls.poll_voter v
                          on v.commons_id = b.commons_id and v.poll_id = b.poll_id and v.party_id = b.party_id
                        where b.commons_id = ? and b.poll_id = ? order by b.party_id, b.number desc""")
                .params(commons.value(), poll)
                .query((row, _) -> new Ballot(
                        Optional.of(PartyId.of(row, "party_id")),
                        "",
                        json.readValue(row.getString("marks"), MARKS),
                        row.getString("words"),
                        row.getInt("weight")))
                .list();
    }
}
