package coppice.server.polls;

import coppice.server.commons.Circles;
import coppice.server.commons.Commons;
import coppice.server.commons.Member;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.ThreadId;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.polls.Electorate.Voter;
import coppice.server.polls.Notices.About;
import coppice.server.polls.Poll.Kind;
import coppice.server.polls.Poll.Shows;
import coppice.server.talk.Threads;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Questions with several answers.
///
/// As with proposals, the close is a moment of the clock: whoever looks after it counts, once. A secret ballot
/// carries no name: it is known by a receipt that only the voter has seen.
@Service
public class Polls {
    static final int LONGEST_DAYS = 365;

    private final PollTables tables;
    private final BallotTables ballots;
    private final SecretBallots secret;
    private final PollCounts counts;
    private final Threads threads;
    private final Circles circles;
    private final PollDrafts drafts;
    private final Notices notices;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Polls(
            PollTables tables,
            BallotTables ballots,
            SecretBallots secret,
            PollCounts counts,
            Threads threads,
            Circles circles,
            PollDrafts drafts,
            Notices notices,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.tables = tables;
        this.ballots = ballots;
        this.secret = secret;
        this.counts = counts;
        this.threads = threads;
        this.circles = circles;
        this.drafts = drafts;
        this.notices = notices;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// Opens a poll; those of this moment who are asked may vote.
    public PollId open(Member member, PollDraft draft, String key) {
        return transactions.run(() -> {
            String title = Fields.text("title", draft.title(), 200);
            String words = Fields.optional("words", draft.words(), 20_000);
            var request = RequestKey.asked("poll", member.party(), key, draft);
            var earlier = tables.byKey(member.commons().id(), request);
            if (earlier.isPresent()) return earlier.get();
            if (draft.days() < 1 || draft.days() > LONGEST_DAYS)
                throw new Refused(new KernelRefusal.BadField(
                        "days", KernelRefusal.BadField.Fault.NOT_A_NUMBER, String.valueOf(draft.days())));
            var options = PollDrafts.options(draft);
            var rule = drafts.rule(draft, options.size());
            var opened = today.now();
            var voters = drafts.voters(member, draft);
            var thread = draft.thread().isPresent()
                    ? threads.thread(member, draft.thread().get()).id()
                    : threads.home(member, title, request);
            var poll = new Poll(
                    ids.next(PollId::new),
                    thread,
                    title,
                    words,
                    draft.kind(),
                    options,
                    draft.kind() == Kind.TIME ? draft.zone() : "",
                    rule,
                    new Poll.Asked(
                            draft.who()
                                    .circle()
                                    .map(id -> circles.circle(member.commons().id(), id)
                                            .name())
                                    .orElse(""),
                            !draft.who().named().isEmpty(),
                            draft.who().weighted()),
                    draft.secret(),
                    draft.secret() ? Shows.AFTER_CLOSE : draft.shows(),
                    member.party(),
                    opened,
                    opened.plus(Duration.ofDays(draft.days())),
                    Optional.empty());
            tables.add(member, poll, request, voters);
            notices.asked(member, poll, voters.stream().map(Voter::party).toList());
            return poll.id();
        });
    }

    /// A poll as it is at this moment; one whose close has passed is counted first.
    public Poll poll(Commons commons, PollId id) {
        return counts.settled(commons, id);
    }

    /// Polls, the open ones first, then the newest; of one thread, which somebody may read, or of all that they may.
    public List<Poll> polls(PartyId viewer, Commons commons, Optional<ThreadId> thread, int most) {
        var found = settled(commons, thread, most);
        if (thread.isPresent()) return found;
        var hidden = threads.hiddenFrom(commons.id(), viewer);
        return found.stream().filter(poll -> !hidden.contains(poll.thread())).toList();
    }

    private List<Poll> settled(Commons commons, Optional<ThreadId> thread, int most) {
        var found = tables.polls(commons.id(), Optional.empty(), thread, most);
        if (found.stream().noneMatch(poll -> poll.isOpen() && !today.now().isBefore(poll.closesAt()))) return found;
        counts.settleDue(commons);
        return tables.polls(commons.id(), Optional.empty(), thread, most);
    }

    /// As [#poll], for somebody; not found when its thread is of a circle that they are not in.
    public Poll poll(Member viewer, PollId id) {
        var poll = poll(viewer.commons(), id);
        threads.thread(viewer, poll.thread());
        return poll;
    }

    public static String address(Commons commons, PollId poll) {
        return commons.address() + "/polls/" + poll;
    }

    static About about(Commons commons, Poll poll) {
        return new About(poll.id(), poll.title(), address(commons, poll.id()), poll.closesAt());
    }

    /// Takes a ballot, or one instead of an earlier one; until the close. Gives the receipt of a secret one, which
    /// nobody can find again; else an empty text.
    public String vote(Member member, PollId id, SecretBallots.Vote vote) {
        var commons = member.commons();
        return transactions.run(() -> {
            tables.lockForBallot(commons.id(), id);
            var poll = counts.found(commons.id(), id);
            threads.thread(member, poll.thread());
            if (!poll.isOpen() || !today.now().isBefore(poll.closesAt()))
                throw new Refused(new PollRefusal.AlreadyClosed(poll.closesAt()));
            if (ballots.given(commons.id(), id, member.party()).isEmpty())
                throw new Refused(new PollRefusal.NotAVoter());
            String words = poll.kind().isInWords()
                    ? Fields.text("reason", vote.words(), 5000)
                    : Fields.optional("reason", vote.words(), 5000);
            poll.rule().flatMap(rule -> rule.form().check(vote.marks())).ifPresent(wrong -> {
                throw new Refused(PollRefusal.Ballot.of(wrong, poll.options()));
            });
            if (poll.rule().isEmpty() && !vote.marks().isEmpty())
                throw new Refused(
                        new PollRefusal.Ballot(coppice.rules.voting.BallotForm.Fault.UNKNOWN_OPTION, "", 1, 0));
            if (poll.secret())
                return secret.cast(
                        commons.id(),
                        id,
                        member.party(),
                        new SecretBallots.Vote(vote.marks(), words, vote.receipt(), vote.key()),
                        () -> ballots.markVoted(commons.id(), id, member.party()));
            ballots.addBallot(commons.id(), id, member.party(), vote.marks(), words, today.now());
            return "";
        });
    }

    /// Puts the close off; only who asked may, and only while it is open.
    public void extend(Member member, PollId id, int days) {
        var commons = member.commons();
        transactions.run(() -> {
            tables.lockForClose(commons.id(), id);
            var poll = own(member, id);
            var until = poll.closesAt().plus(Duration.ofDays(days));
            if (days < 1 || until.isAfter(poll.openedAt().plus(Duration.ofDays(2L * LONGEST_DAYS))))
                throw new Refused(new KernelRefusal.BadField(
                        "days", KernelRefusal.BadField.Fault.NOT_A_NUMBER, String.valueOf(days)));
            tables.extend(commons.id(), id, until);
        });
    }

    private Poll own(Member member, PollId id) {
        var poll = counts.found(member.commons().id(), id);
        if (!poll.isOpen() || !today.now().isBefore(poll.closesAt()))
            throw new Refused(new PollRefusal.AlreadyClosed(poll.closesAt()));
        if (!poll.openedBy().equals(member.party())) throw new Refused(new PollRefusal.NotYourPoll());
        return poll;
    }

    /// Closes it before its time: anyone may when all have voted; who asked may end what decides nothing.
    public Poll closeEarly(Member member, PollId id) {
        var commons = member.commons();
        return transactions.run(() -> {
            tables.lockForClose(commons.id(), id);
            var poll = counts.found(commons.id(), id);
            threads.thread(member, poll.thread());
            if (!poll.isOpen()) return poll;
            var turnout = ballots.turnout(commons.id(), id);
            boolean may = turnout.took() == turnout.eligible()
                    || (poll.kind().endsAtWill() && poll.openedBy().equals(member.party()));
            if (!may) throw new Refused(new PollRefusal.StillOpen(poll.closesAt()));
            counts.count(commons, poll);
            return counts.found(commons.id(), id);
        });
    }

    /// Asks those who have not voted to do so.
    public void nudge(Member member, PollId id) {
        var commons = member.commons();
        transactions.run(() -> {
            var poll = poll(member, id);
            if (!poll.isOpen()) throw new Refused(new PollRefusal.AlreadyClosed(poll.closesAt()));
            notices.nudge(member, about(commons, poll), ballots.silent(commons.id(), id));
        });
    }

    /// Opens a poll again that had names, with a new close; the ballots stand and may be changed. Only who asked may,
    /// and nobody is told again.
    public void reopen(Member member, PollId id, int days) {
        var commons = member.commons();
        transactions.run(() -> {
            tables.lockForClose(commons.id(), id);
            var poll = counts.found(commons.id(), id);
            if (!poll.openedBy().equals(member.party())) throw new Refused(new PollRefusal.NotYourPoll());
            if (poll.isOpen() || poll.secret()) throw new Refused(new PollRefusal.StaysClosed());
            var until = today.now().plus(Duration.ofDays(days));
            if (days < 1 || days > LONGEST_DAYS)
                throw new Refused(new KernelRefusal.BadField(
                        "days", KernelRefusal.BadField.Fault.NOT_A_NUMBER, String.valueOf(days)));
            tables.reopen(member, poll, ids.next(), today.now());
            tables.extend(commons.id(), id, until);
        });
    }

    /// Marks as a form or a program sends them: option numbers from 0 and numbers.
    public static Map<Integer, Integer> marks(Map<String, String> given) {
        var marks = new HashMap<Integer, Integer>();
        given.forEach((option, mark) -> {
            if (mark.isBlank()) return;
            marks.put(
                    Fields.whole("marks", option, 0, Integer.MAX_VALUE),
                    Fields.whole("marks", mark.strip(), -1_000_000, 1_000_000));
        });
        return marks;
    }
}
