package coppice.server.decisions;

import coppice.rules.voting.Stance;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.decisions.Delegates.Delegation;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// All SQL about voices that are handed on.
@Repository
class DelegationTables {
    private final Rows db;

    DelegationTables(Rows db) {
        this.db = db;
    }

    void add(Member from, UUID id, PartyId to, Optional<Matter> matter, Optional<ProposalId> proposal, Instant now) {
        db.sql("""
                        insert into decisions.delegation
                          (commons_id, id, from_party, to_party, matter, proposal_id, given_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .with(
                        from.commons().id(),
                        id,
                        from.party(),
                        to,
                        matter.map(Matter::name).orElse(""),
                        proposal,
                        now)
                .update();
    }

    void end(Member from, Optional<Matter> matter, Optional<ProposalId> proposal, Instant now) {
        db.sql("""
                        update decisions.delegation set ended_at = ?
                        where commons_id = ? and from_party = ? and matter = ? and ended_at is null
                          and proposal_id is not distinct from ?""")
                .with(
                        now,
                        from.commons().id(),
                        from.party(),
                        matter.map(Matter::name).orElse(""),
                        proposal)
                .update();
    }

    List<Delegation> inForce(CommonsId commons) {
        return db.sql("""
                        select from_party as from_id, to_party as to_id, nullif(matter, '') as matter,
                          proposal_id as proposal, given_at
                        from decisions.delegation where commons_id = ? and ended_at is null order by given_at, id""").with(commons).list(Delegation.class);
    }

    /// What somebody said last.
    record Given(PartyId party, Stance stance) {}

    /// The last stance of everyone who spoke, by proposal.
    Map<ProposalId, List<Given>> stances(CommonsId commons, Collection<ProposalId> proposals) {
        var stances = new HashMap<ProposalId, List<Given>>();
        db.sql("""
                        select distinct on (proposal_id, party_id) proposal_id, party_id, stance from decisions.stance
                        where commons_id = ? and proposal_id = any (?)
                        order by proposal_id, party_id, number desc""")
                .with(commons, proposals)
                .each(row -> stances.computeIfAbsent(row.value("proposal_id", ProposalId.class), _ -> new ArrayList<>())
                        .add(new Given(row.value("party_id", PartyId.class), row.value("stance", Stance.class))));
        return stances;
    }

    /// Keeps who was heard through somebody else.
    void addHeard(CommonsId commons, ProposalId proposal, Map<PartyId, PartyId> heard) {
        var others = new LinkedHashMap<PartyId, PartyId>();
        heard.forEach((party, through) -> {
            if (!party.equals(through)) others.put(party, through);
        });
        if (others.isEmpty()) return;
        db.sql("""
                        insert into decisions.heard (commons_id, proposal_id, party_id, through)
                        select ?, ?, unnest(?::uuid[]), unnest(?::uuid[])""").with(commons, proposal, others.keySet(), others.values()).update();
    }

    /// Who was heard through whom at the close, by proposal.
    Map<ProposalId, Map<PartyId, PartyId>> heard(CommonsId commons, Collection<ProposalId> proposals) {
        var heard = new HashMap<ProposalId, Map<PartyId, PartyId>>();
        db.sql("""
                        select proposal_id, party_id, through from decisions.heard
                        where commons_id = ? and proposal_id = any (?) order by party_id""")
                .with(commons, proposals)
                .each(row -> heard.computeIfAbsent(
                                row.value("proposal_id", ProposalId.class), _ -> new LinkedHashMap<>())
                        .put(row.value("party_id", PartyId.class), row.value("through", PartyId.class)));
        return heard;
    }
}
