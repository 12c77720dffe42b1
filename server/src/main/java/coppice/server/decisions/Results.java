package coppice.server.decisions;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What was decided is followed up: what it came to, who looks after it, how far it is, and when it is looked at
/// again. Every version stays; the newest one counts.
@Service
public class Results {
    private static final int MOST = 200;

    private final ResultTables tables;
    private final Decisions decisions;
    private final Polls polls;
    private final Commonses commonses;
    private final News news;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Results(
            ResultTables tables,
            Decisions decisions,
            Polls polls,
            Commonses commonses,
            News news,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.tables = tables;
        this.decisions = decisions;
        this.polls = polls;
        this.commonses = commonses;
        this.news = news;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// How things stand, as somebody wrote it down.
    ///
    /// @param progressPercent 0 to 100
    public record Line(
            UUID id,
            String statement,
            List<PartyId> responsible,
            int progressPercent,
            Optional<LocalDate> reviewOn,
            PartyId writtenBy,
            Instant writtenAt) {}

    public record Milestone(UUID id, String title, Optional<LocalDate> dueOn, Optional<Instant> doneAt) {}

    /// @param address of the proposal or poll
    /// @param cameOf  where what a motion did can be seen; empty: it did nothing by itself
    /// @param lines   the newest first; none: nobody has written anything yet
    public record Result(
            UUID subject,
            String title,
            String address,
            Instant decidedAt,
            PartyId openedBy,
            boolean isAdvice,
            String cameOf,
            List<Line> lines,
            List<Milestone> milestones) {
        public Optional<Line> now() {
            return lines.stream().findFirst();
        }
    }

    /// Everything that passed, and every poll somebody wrote the outcome of; the newest first.
    public List<Result> all(Member viewer) {
        var commons = viewer.commons();
        var results = new ArrayList<Result>();
        for (var proposal : decisions.proposals(commons, MOST))
            if (proposal.closed().filter(Proposal.Outcome::passed).isPresent()) results.add(of(commons, proposal));
        for (var poll : polls.polls(viewer.party(), commons, Optional.empty(), MOST)) {
            if (poll.isOpen()) continue;
            var result = of(commons, poll);
            if (result.isAdvice() || !result.lines().isEmpty()) results.add(result);
        }
        results.sort(java.util.Comparator.comparing(Result::decidedAt).reversed());
        return results;
    }

    private Result of(Commons commons, Proposal proposal) {
        return new Result(
                proposal.id(),
                proposal.title(),
                Decisions.address(commons, proposal.id()),
                proposal.closed().orElseThrow().at(),
                proposal.openedBy(),
                false,
                proposal.mandate().map(Proposal.MandateState::address).orElse(""),
                tables.lines(commons.id(), proposal.id()),
                tables.milestones(commons.id(), proposal.id()));
    }

    private Result of(Commons commons, Poll poll) {
        return new Result(
                poll.id(),
                poll.title(),
                Polls.address(commons, poll.id()),
                poll.closed().orElseThrow().at(),
                poll.openedBy(),
                poll.kind() == Poll.Kind.ADVICE,
                "",
                tables.lines(commons.id(), poll.id()),
                tables.milestones(commons.id(), poll.id()));
    }

    /// The result of a proposal or poll that has closed.
    public Result result(Member viewer, UUID subject) {
        var commons = viewer.commons();
        if (decisions.isProposal(commons.id(), subject)) {
            var proposal = decisions.proposal(commons, subject);
            if (proposal.isOpen()) throw new Refused(new DecisionRefusal.StillOpen(proposal.closesAt()));
            return of(commons, proposal);
        }
        var poll = polls.poll(viewer, subject);
        if (poll.isOpen()) throw new Refused(new DecisionRefusal.StillOpen(poll.closesAt()));
        return of(commons, poll);
    }

    /// What somebody writes down.
    public record Note(
            String statement, List<PartyId> responsible, int progressPercent, Optional<LocalDate> reviewOn) {}

    /// Writes down how things stand. What somebody decided after asking for advice, only they write.
    public void write(Member member, UUID subject, Note note) {
        transactions.run(() -> {
            var result = result(member, subject);
            if (result.isAdvice()
                    && result.lines().isEmpty()
                    && !result.openedBy().equals(member.party())) throw new Refused(new DecisionRefusal.NotYourPoll());
            for (var party : note.responsible())
                commonses.member(member.commons().id(), party);
            tables.add(
                    member,
                    subject,
                    new Line(
                            ids.next(),
                            Fields.text("statement", note.statement(), 5000),
                            note.responsible(),
                            note.progressPercent(),
                            note.reviewOn(),
                            member.party(),
                            clock.instant().truncatedTo(ChronoUnit.MICROS)));
        });
    }

    public void addMilestone(Member member, UUID subject, String title, Optional<LocalDate> dueOn) {
        transactions.run(() -> {
            result(member, subject);
            tables.addMilestone(
                    member,
                    subject,
                    new Milestone(ids.next(), Fields.text("milestone", title, 200), dueOn, Optional.empty()),
                    clock.instant());
        });
    }

    /// Ticks a milestone off; gives what it belongs to.
    public UUID done(Member member, UUID milestone) {
        return transactions.run(() -> {
            var subject = tables.subjectOf(member.commons().id(), milestone)
                    .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
            result(member, subject);
            tables.done(member, milestone, clock.instant());
            return subject;
        });
    }

    /// Tells whoever looks after a result that its day of review has come.
    public void remind(Commons commons) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (var due : tables.dueForReview(commons.id(), today))
            transactions.run(() -> {
                boolean isProposal = decisions.isProposal(commons.id(), due.subject());
                String title = isProposal
                        ? decisions.proposal(commons, due.subject()).title()
                        : polls.poll(commons, due.subject()).title();
                var people = due.line().responsible().isEmpty()
                        ? List.of(due.line().writtenBy())
                        : due.line().responsible();
                news.review(
                        commons,
                        due.line().id(),
                        title,
                        commons.address() + "/decisions/results/" + due.subject(),
                        people,
                        clock.instant());
            });
    }

    /// All SQL about results.
    @Component
    static class ResultTables {
        private static final TypeReference<List<UUID>> PARTIES = new TypeReference<>() {};

        private final JdbcClient db;
        private final JsonMapper json;

        ResultTables(JdbcClient db, JsonMapper json) {
            this.db = db;
            this.json = json;
        }

        void add(Member by, UUID subject, Line line) {
            db.sql("""
                            insert into decisions.result (commons_id, id, subject_id, statement, responsible,
                              progress_percent, review_on, written_by, written_at)
                            values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)""")
                    .param(by.commons().id().value())
                    .param(line.id())
                    .param(subject)
                    .param(line.statement())
                    .param(json.writeValueAsString(
                            line.responsible().stream().map(PartyId::value).toList()))
                    .param(line.progressPercent())
                    .param(line.reviewOn().orElse(null))
                    .param(by.party().value())
                    .param(Timestamp.from(line.writtenAt()))
                    .update();
        }

        private Line line(ResultSet row) throws SQLException {
            return new Line(
                    row.getObject("id", UUID.class),
                    row.getString("statement"),
                    json.readValue(row.getString("responsible"), PARTIES).stream()
                            .map(PartyId::new)
                            .toList(),
                    row.getInt("progress_percent"),
                    Optional.ofNullable(row.getObject("review_on", LocalDate.class)),
                    DecisionTables.party(row, "written_by"),
                    row.getTimestamp("written_at").toInstant());
        }

        List<Line> lines(CommonsId commons, UUID subject) {
            return db.sql("""
                            select * from decisions.result where commons_id = ? and subject_id = ?
                            order by written_at desc, id desc""")
                    .params(commons.value(), subject)
                    .query((row, _) -> line(row))
                    .list();
        }

        record Due(UUID subject, Line line) {}

        /// The newest line of every subject whose day of review has come and was not told of.
        List<Due> dueForReview(CommonsId commons, LocalDate today) {
            return db.sql("""
                            select * from (select distinct on (subject_id) * from decisions.result
                              where commons_id = ? order by subject_id, written_at desc, id desc) as r
                            where r.review_on <= ? and not exists (select 1 from decisions.reminder m
                              where m.commons_id = r.commons_id and m.subject_id = r.id)""")
                    .params(commons.value(), today)
                    .query((row, _) -> new Due(row.getObject("subject_id", UUID.class), line(row)))
                    .list();
        }

        void addMilestone(Member by, UUID subject, Milestone milestone, Instant now) {
            db.sql("""
                            insert into decisions.milestone
                              (commons_id, id, subject_id, title, due_on, added_by, added_at)
                            values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(by.commons().id().value(), milestone.id(), subject, milestone.title())
                    .param(milestone.dueOn().orElse(null))
                    .params(by.party().value(), Timestamp.from(now))
                    .update();
        }

        Optional<UUID> subjectOf(CommonsId commons, UUID milestone) {
            return db.sql("select subject_id from decisions.milestone where commons_id = ? and id = ?")
                    .params(commons.value(), milestone)
                    .query(UUID.class)
                    .optional();
        }

        void done(Member by, UUID milestone, Instant now) {
            db.sql("""
                            update decisions.milestone set done_by = ?, done_at = ?
                            where commons_id = ? and id = ? and done_at is null""")
                    .params(
                            by.party().value(),
                            Timestamp.from(now),
                            by.commons().id().value(),
                            milestone)
                    .update();
        }

        List<Milestone> milestones(CommonsId commons, UUID subject) {
            return db.sql("""
                            select id, title, due_on, done_at from decisions.milestone
                            where commons_id = ? and subject_id = ? order by due_on nulls last, id""")
                    .params(commons.value(), subject)
                    .query((row, _) -> new Milestone(
                            row.getObject("id", UUID.class),
                            row.getString("title"),
                            Optional.ofNullable(row.getObject("due_on", LocalDate.class)),
                            Optional.ofNullable(row.getTimestamp("done_at")).map(Timestamp::toInstant)))
                    .list();
        }
    }
}
