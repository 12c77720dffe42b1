package coppice.server.decisions;

import coppice.rules.voting.Stance;
import coppice.server.decisions.Proposal.Voice;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Rows;
import coppice.server.polls.Electorate.Voter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL about who may take part in a proposal, and what they said.
@Repository
class VoterTables {
    private final Rows db;

    VoterTables(Rows db) {
        this.db = db;
    }

    /// What a voter's voice weighs, in hundredths, the classes in which it is counted apart, and whether anything was
    /// said by it.
    record Weighed(int weight, List<String> classes, boolean spoke) {}

    void add(CommonsId commons, ProposalId proposal, List<Voter> voters, boolean byClass) {
        db.sql("""
                        insert into decisions.voter (commons_id, proposal_id, party_id, weight, because)
                        select ?, ?, unnest(?::uuid[]), unnest(?::integer[]), unnest(?::text[])""")
                .with(
                        commons,
                        proposal,
                        voters.stream().map(voter -> voter.party()).toList(),
                        voters.stream().map(Voter::weightHundredths).toList(),
                        voters.stream().map(Voter::because).toList())
                .update();
        if (byClass) addClasses(commons, proposal, voters);
    }

    void addClasses(CommonsId commons, ProposalId proposal, List<Voter> voters) {
        var parties = new ArrayList<UUID>();
        var names = new ArrayList<String>();
        for (var voter : voters)
            for (var name : voter.classes()) {
                parties.add(voter.party().value());
                names.add(name);
            }
        db.sql("""
                        insert into decisions.voter_class (commons_id, proposal_id, party_id, class)
                        select ?, ?, unnest(?::uuid[]), unnest(?::text[])""").with(commons, proposal, parties, names).update();
    }

    Map<ProposalId, Map<PartyId, Weighed>> voters(CommonsId commons, Collection<ProposalId> proposals) {
        var voters = new HashMap<ProposalId, Map<PartyId, Weighed>>();
        db.sql("""
                        select v.proposal_id, v.party_id, v.weight, v.stances > 0 as spoke,
                          coalesce(array_agg(c.class) filter (where c.class is not null), array[]::text[]) as classes
                        from decisions.voter v left join decisions.voter_class c on c.commons_id = v.commons_id
                          and c.proposal_id = v.proposal_id and c.party_id = v.party_id
                        where v.commons_id = ? and v.proposal_id = any (?)
                        group by v.proposal_id, v.party_id, v.weight, v.stances""")
                .with(commons, proposals)
                .each(row -> voters.computeIfAbsent(row.value("proposal_id", ProposalId.class), _ -> new HashMap<>())
                        .put(
                                row.value("party_id", PartyId.class),
                                new Weighed(
                                        row.whole("weight"), row.list("classes", String.class), row.truth("spoke"))));
        return voters;
    }

    Map<PartyId, Weighed> voters(CommonsId commons, ProposalId proposal) {
        return voters(commons, List.of(proposal)).getOrDefault(proposal, Map.of());
    }

    /// Notes that somebody put a stance into the urn; false when they did before.
    boolean markVoted(CommonsId commons, ProposalId proposal, PartyId party) {
        return db.sql("""
                        update decisions.voter set stances = 1
                        where commons_id = ? and proposal_id = ? and party_id = ? and stances = 0""").with(commons, proposal, party).update() == 1;
    }

    /// Writes every voter's row anew, in one statement, so that no row is older or younger than another.
    void rewriteVoters(CommonsId commons, ProposalId proposal) {
        db.sql("update decisions.voter set stances = stances where commons_id = ? and proposal_id = ?")
                .with(commons, proposal)
                .update();
    }

    /// False when the party is not among the voters. Two at once by one person take two numbers.
    boolean addStance(
            CommonsId commons, ProposalId proposal, PartyId party, Stance stance, String reason, Instant now) {
        return db.sql("""
                        with voice as (
                          update decisions.voter set stances = stances + 1
                          where commons_id = ? and proposal_id = ? and party_id = ?
                          returning commons_id, proposal_id, party_id, stances)
                        insert into decisions.stance (commons_id, proposal_id, party_id, number, stance, reason, given_at)
                        select commons_id, proposal_id, party_id, stances, ?, ?, ? from voice""")
                        .with(commons, proposal, party, stance.name(), reason, now)
                        .update()
                == 1;
    }

    boolean isVoter(CommonsId commons, ProposalId proposal, PartyId party) {
        return db.sql("select count(*) from decisions.voter where commons_id = ? and proposal_id = ? and party_id = ?")
                        .with(commons, proposal, party)
                        .single(Long.class)
                == 1;
    }

    /// Who may take part and has said nothing.
    List<PartyId> silentOnes(CommonsId commons, ProposalId proposal) {
        return db.sql("select party_id from decisions.voter where commons_id = ? and proposal_id = ? and stances = 0")
                .with(commons, proposal)
                .list(PartyId.class);
    }

    List<Voice> voices(CommonsId commons, ProposalId proposal) {
        return db.sql("""
                        select * from (
                          select distinct on (party_id) party_id, stance, reason, given_at, number - 1 as changes
                          from decisions.stance where commons_id = ? and proposal_id = ?
                          order by party_id, number desc) as last
                        order by given_at, party_id""").with(commons, proposal).list(Voice.class);
    }
}
