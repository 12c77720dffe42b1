package coppice.server.outcomes;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Due;
import coppice.server.commons.Member;
import coppice.server.decisions.Proposal;
import coppice.server.decisions.Proposals;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.polls.Poll;
import coppice.server.polls.PollId;
import coppice.server.polls.Polls;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// What was decided is followed up: what it came to, who looks after it, how far it is, and when it is looked at
/// again. Every version stays; the newest one counts.
@Service
public class Results implements Due {
    private static final int MOST = 200;

    private final ResultTables tables;
    private final Proposals proposals;
    private final Polls polls;
    private final Commonses commonses;
    private final News news;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Results(
            ResultTables tables,
            Proposals proposals,
            Polls polls,
            Commonses commonses,
            News news,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.tables = tables;
        this.proposals = proposals;
        this.polls = polls;
        this.commonses = commonses;
        this.news = news;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// How things stand, as somebody wrote it down.
    ///
    /// @param progressPercent 0 to 100
    public record Line(
            LineId id,
            String statement,
            List<PartyId> responsible,
            int progressPercent,
            Optional<LocalDate> reviewOn,
            PartyId writtenBy,
            Instant writtenAt) {}

    public record Milestone(MilestoneId id, String title, Optional<LocalDate> dueOn, Optional<Instant> doneAt) {}

    /// @param address of the proposal or poll
    /// @param cameOf  where what a motion did can be seen; empty: it did nothing by itself
    /// @param lines   the newest first; none: nobody has written anything yet
    public record Result(
            SubjectId subject,
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
        var bare = new ArrayList<Result>();
        for (var proposal : proposals.proposals(commons, MOST))
            if (proposal.closed().filter(Proposal.Outcome::passed).isPresent()) bare.add(of(commons, proposal));
        var voted = new HashSet<SubjectId>();
        for (var poll : polls.polls(viewer.party(), commons, Optional.empty(), MOST)) {
            if (poll.isOpen()) continue;
            bare.add(of(commons, poll));
            voted.add(new SubjectId(poll.id().value()));
        }
        return written(commons.id(), bare).stream()
                .filter(one -> !voted.contains(one.subject())
                        || one.isAdvice()
                        || !one.lines().isEmpty())
                .sorted(Comparator.comparing(Result::decidedAt).reversed())
                .toList();
    }

    private static Result of(Commons commons, Proposal proposal) {
        return new Result(
                new SubjectId(proposal.id().value()),
                proposal.title(),
                Proposals.address(commons, proposal.id()),
                proposal.closed().orElseThrow().at(),
                proposal.openedBy(),
                false,
                proposal.mandate().map(Proposal.MandateState::address).orElse(""),
                List.of(),
                List.of());
    }

    private static Result of(Commons commons, Poll poll) {
        return new Result(
                new SubjectId(poll.id().value()),
                poll.title(),
                Polls.address(commons, poll.id()),
                poll.closed().orElseThrow().at(),
                poll.openedBy(),
                poll.kind() == Poll.Kind.ADVICE,
                "",
                List.of(),
                List.of());
    }

    /// With what was written about each.
    private List<Result> written(CommonsId commons, List<Result> bare) {
        var subjects = bare.stream().map(Result::subject).toList();
        var lines = tables.lines(commons, subjects);
        var milestones = tables.milestones(commons, subjects);
        return bare.stream()
                .map(one -> new Result(
                        one.subject(),
                        one.title(),
                        one.address(),
                        one.decidedAt(),
                        one.openedBy(),
                        one.isAdvice(),
                        one.cameOf(),
                        lines.getOrDefault(one.subject(), List.of()),
                        milestones.getOrDefault(one.subject(), List.of())))
                .toList();
    }

    /// The result of a proposal or poll that has closed.
    public Result result(Member viewer, SubjectId subject) {
        var commons = viewer.commons();
        if (proposals.isProposal(commons.id(), new ProposalId(subject.value()))) {
            var proposal = proposals.proposal(commons, new ProposalId(subject.value()));
            if (proposal.isOpen()) throw new Refused(new OutcomeRefusal.StillOpen(proposal.closesAt()));
            return written(commons.id(), List.of(of(commons, proposal))).getFirst();
        }
        var poll = polls.poll(viewer, new PollId(subject.value()));
        if (poll.isOpen()) throw new Refused(new OutcomeRefusal.StillOpen(poll.closesAt()));
        return written(commons.id(), List.of(of(commons, poll))).getFirst();
    }

    /// What somebody writes down.
    public record Note(
            String statement, List<PartyId> responsible, int progressPercent, Optional<LocalDate> reviewOn) {}

    /// Writes down how things stand. What somebody decided after asking for advice, only they write.
    public void write(Member member, SubjectId subject, Note note) {
        transactions.run(() -> {
            var result = result(member, subject);
            if (result.isAdvice()
                    && result.lines().isEmpty()
                    && !result.openedBy().equals(member.party())) throw new Refused(new OutcomeRefusal.NotYourPoll());
            for (var party : note.responsible())
                commonses.member(member.commons().id(), party);
            tables.add(
                    member,
                    subject,
                    new Line(
                            ids.next(LineId::new),
                            Fields.text("statement", note.statement(), 5000),
                            note.responsible(),
                            note.progressPercent(),
                            note.reviewOn(),
                            member.party(),
                            today.now()));
        });
    }

    public void addMilestone(Member member, SubjectId subject, String title, Optional<LocalDate> dueOn) {
        transactions.run(() -> {
            result(member, subject);
            tables.addMilestone(
                    member,
                    subject,
                    new Milestone(
                            ids.next(MilestoneId::new), Fields.text("milestone", title, 200), dueOn, Optional.empty()),
                    today.now());
        });
    }

    /// Ticks a milestone off; gives what it belongs to.
    public SubjectId done(Member member, MilestoneId milestone) {
        return transactions.run(() -> {
            var subject = tables.subjectOf(member.commons().id(), milestone)
                    .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
            result(member, subject);
            tables.done(member, milestone, today.now());
            return subject;
        });
    }

    public static String address(Commons commons, SubjectId subject) {
        return commons.address() + "/outcomes/" + subject;
    }

    /// Tells whoever looks after a result that its day of review has come, once.
    @Override
    public void settleDue(Commons commons) {
        for (var due : tables.dueForReview(commons.id(), today.date()))
            transactions.run(() -> {
                if (!tables.addReminder(commons.id(), due.line().id(), today.now())) return;
                String title = proposals.isProposal(
                                commons.id(), new ProposalId(due.subject().value()))
                        ? proposals
                                .proposal(commons, new ProposalId(due.subject().value()))
                                .title()
                        : polls.poll(commons, new PollId(due.subject().value())).title();
                var people = due.line().responsible().isEmpty()
                        ? List.of(due.line().writtenBy())
                        : due.line().responsible();
                news.review(commons, title, address(commons, due.subject()), people);
            });
    }
}
