package coppice.server.decisions;

import coppice.rules.voting.PassingRule;
import coppice.rules.voting.PassingRule.Method;
import coppice.rules.voting.Stance;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses.Seat;
import coppice.server.commons.Matter;
import coppice.server.decisions.Proposal.Blockage;
import coppice.server.decisions.Proposal.Conduct;
import coppice.server.decisions.Proposal.MandateState;
import coppice.server.decisions.Proposal.Outcome;
import coppice.server.decisions.Proposal.Reason;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Row;
import coppice.server.kernel.Rows;
import coppice.server.kernel.ThreadId;
import coppice.server.polls.Notices.About;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/// SQL that reads and lists proposals.
@Repository
class ProposalTables {
    private static final TypeReference<Map<Stance, Long>> COUNTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, PassingRule.Result>> CLASSES = new TypeReference<>() {};
    private static final TypeReference<List<Blockage>> BLOCKAGES = new TypeReference<>() {};

    private final Rows db;

    ProposalTables(Rows db) {
        this.db = db;
    }

    Optional<Proposal> proposal(CommonsId commons, ProposalId id) {
        return proposals(commons, Optional.of(id), Optional.empty(), 1).stream().findFirst();
    }

    /// Open ones first, then the newest.
    List<Proposal> proposals(CommonsId commons, int most) {
        return proposals(commons, Optional.empty(), Optional.empty(), most);
    }

    List<Proposal> ofThread(CommonsId commons, ThreadId thread) {
        return proposals(commons, Optional.empty(), Optional.of(thread), Integer.MAX_VALUE);
    }

    private List<Proposal> proposals(CommonsId commons, Optional<ProposalId> one, Optional<ThreadId> thread, int most) {
        return db.sql("""
                        select p.*, o.closed_at, o.reason as outcome, o.eligible, o.took, o.needed, o.counts, o.classes,
                          m.granted_at, m.used_at, m.address, m.withdrawn_at,
                          (select coalesce(jsonb_agg(jsonb_build_object('triedAt', b.tried_at, 'code', b.code,
                              'words', b.words) order by b.number desc), '[]')
                            from decisions.blockage b
                            where b.commons_id = p.commons_id and b.proposal_id = p.id) as blockages
                        from decisions.proposal p
                        left join decisions.outcome o on o.commons_id = p.commons_id and o.proposal_id = p.id
                        left join decisions.mandate m on m.commons_id = p.commons_id and m.proposal_id = p.id
                        where p.commons_id = ? and (?::uuid is null or p.id = ?)
                          and (?::uuid is null or p.thread_id = ?)
                        order by o.closed_at is not null, case when o.closed_at is null then p.closes_at end,
                          p.opened_at desc limit ?""").with(commons, one, one, thread, thread, most).list(row -> proposal(row));
    }

    private static Proposal proposal(Row row) {
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
                        row.json("blockages", BLOCKAGES)));
        return new Proposal(
                row.value("id", ProposalId.class),
                row.value("thread_id", ThreadId.class),
                row.text("title"),
                row.text("reason"),
                row.value("matter", Matter.class),
                row.as(PassingRule.class),
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

    boolean exists(CommonsId commons, ProposalId id) {
        return db.sql("select exists (select 1 from decisions.proposal where commons_id = ? and id = ?)")
                .with(commons, id)
                .single(Boolean.class);
    }

    boolean anyInThread(CommonsId commons, ThreadId thread) {
        return db.sql("select exists (select 1 from decisions.proposal where commons_id = ? and thread_id = ?)")
                .with(commons, thread)
                .single(Boolean.class);
    }

    void moved(CommonsId commons, ThreadId from, ThreadId into) {
        db.sql("update decisions.proposal set thread_id = ? where commons_id = ? and thread_id = ?")
                .with(into, commons, from)
                .update();
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
                        row.value("id", ProposalId.class),
                        row.text("title"),
                        Proposals.address(commons, row.value("id", ProposalId.class)),
                        row.value("closes_at", Instant.class)));
    }

    record WaitingLine(CommonsId commons, ProposalId proposal, String title, Method method, Instant closesAt) {}

    List<WaitingLine> waiting(Collection<Seat> seats, Instant now) {
        return db.sql("""
                        select p.commons_id, p.id as proposal, p.title, p.method, p.closes_at
                        from unnest(?::uuid[], ?::uuid[]) as seat (commons_id, party_id)
                        join decisions.voter v on v.commons_id = seat.commons_id and v.party_id = seat.party_id
                        join decisions.proposal p on p.commons_id = v.commons_id and p.id = v.proposal_id
                        where p.closes_at > ?
                          and not exists (select 1 from decisions.outcome o
                            where o.commons_id = p.commons_id and o.proposal_id = p.id)
                          and v.stances = 0
                        order by p.closes_at, p.id""")
                .columns(seats, seat -> seat.commons().id(), Seat::party)
                .with(now)
                .list(WaitingLine.class);
    }
}
