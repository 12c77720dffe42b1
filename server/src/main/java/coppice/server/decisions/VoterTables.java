package coppice.server.decisions;

import coppice.rules.voting.Stance;
import coppice.server.decisions.Proposal.Voice;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.polls.Electorate.Voter;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about who may take part in a proposal, and what they said.
@Repository
class VoterTables {
    private final JdbcClient db;

    VoterTables(JdbcClient db) {
        this.db = db;
    }

    /// What a voter's voice weighs, in hundredths, and the classes in which it is counted apart.
    record Weighed(int weight, List<String> classes) {}

    void add(CommonsId commons, UUID proposal, List<Voter> voters, boolean byClass) {
        db.sql("""
                        insert into decisions.voter (commons_id, proposal_id, party_id, weight, because)
                        select ?, ?, unnest(?::uuid[]), unnest(?::integer[]), unnest(?::text[])""")
                .params(
                        commons.value(),
                        proposal,
                        voters.stream().map(voter -> voter.party().value()).toArray(UUID[]::new),
                        voters.stream().map(Voter::weightHundredths).toArray(Integer[]::new),
                        voters.stream().map(Voter::because).toArray(String[]::new))
                .update();
        if (byClass) addClasses(commons, proposal, voters);
    }

    void addClasses(CommonsId commons, UUID proposal, List<Voter> voters) {
        var parties = new ArrayList<UUID>();
        var names = new ArrayList<String>();
        for (var voter : voters)
            for (var name : voter.classes()) {
                parties.add(voter.party().value());
                names.add(name);
            }
        db.sql("""
                        insert into decisions.voter_class (commons_id, proposal_id, party_id, class)
                        select ?, ?, unnest(?::uuid[]), unnest(?::text[])""")
                .params(commons.value(), proposal, parties.toArray(UUID[]::new), names.toArray(String[]::new))
                .update();
    }

    Map<PartyId, Weighed> voters(CommonsId commons, UUID proposal) {
        var voters = new HashMap<PartyId, Weighed>();
        db.sql("""
                        select v.party_id, v.weight, coalesce(array_agg(c.class) filter (where c.class is not null),
                          array[]::text[]) as classes
                        from decisions.voter v left join decisions.voter_class c on c.commons_id = v.commons_id
                          and c.proposal_id = v.proposal_id and c.party_id = v.party_id
                        where v.commons_id = ? and v.proposal_id = ? group by v.party_id, v.weight""").params(commons.value(), proposal).query(row -> {
            voters.put(PartyId.of(row, "party_id"), new Weighed(row.getInt("weight"), List.of((String[])
                    row.getArray("classes").getArray())));
        });
        return voters;
    }

    /// Notes that somebody put a stance into the urn; false when they did before.
    boolean markVoted(CommonsId commons, UUID proposal, PartyId party) {
        return db.sql("""
                        update decisions.voter set stances = 1
                        where commons_id = ? and proposal_id = ? and party_id = ? and stances = 0""").params(commons.value(), proposal, party.value()).update() == 1;
    }

    /// Writes every voter's row anew, in one statement, so that no row is older or younger than another.
    void rewriteVoters(CommonsId commons, UUID proposal) {
        db.sql("update decisions.voter set stances = stances where commons_id = ? and proposal_id = ?")
                .params(commons.value(), proposal)
                .update();
    }

    /// False when the party is not among the voters. Two at once by one person take two numbers.
    boolean addStance(CommonsId commons, UUID proposal, PartyId party, Stance stance, String reason, Instant now) {
        return db.sql("""
                        with voice as (
                          update decisions.voter set stances = stances + 1
                          where commons_id = ? and proposal_id = ? and party_id = ?
                          returning commons_id, proposal_id, party_id, stances)
                        insert into decisions.stance (commons_id, proposal_id, party_id, number, stance, reason, given_at)
                        select commons_id, proposal_id, party_id, stances, ?, ?, ? from voice""")
                        .params(commons.value(), proposal, party.value(), stance.name(), reason, Timestamp.from(now))
                        .update()
                == 1;
    }

    boolean isVoter(CommonsId commons, UUID proposal, PartyId party) {
        return db.sql("select count(*) from decisions.voter where commons_id = ? and proposal_id = ? and party_id = ?")
                        .params(commons.value(), proposal, party.value())
                        .query(Long.class)
                        .single()
                == 1;
    }

    long eligible(CommonsId commons, UUID proposal) {
        return db.sql("select count(*) from decisions.voter where commons_id = ? and proposal_id = ?")
                .params(commons.value(), proposal)
                .query(Long.class)
                .single();
    }

    /// How many who may take part have said nothing.
    long silent(CommonsId commons, UUID proposal) {
        return db.sql("""
                        select count(*) from decisions.voter
                        where commons_id = ? and proposal_id = ? and stances = 0""").params(commons.value(), proposal).query(Long.class).single();
    }

    List<PartyId> silentOnes(CommonsId commons, UUID proposal) {
        return db.sql("select party_id from decisions.voter where commons_id = ? and proposal_id = ? and stances = 0")
                .params(commons.value(), proposal)
                .query((row, _) -> PartyId.of(row, "party_id"))
                .list();
    }

    List<Voice> voices(CommonsId commons, UUID proposal) {
        return db.sql("""
                        select * from (
                          select distinct on (party_id) party_id, stance, reason, given_at, number
                          from decisions.stance where commons_id = ? and proposal_id = ?
                          order by party_id, number desc) as last
                        order by given_at, party_id""")
                .params(commons.value(), proposal)
                .query((row, _) -> new Voice(
                        PartyId.of(row, "party_id"),
                        Stance.valueOf(row.getString("stance")),
                        row.getString("reason"),
                        row.getTimestamp("given_at").toInstant(),
                        row.getInt("number") - 1))
                .list();
    }
}
