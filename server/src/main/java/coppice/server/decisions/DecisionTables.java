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
import coppice.server.polls.Electorate.Voter;
import coppice.server.polls.Notices.About;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// All SQL about proposals and their outcomes.
@Repository
class DecisionTables {
    private static final String PROPOSAL_BY_KEY =
            "select id, request_digest from decisions.proposal where commons_id = ? and request_key = ?";
    private static final TypeReference<Map<Stance, Long>> COUNTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, PassingRule.Result>> CLASSES = new TypeReference<>() {};

    private final JdbcClient db;
    private final JsonMapper json;
    private final VoterTables roll;

    DecisionTables(JdbcClient db, JsonMapper json, VoterTables roll) {
        this.db = db;
        this.json = json;
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
        return db.sql("select id, request_digest from decisions.proposal where commons_id = ? and request_key = ?")
                .params(commons.value(), key.key())
                .query(key::first)
                .optional();
    }

    void addProposal(Member by, NewProposal proposal, RequestKey key, List<Voter> voters) {
        db.sql("""
                        insert into decisions.proposal (commons_id, id, thread_id, title, reason, matter, method, majority,
                          quorum_percent, quorum_by_size, each_class, class_majority, secret, emergency, weighted,
                          charter_version, motion, terms, opened_by, opened_at, closes_at, request_key, request_digest)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)""")
                .params(
                        by.commons().id().value(),
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
                        by.party().value(),
                        Timestamp.from(proposal.openedAt()),
                        Timestamp.from(proposal.closesAt()),
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
                .params(commons.value(), proposal)
                .query(Integer.class)
                .list();
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
                .params(commons.value(), proposal)
                .query((row, _) -> new Open(
                        row.getString("title"),
                        Matter.valueOf(row.getString("matter")),
                        rule(row),
                        conduct(row),
                        row.getString("motion"),
                        row.getString("terms"),
                        PartyId.of(row, "opened_by"),
                        row.getTimestamp("closes_at").toInstant(),
                        row.getBoolean("counted"),
                        row.getLong("eligible")))
                .optional();
    }

    private static PassingRule rule(ResultSet row) throws SQLException {
        return new PassingRule(
                Method.valueOf(row.getString("method")),
                Majority.valueOf(row.getString("majority")),
                row.getInt("quorum_percent"),
                row.getBoolean("quorum_by_size"));
    }

    private static Conduct conduct(ResultSet row) throws SQLException {
        return new Conduct(
                row.getBoolean("each_class"),
                row.getBoolean("class_majority"),
                row.getBoolean("secret"),
                row.getBoolean("emergency"),
                row.getBoolean("weighted"));
    }

    List<UUID> due(CommonsId commons, Instant now) {
        return db.sql("""
                        select p.id from decisions.proposal p where p.commons_id = ? and p.closes_at <= ?
                          and not exists (select 1 from decisions.outcome o
                            where o.commons_id = p.commons_id and o.proposal_id = p.id)
                        order by p.closes_at, p.id""")
                .params(commons.value(), Timestamp.from(now))
                .query(UUID.class)
                .list();
    }

    void addOutcome(CommonsId commons, UUID proposal, Outcome outcome) {
        db.sql("""
                        insert into decisions.outcome
                          (commons_id, proposal_id, closed_at, reason, eligible, took, needed, counts, classes)
                        values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)""")
                .params(
                        commons.value(),
                        proposal,
                        Timestamp.from(outcome.at()),
                        outcome.reason().name(),
                        outcome.eligible(),
                        outcome.took(),
                        outcome.needed(),
                        json.writeValueAsString(outcome.counts()),
                        json.writeValueAsString(outcome.classes()))
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
        var blockages = new HashMap<UUID, List<Blockage>>();
        db.sql("""
                        select proposal_id, tried_at, code, words from decisions.blockage
                        where commons_id = ? and (?::uuid is null or proposal_id = ?) order by number desc""")
                .param(commons.value())
                .param(one.orElse(null))
                .param(one.orElse(null))
                .query(row -> {
                    blockages
                            .computeIfAbsent(row.getObject("proposal_id", UUID.class), _ -> new ArrayList<>())
                            .add(new Blockage(
                                    row.getTimestamp("tried_at").toInstant(),
                                    row.getString("code"),
                                    row.getString("words")));
                });
        return db.sql("""
                        select p.*, o.closed_at, o.reason as outcome, o.eligible, o.took, o.needed, o.counts, o.classes,
                          m.granted_at, m.used_at, m.address, m.withdrawn_at
                        from decisions.proposal p
                        left join decisions.outcome o on o.commons_id = p.commons_id and o.proposal_id = p.id
                        left join decisions.mandate m on m.commons_id = p.commons_id and m.proposal_id = p.id
                        where p.commons_id = ? and (?::uuid is null or p.id = ?)
                          and (?::uuid is null or p.thread_id = ?)
                        order by o.closed_at is not null, case when o.closed_at is null then p.closes_at end,
                          p.opened_at desc limit ?""")
                .param(commons.value())
                .param(one.orElse(null))
                .param(one.orElse(null))
                .param(thread.orElse(null))
                .param(thread.orElse(null))
                .param(most)
                .query((row, _) -> proposal(row, blockages))
                .list();
    }

    private Proposal proposal(ResultSet row, Map<UUID, List<Blockage>> blockages) throws SQLException {
        var id = row.getObject("id", UUID.class);
        Optional<Outcome> closed = row.getTimestamp("closed_at") == null
                ? Optional.empty()
                : Optional.of(new Outcome(
                        row.getTimestamp("closed_at").toInstant(),
                        Reason.valueOf(row.getString("outcome")),
                        row.getLong("eligible"),
                        row.getLong("took"),
                        row.getLong("needed"),
                        json.readValue(row.getString("counts"), COUNTS),
                        json.readValue(row.getString("classes"), CLASSES)));
        Optional<MandateState> mandate = row.getTimestamp("granted_at") == null
                ? Optional.empty()
                : Optional.of(new MandateState(
                        row.getTimestamp("granted_at").toInstant(),
                        Optional.ofNullable(row.getTimestamp("used_at")).map(Timestamp::toInstant),
                        row.getString("address"),
                        Optional.ofNullable(row.getTimestamp("withdrawn_at")).map(Timestamp::toInstant),
                        blockages.getOrDefault(id, List.of())));
        return new Proposal(
                id,
                row.getObject("thread_id", UUID.class),
                row.getString("title"),
                row.getString("reason"),
                Matter.valueOf(row.getString("matter")),
                rule(row),
                conduct(row),
                row.getInt("charter_version"),
                row.getString("motion"),
                row.getString("terms"),
                PartyId.of(row, "opened_by"),
                row.getTimestamp("opened_at").toInstant(),
                row.getTimestamp("closes_at").toInstant(),
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
                .params(commons.id().value(), Timestamp.from(now), Timestamp.from(before))
                .query((row, _) -> new About(
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        Decisions.address(commons, row.getObject("id", UUID.class)),
                        row.getTimestamp("closes_at").toInstant()))
                .list();
    }

    void moved(CommonsId commons, UUID from, UUID into) {
        db.sql("update decisions.proposal set thread_id = ? where commons_id = ? and thread_id = ?")
                .params(into, commons.value(), from)
                .update();
    }

    boolean any(CommonsId commons, UUID thread) {
        return db.sql("select exists (select 1 from decisions.proposal where commons_id = ? and thread_id = ?)")
                .params(commons.value(), thread)
                .query(Boolean.class)
                .single();
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
                .params(
                        seats.stream().map(seat -> seat.commons().id().value()).toArray(UUID[]::new),
                        seats.stream().map(seat -> seat.party().value()).toArray(UUID[]::new),
                        Timestamp.from(now))
                .query((row, _) -> new WaitingLine(
                        new CommonsId(row.getObject("commons_id", UUID.class)),
                        row.getObject("id", UUID.class),
                        row.getString("title"),
                        Method.valueOf(row.getString("method")),
                        row.getTimestamp("closes_at").toInstant()))
                .list();
    }
}
