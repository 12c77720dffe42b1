package coppice.server.decisions;

import coppice.rules.voting.Majority;
import coppice.rules.voting.PassingRule;
import coppice.rules.voting.PassingRule.Method;
import coppice.rules.voting.Stance;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses.Seat;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.decisions.Proposal.Blockage;
import coppice.server.decisions.Proposal.Conduct;
import coppice.server.decisions.Proposal.MandateState;
import coppice.server.decisions.Proposal.Outcome;
import coppice.server.decisions.Proposal.Reason;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import coppice.server.polls.Electorate.Voter;
import coppice.server.polls.Notices.About;
import coppice.server.web.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// All SQL about proposals and their outcomes.
@Repository
class DecisionTables {
    private static final String PROPOSAL_BY_KEY =
            "select id, request_key, request_digest from decisions.proposal where commons_id = ? and request_key = any (?)";
    private static final TypeReference<Map<Stance, Long>> COUNTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, PassingRule.Result>> CLASSES = new TypeReference<>() {};

    private final Rows db;
    private final VoterTables roll;

    DecisionTables(Rows db, JsonMapper json, VoterTables roll) {
        this.db = db;
        this.roll = roll;
    }

    record NewProposal(
            UUID id,
            UUID thread,
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

    Optional<UUID> byKey(CommonsId commons, RequestKey key) {
        return db.sql(
                        "select id, request_key, request_digest from decisions.proposal where commons_id = ? and request_key = any (?)")
                .with(commons, key.keys())
                .first(key, row -> row.value("id", UUID.class));
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
    Optional<Open> lockForStance(CommonsId commons, UUID proposal) {
        return locked("for share of p", commons, proposal);
    }

    Optional<Open> lockForClose(CommonsId commons, UUID proposal) {
        return locked("for update of p", commons, proposal);
    }

    /// The lock first, and what it protects by a second statement, which sees what was committed while it
    /// waited.
    private Optional<Open> locked(String lock, CommonsId commons, UUID proposal) {
        db.sql("select 1 from decisions.proposal p where p.commons_id = ? and p.id = ? " + lock)
                .with(commons, proposal)
                .list(Integer.class);
        return open(commons, proposal);
    }

    Optional<Open> open(CommonsId commons, UUID proposal) {
        return db.sql("""
                        select p.title, p.matter, p.method, p.majority, p.quorum_percent, p.quorum_by_size, p.each_class,
                          p.class_majority, p.secret, p.emergency, p.weighted, p.motion, p.terms, p.opened_by, p.closes_at,
                          exists (select 1 from decisions.outcome o
                            where o.commons_id = p.commons_id and o.proposal_id = p.id) as counted,
                          (select count(*) from decisions.voter v
                            where v.commons_id = p.commons_id and v.proposal_id = p.id) as eligible
                        from decisions.proposal p where p.commons_id = ? and p.id = ?""")
                .with(commons, proposal)
                .optional(row -> new Open(
                        row.text("title"),
                        row.value("matter", Matter.class),
                        rule(row),
                        row.as(Conduct.class),
                        row.text("motion"),
                        row.text("terms"),
                        row.value("opened_by", PartyId.class),
                        row.value("closes_at", Instant.class),
                        row.truth("counted"),
                        row.number("eligible")));
    }

    private static PassingRule rule(Row row) {
        return new PassingRule(
                row.value("method", Method.class),
                row.value("majority", Majority.class),
                row.whole("quorum_percent"),
                row.truth("quorum_by_size"));
    }

    List<UUID> due(CommonsId commons, Instant now) {
        return db.sql("""
                        select p.id from decisions.proposal p where p.commons_id = ? and p.closes_at <= ?
                          and not exists (select 1 from decisions.outcome o
                            where o.commons_id = p.commons_id and o.proposal_id = p.id)
                        order by p.closes_at, p.id""").with(commons, now).list(UUID.class);
    }

    void addOutcome(CommonsId commons, UUID proposal, Outcome outcome) {
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

    /// Open ones first, then the newest.
    List<Proposal> proposals(CommonsId commons, Optional<UUID> one, int most) {
        return proposals(commons, one, Optional.empty(), most);
    }

    List<Proposal> ofThread(CommonsId commons, UUID thread) {
        return proposals(commons, Optional.empty(), Optional.of(thread), Integer.MAX_VALUE);
    }

    private List<Proposal> proposals(CommonsId commons, Optional<UUID> one, Optional<UUID> thread, int most) {
        var found = db.sql("""
                        select p.*, o.closed_at, o.reason as outcome, o.eligible, o.took, o.needed, o.counts, o.classes,
                          m.granted_at, m.used_at, m.address, m.withdrawn_at
                        from decisions.proposal p
                        left join decisions.outcome o on o.commons_id = p.commons_id and o.proposal_id = p.id
                        left join decisions.mandate m on m.commons_id = p.commons_id and m.proposal_id = p.id
                        where p.commons_id = ? and (?::uuid is null or p.id = ?)
                          and (?::uuid is null or p.thread_id = ?)
                        order by o.closed_at is not null, case when o.closed_at is null then p.closes_at end,
                          p.opened_at desc limit ?""").with(commons, one, one, thread, thread, most).list(row -> proposal(row));
        return found.stream().allMatch(it -> it.mandate().isEmpty()) ? found : blocked(commons, found);
    }

    /// With what stood in the way of their mandates.
    private List<Proposal> blocked(CommonsId commons, List<Proposal> proposals) {
        var blockages = new HashMap<UUID, List<Blockage>>();
        db.sql("""
                        select proposal_id, tried_at, code, words from decisions.blockage
                        where commons_id = ? and proposal_id = any (?) order by number desc""")
                .with(commons, proposals.stream().map(Proposal::id).toList())
                .each(row -> blockages
                        .computeIfAbsent(row.value("proposal_id", UUID.class), _ -> new ArrayList<>())
                        .add(new Blockage(row.value("tried_at", Instant.class), row.text("code"), row.json("words", Message.class))));
        return proposals.stream()
                .map(one -> one.blocked(blockages.getOrDefault(one.id(), List.of())))
                .toList();
    }

    private Proposal proposal(Row row) {
        var id = row.value("id", UUID.class);
        var closed = row.optional("closed_at", Instant.class)
                .map(at -> new Outcome(
                        at,
                        row.value("outcome", Reason.class),
                        row.number("eligible"),
                        row.number("took"),
                        row.number("needed"),
                        row.json("counts", COUNTS),
                        row.json("classes", CLASSES)));
        var mandate = row.optional("granted_at", Instant.class)
                .map(at -> new MandateState(
                        at,
                        row.optional("used_at", Instant.class),
                        row.text("address"),
                        row.optional("withdrawn_at", Instant.class),
                        List.of()));
        return new Proposal(
                id,
                row.value("thread_id", UUID.class),
                row.text("title"),
                row.text("reason"),
                row.value("matter", Matter.class),
                rule(row),
                row.as(Conduct.class),
                row.whole("charter_version"),
                row.text("motion"),
                row.text("terms"),
                row.value("opened_by", PartyId.class),
                row.value("opened_at", Instant.class),
                row.value("closes_at", Instant.class),
                closed,
                mandate);
    }

    /// Open ones that close before `before`, and were not made for so short a time.
    List<About> closingSoon(Commons commons, Instant now, Instant before) {
        return db.sql("""
                        select p.id, p.title, p.closes_at from decisions.proposal p
                        where p.commons_id = ? and p.closes_at > ? and p.closes_at <= ?
                          and p.closes_at - p.opened_at > interval '2 days'
                          and not exists (select 1 from decisions.outcome o
                            where o.commons_id = p.commons_id and o.proposal_id = p.id)
                        order by p.closes_at""")
                .with(commons.id(), now, before)
                .list(row -> new About(
                        row.value("id", UUID.class),
                        row.text("title"),
                        Decisions.address(commons, row.value("id", UUID.class)),
                        row.value("closes_at", Instant.class)));
    }

    void moved(CommonsId commons, UUID from, UUID into) {
        db.sql("update decisions.proposal set thread_id = ? where commons_id = ? and thread_id = ?")
                .with(into, commons, from)
                .update();
    }

    boolean any(CommonsId commons, UUID thread) {
        return db.sql("select exists (select 1 from decisions.proposal where commons_id = ? and thread_id = ?)")
                .with(commons, thread)
                .single(Boolean.class);
    }

    record WaitingLine(CommonsId commons, UUID proposal, String title, Method method, Instant closesAt) {}

    List<WaitingLine> waiting(Collection<Seat> seats, Instant now) {
        return db.sql("""
                        select p.commons_id, p.id, p.title, p.method, p.closes_at
                        from unnest(?::uuid[], ?::uuid[]) as seat (commons_id, party_id)
                        join decisions.voter v on v.commons_id = seat.commons_id and v.party_id = seat.party_id
                        join decisions.proposal p on p.commons_id = v.commons_id and p.id = v.proposal_id
                        where p.closes_at > ?
                          and not exists (select 1 from decisions.outcome o
                            where o.commons_id = p.commons_id and o.proposal_id = p.id)
                          and v.stances = 0
                        order by p.closes_at, p.id""")
                .with(
                        seats.stream().map(seat -> seat.commons().id()).toList(),
                        seats.stream().map(seat -> seat.party()).toList(),
                        now)
                .list(row -> new WaitingLine(
                        row.value("commons_id", CommonsId.class),
                        row.value("id", UUID.class),
                        row.text("title"),
                        row.value("method", Method.class),
                        row.value("closes_at", Instant.class)));
    }
}
