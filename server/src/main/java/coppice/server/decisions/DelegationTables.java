package coppice.server.decisions;

import coppice.rules.voting.Stance;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.decisions.Delegates.Delegation;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All SQL about voices that are handed on.
@Repository
class DelegationTables {
    private final JdbcClient db;

    DelegationTables(JdbcClient db) {
        this.db = db;
    }

    void add(Member from, UUID id, PartyId to, Optional<Matter> matter, Optional<UUID> proposal, Instant now) {
        db.sql("""
                        insert into decisions.delegation
                          (commons_id, id, from_party, to_party, matter, proposal_id, given_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        from.commons().id().value(),
                        id,
                        from.party().value(),
                        to.value(),
                        matter.map(Matter::name).orElse(""))
                .param(proposal.orElse(null))
                .param(Timestamp.from(now))
                .update();
    }

    void end(Member from, Optional<Matter> matter, Optional<UUID> proposal, Instant now) {
        db.sql("""
                        update decisions.delegation set ended_at = ?
                        where commons_id = ? and from_party = ? and matter = ? and ended_at is null
                          and proposal_id is not distinct from ?""")
                .params(
                        Timestamp.from(now),
                        from.commons().id().value(),
                        from.party().value(),
                        matter.map(Matter::name).orElse(""))
                .param(proposal.orElse(null))
                .update();
    }

    List<Delegation> inForce(CommonsId commons) {
        return db.sql("""
                        select from_party, to_party, matter, proposal_id, given_at from decisions.delegation
                        where commons_id = ? and ended_at is null order by given_at, id""")
                .param(commons.value())
                .query((row, _) -> new Delegation(
                        PartyId.of(row, "from_party"),
                        PartyId.of(row, "to_party"),
                        Optional.of(row.getString("matter"))
                                .filter(matter -> !matter.isEmpty())
                                .map(Matter::valueOf),
                        Optional.ofNullable(row.getObject("proposal_id", UUID.class)),
                        row.getTimestamp("given_at").toInstant()))
                .list();
    }

    boolean isProposal(CommonsId commons, UUID id) {
        return db.sql("select count(*) from decisions.proposal where commons_id = ? and id = ?")
                        .params(commons.value(), id)
                        .query(Long.class)
                        .single()
                == 1;
    }

    /// What somebody said last.
    record Given(PartyId party, Stance stance) {}

    List<Given> stances(CommonsId commons, UUID proposal) {
        return db.sql("""
                        select distinct on (party_id) party_id, stance from decisions.stance
                        where commons_id = ? and proposal_id = ? order by party_id, number desc""")
                .params(commons.value(), proposal)
                .query((row, _) -> new Given(PartyId.of(row, "party_id"), Stance.valueOf(row.getString("stance"))))
                .list();
    }

    /// Keeps who was heard through somebody else.
    void addHeard(CommonsId commons, UUID proposal, Map<PartyId, PartyId> heard) {
        var others = new LinkedHashMap<PartyId, PartyId>();
        heard.forEach((party, through) -> {
            if (!party.equals(through)) others.put(party, through);
        });
        if (others.isEmpty()) return;
        db.sql("""
                        insert into decisions.heard (commons_id, proposal_id, party_id, through)
                        select ?, ?, unnest(?::uuid[]), unnest(?::uuid[])""")
                .params(
                        commons.value(),
                        proposal,
                        others.keySet().stream().map(PartyId::value).toArray(UUID[]::new),
                        others.values().stream().map(PartyId::value).toArray(UUID[]::new))
                .update();
    }

    Map<PartyId, PartyId> heard(CommonsId commons, UUID proposal) {
        var heard = new LinkedHashMap<PartyId, PartyId>();
        db.sql(
                        "select party_id, through from decisions.heard where commons_id = ? and proposal_id = ? order by party_id")
                .params(commons.value(), proposal)
                .query(row -> {
                    heard.put(PartyId.of(row, "party_id"), PartyId.of(row, "through"));
                });
        return heard;
    }
}
