package coppice.server.decisions;

import coppice.rules.voting.PassingRule;
import coppice.rules.voting.PassingRule.Method;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.commons.Procedure;
import coppice.server.decisions.Proposal.Conduct;
import coppice.server.decisions.Proposal.Outcome;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Rows;
import coppice.server.kernel.ThreadId;
import coppice.server.polls.Electorate.Voter;
import coppice.server.web.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/// SQL that opens, locks, changes and closes proposals, and writes what becomes of mandates.
@Repository
class DecisionTables {
    private final Rows db;
    private final VoterTables roll;

    DecisionTables(Rows db, VoterTables roll) {
        this.db = db;
        this.roll = roll;
    }

    record NewProposal(
            ProposalId id,
            ThreadId thread,
            String title,
            String reason,
            Matter matter,
            PassingRule rule,
            Conduct conduct,
            int charterVersion,
            String motion,
            String terms,
            Instant openedAt,
            Instant closesAt) {}

    /// A proposal under its lock.
    record Open(
            String title,
            Matter matter,
            PassingRule rule,
            Conduct conduct,
            String motion,
            String terms,
            PartyId openedBy,
            Instant closesAt,
            boolean isCounted,
            long eligible) {
        Method method() {
            return rule.method();
        }
    }

    Optional<ProposalId> byKey(CommonsId commons, RequestKey key) {
        return db.sql(
                        "select id, request_key, request_digest from decisions.proposal where commons_id = ? and request_key = any (?)")
                .with(commons, key.keys())
                .first(key, row -> row.value("id", ProposalId.class));
    }

    void addProposal(Member by, NewProposal proposal, RequestKey key, List<Voter> voters) {
        db.sql("""
                        insert into decisions.proposal (commons_id, id, thread_id, title, reason, matter, method, majority,
                          quorum_percent, quorum_by_size, each_class, class_majority, secret, emergency, weighted,
                          charter_version, motion, terms, opened_by, opened_at, closes_at, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)""")
                .with(
                        by.commons().id(),
                        proposal.id(),
                        proposal.thread(),
                        proposal.title(),
                        proposal.reason(),
                        proposal.matter().name(),
                        proposal.rule().method().name(),
                        proposal.rule().majority().name(),
                        proposal.rule().quorumPercent(),
                        proposal.rule().quorumBySize(),
                        proposal.conduct().eachClass(),
                        proposal.conduct().classMajority(),
                        proposal.conduct().secret(),
                        proposal.conduct().emergency(),
                        proposal.conduct().weighted(),
                        proposal.charterVersion(),
                        proposal.motion(),
                        proposal.terms(),
                        by.party(),
                        proposal.openedAt(),
                        proposal.closesAt(),
                        key.key(),
                        key.digest())
                .update();
        roll.add(by.commons().id(), proposal.id(), voters, proposal.conduct().byClass());
    }

    /// Many may hold this at once; whoever closes waits for them.
    Optional<Open> lockForStance(CommonsId commons, ProposalId proposal) {
        return locked("for share of p", commons, proposal);
    }

    Optional<Open> lockForClose(CommonsId commons, ProposalId proposal) {
        return locked("for update of p", commons, proposal);
    }

    /// The lock first, and what it protects by a second statement, which sees what was committed while it
    /// waited.
    private Optional<Open> locked(String lock, CommonsId commons, ProposalId proposal) {
        db.sql("select 1 from decisions.proposal p where p.commons_id = ? and p.id = ? " + lock)
                .with(commons, proposal)
                .list(Integer.class);
        return open(commons, proposal);
    }

    Optional<Open> open(CommonsId commons, ProposalId proposal) {
        return db.sql("""
                        select p.title, p.matter, p.method, p.majority, p.quorum_percent, p.quorum_by_size, p.each_class,
                          p.class_majority, p.secret, p.emergency, p.weighted, p.motion, p.terms, p.opened_by, p.closes_at,
                          exists (select 1 from decisions.outcome o
                            where o.commons_id = p.commons_id and o.proposal_id = p.id) as is_counted,
                          (select count(*) from decisions.voter v
                            where v.commons_id = p.commons_id and v.proposal_id = p.id) as eligible
                        from decisions.proposal p where p.commons_id = ? and p.id = ?""").with(commons, proposal).optional(Open.class);
    }

    List<ProposalId> due(CommonsId commons, Instant now) {
        return db.sql("""
                        select p.id from decisions.proposal p where p.commons_id = ? and p.closes_at <= ?
                          and not exists (select 1 from decisions.outcome o
                            where o.commons_id = p.commons_id and o.proposal_id = p.id)
                        order by p.closes_at, p.id""").with(commons, now).list(ProposalId.class);
    }

    void addOutcome(CommonsId commons, ProposalId proposal, Outcome outcome) {
        db.sql("""
                        insert into decisions.outcome
                          (commons_id, proposal_id, closed_at, reason, eligible, took, needed, counts, classes)
                        values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)""")
                .with(
                        commons,
                        proposal,
                        outcome.at(),
                        outcome.reason(),
                        outcome.eligible(),
                        outcome.took(),
                        outcome.needed(),
                        db.json(outcome.counts()),
                        db.json(outcome.classes()))
                .update();
    }

    /// Makes it a special resolution.
    void raise(CommonsId commons, ProposalId proposal, Procedure rule, Instant closes) {
        db.sql("""
                        update decisions.proposal set class_majority = true, majority = ?, quorum_percent = ?,
                          quorum_by_size = ?, closes_at = ? where commons_id = ? and id = ?""")
                .with(
                        rule.majority(),
                        rule.quorumPercent(),
                        rule.is(Procedure.Way.QUORUM_BY_SIZE),
                        closes,
                        commons,
                        proposal)
                .update();
    }

    /// Those that nobody counted yet, under their locks.
    List<ProposalId> lockOpen(CommonsId commons) {
        return db.sql("""
                        select p.id from decisions.proposal p where p.commons_id = ?
                          and not exists (select 1 from decisions.outcome o
                            where o.commons_id = p.commons_id and o.proposal_id = p.id)
                        order by p.id for update""").with(commons).list(ProposalId.class);
    }

    void addMandate(CommonsId commons, ProposalId proposal, Instant now) {
        db.sql("insert into decisions.mandate (commons_id, proposal_id, granted_at) values (?, ?, ?)")
                .with(commons, proposal, now)
                .update();
    }

    void useMandate(CommonsId commons, ProposalId proposal, String address, Instant now) {
        int used = db.sql("""
                        update decisions.mandate set used_at = ?, address = ?
                        where commons_id = ? and proposal_id = ? and used_at is null and withdrawn_at is null""").with(now, address, commons, proposal).update();
        if (used != 1) throw new IllegalStateException("a mandate is used once");
    }

    void withdrawMandate(CommonsId commons, ProposalId proposal, Instant now) {
        db.sql("""
                        update decisions.mandate set withdrawn_at = ?
                        where commons_id = ? and proposal_id = ? and used_at is null""").with(now, commons, proposal).update();
    }

    void addBlockage(CommonsId commons, ProposalId proposal, String code, Message why, Instant now) {
        db.sql("""
                        insert into decisions.blockage (commons_id, proposal_id, number, tried_at, code, words)
                        select ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?::jsonb from decisions.blockage
                        where commons_id = ? and proposal_id = ?""")
                .with(commons, proposal, now, code, db.json(why), commons, proposal)
                .update();
    }

    /// Withdraws every mandate that was not used, but the one that is being used.
    void giveUp(CommonsId commons, ProposalId inUse, Instant now) {
        db.sql("""
                        update decisions.mandate set withdrawn_at = ?
                        where commons_id = ? and proposal_id <> ? and used_at is null and withdrawn_at is null""").with(now, commons, inUse).update();
    }
}
