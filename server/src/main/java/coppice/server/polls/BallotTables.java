package coppice.server.polls;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Rows;
import coppice.server.polls.Poll.Ballot;
import coppice.server.polls.Poll.Turnout;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/// All SQL about who may vote in polls, and ballots with names.
@Repository
class BallotTables {
    private static final TypeReference<Map<Integer, Integer>> MARKS = new TypeReference<>() {};

    private final Rows db;

    BallotTables(Rows db) {
        this.db = db;
    }

    /// How many ballots a voter gave; absent for somebody who may not vote.
    Optional<Integer> given(CommonsId commons, PollId poll, PartyId party) {
        return db.sql("select ballots from polls.poll_voter where commons_id = ? and poll_id = ? and party_id = ?")
                .with(commons, poll, party)
                .optional(Integer.class);
    }

    /// How many ballots somebody gave to each of these; those are left out in which they may not vote.
    Map<PollId, Integer> given(CommonsId commons, Collection<PollId> polls, PartyId party) {
        var given = new HashMap<PollId, Integer>();
        db.sql(
                        "select poll_id, ballots from polls.poll_voter where commons_id = ? and poll_id = any (?) and party_id = ?")
                .with(commons, polls, party)
                .each(row -> given.put(row.value("poll_id", PollId.class), row.whole("ballots")));
        return given;
    }

    Map<PollId, Turnout> turnout(CommonsId commons, Collection<PollId> polls) {
        var turnout = new HashMap<PollId, Turnout>();
        db.sql("""
                        select poll_id, count(*) as eligible, count(*) filter (where ballots > 0) as took
                        from polls.poll_voter where commons_id = ? and poll_id = any (?) group by poll_id""")
                .with(commons, polls)
                .each(row -> turnout.put(row.value("poll_id", PollId.class), row.as(Turnout.class)));
        return turnout;
    }

    Turnout turnout(CommonsId commons, PollId poll) {
        return db.sql("""
                        select count(*) as eligible, count(*) filter (where ballots > 0) as took
                        from polls.poll_voter where commons_id = ? and poll_id = ?""").with(commons, poll).single(Turnout.class);
    }

    List<PartyId> took(CommonsId commons, PollId poll) {
        return db.sql("select party_id from polls.poll_voter where commons_id = ? and poll_id = ? and ballots > 0")
                .with(commons, poll)
                .list(row -> row.value("party_id", PartyId.class));
    }

    /// Who may vote and has not.
    List<PartyId> silent(CommonsId commons, PollId poll) {
        return db.sql("select party_id from polls.poll_voter where commons_id = ? and poll_id = ? and ballots = 0")
                .with(commons, poll)
                .list(row -> row.value("party_id", PartyId.class));
    }

    /// False when the party is not among the voters. Two at once by one person take two numbers.
    boolean addBallot(
            CommonsId commons, PollId poll, PartyId party, Map<Integer, Integer> marks, String words, Instant now) {
        return db.sql("""
                        with voter as (
                          update polls.poll_voter set ballots = ballots + 1
                          where commons_id = ? and poll_id = ? and party_id = ?
                          returning commons_id, poll_id, party_id, ballots)
                        insert into polls.ballot (commons_id, poll_id, party_id, number, marks, words, given_at)
                        select commons_id, poll_id, party_id, ballots, ?::jsonb, ?, ? from voter""")
                        .with(commons, poll, party, db.json(marks), words, now)
                        .update()
                == 1;
    }

    /// Notes that somebody put a ballot into the urn; false when they did before.
    boolean markVoted(CommonsId commons, PollId poll, PartyId party) {
        return db.sql("""
                        update polls.poll_voter set ballots = 1
                        where commons_id = ? and poll_id = ? and party_id = ? and ballots = 0""").with(commons, poll, party).update() == 1;
    }

    /// Writes every voter's row anew, in one statement, so that no row is older or younger than another.
    void rewriteVoters(CommonsId commons, PollId poll) {
        db.sql("update polls.poll_voter set ballots = ballots where commons_id = ? and poll_id = ?")
                .with(commons, poll)
                .update();
    }

    List<Ballot> ballots(CommonsId commons, PollId poll) {
        return db.sql("""
                        select distinct on (b.party_id) b.party_id, b.marks, b.words, v.weight
                        from polls.ballot b join polls.poll_voter v
                          on v.commons_id = b.commons_id and v.poll_id = b.poll_id and v.party_id = b.party_id
                        where b.commons_id = ? and b.poll_id = ? order by b.party_id, b.number desc""")
                .with(commons, poll)
                .list(row -> new Ballot(
                        Optional.of(row.value("party_id", PartyId.class)),
                        "",
                        row.json("marks", MARKS),
                        row.text("words"),
                        row.whole("weight")));
    }
}
