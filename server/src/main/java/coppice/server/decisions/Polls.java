package coppice.server.decisions;

import coppice.rules.voting.PollResult;
import coppice.rules.voting.PollRule;
import coppice.server.commons.Circles;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.decisions.Electorate.Voter;
import coppice.server.decisions.Poll.Ballot;
import coppice.server.decisions.Poll.Kind;
import coppice.server.decisions.Poll.Outcome;
import coppice.server.decisions.Poll.Shows;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Questions with several answers.
///
/// As with proposals, the close is a moment of the clock: whoever looks after it counts, once. A secret ballot
/// carries no name: it is known by a receipt that only the voter has seen.
@Service
public class Polls {
    static final int LONGEST_DAYS = 365;

    private final PollTables tables;
    private final Urn urn;
    private final Threads threads;
    private final Circles circles;
    private final PollDrafts drafts;
    private final News news;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Polls(
            PollTables tables,
            Urn urn,
            Threads threads,
            Circles circles,
            PollDrafts drafts,
            News news,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.tables = tables;
        this.urn = urn;
        this.threads = threads;
        this.circles = circles;
        this.drafts = drafts;
        this.news = news;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// Opens a poll; those of this moment who are asked may vote.
    public UUID open(Member member, PollDraft draft, String key) {
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
            var opened = now();
            var voters = drafts.voters(member, draft);
            var thread = draft.thread().isPresent()
                    ? threads.thread(member, draft.thread().get()).id()
                    : threads.home(member, title, request);
            var poll = new Poll(
                    ids.next(),
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
            news.asked(
                    member,
                    poll.id(),
                    title,
                    words,
                    poll.closesAt(),
                    voters.stream().map(Voter::party).toList());
            return poll.id();
        });
    }

    /// A poll as it is at this moment; one whose close has passed is counted first.
    public Poll poll(Commons commons, UUID id) {
        var poll = found(commons.id(), id);
        if (!poll.isOpen() || now().isBefore(poll.closesAt())) return poll;
        settle(commons, id);
        return found(commons.id(), id);
    }

    private Poll found(CommonsId commons, UUID id) {
        return tables.polls(commons, Optional.of(id), Optional.empty(), 1).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// Polls, the open ones first, then the newest; of one thread, or of all that somebody may read.
    public List<Poll> polls(PartyId viewer, Commons commons, Optional<UUID> thread, int most) {
        settleDue(commons);
        var hidden = threads.hiddenFrom(commons.id(), viewer);
        return tables.polls(commons.id(), Optional.empty(), thread, most).stream()
                .filter(poll -> !hidden.contains(poll.thread()))
                .toList();
    }

    /// As [#poll], for somebody; not found when its thread is of a circle that they are not in.
    public Poll poll(Member viewer, UUID id) {
        var poll = poll(viewer.commons(), id);
        threads.thread(viewer, poll.thread());
        return poll;
    }

    void settleDue(Commons commons) {
        for (var due : tables.due(commons.id(), now())) settle(commons, due);
    }

    void remind(Commons commons, UUID id, Instant now) {
        var poll = found(commons.id(), id);
        news.remind(commons, id, poll.title(), address(commons, id), poll.closesAt(), now);
    }

    public static String address(Commons commons, UUID poll) {
        return commons.address() + "/decisions/polls/" + poll;
    }

    /// What somebody votes.
    ///
    /// @param marks   by option number, from 0
    /// @param words   why, or the answer to a question
    /// @param receipt of a secret ballot that is to be changed; empty for a first one
    /// @param key     the same one again is the same ballot
    public record Vote(Map<Integer, Integer> marks, String words, String receipt, String key) {}

    /// Takes a ballot, or one instead of an earlier one; until the close. Gives the receipt of a secret one, which
    /// nobody can find again; else an empty text.
    public String vote(Member member, UUID id, Vote vote) {
        var commons = member.commons();
        return transactions.run(() -> {
            tables.lockForBallot(commons.id(), id);
            var poll = found(commons.id(), id);
            threads.thread(member, poll.thread());
            if (!poll.isOpen() || !now().isBefore(poll.closesAt()))
                throw new Refused(new DecisionRefusal.AlreadyClosed(poll.closesAt()));
            if (tables.given(commons.id(), id, member.party()).isEmpty())
                throw new Refused(new DecisionRefusal.NotAVoter());
            String words = poll.kind().isInWords()
                    ? Fields.text("reason", vote.words(), 5000)
                    : Fields.optional("reason", vote.words(), 5000);
            poll.rule().flatMap(rule -> rule.form().check(vote.marks())).ifPresent(wrong -> {
                throw new Refused(DecisionRefusal.BadBallot.of(wrong, poll.options()));
            });
            if (poll.rule().isEmpty() && !vote.marks().isEmpty())
                throw new Refused(DecisionRefusal.BadBallot.unknown(0));
            if (poll.secret())
                return urn.put(
                        commons.id(),
                        id,
                        member.party(),
                        new Urn.Put(vote.marks(), words, vote.receipt(), vote.key()),
                        () -> tables.markVoted(commons.id(), id, member.party()));
            tables.addBallot(commons.id(), id, member.party(), vote.marks(), words, now());
            return "";
        });
    }

    /// Puts the close off; only who asked may, and only while it is open.
    public void extend(Member member, UUID id, int days) {
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

    private Poll own(Member member, UUID id) {
        var poll = found(member.commons().id(), id);
        if (!poll.isOpen() || !now().isBefore(poll.closesAt()))
            throw new Refused(new DecisionRefusal.AlreadyClosed(poll.closesAt()));
        if (!poll.openedBy().equals(member.party())) throw new Refused(new DecisionRefusal.NotYourPoll());
        return poll;
    }

    /// Closes it before its time: anyone may when all have voted; who asked may end what decides nothing.
    public Poll closeEarly(Member member, UUID id) {
        var commons = member.commons();
        return transactions.run(() -> {
            tables.lockForClose(commons.id(), id);
            var poll = found(commons.id(), id);
            threads.thread(member, poll.thread());
            if (!poll.isOpen()) return poll;
            var turnout = tables.turnout(commons.id(), id);
            boolean may = turnout.took() == turnout.eligible()
                    || (poll.kind().endsAtWill() && poll.openedBy().equals(member.party()));
            if (!may) throw new Refused(new DecisionRefusal.StillOpen(poll.closesAt()));
            count(commons, poll);
            return found(commons.id(), id);
        });
    }

    private void settle(Commons commons, UUID id) {
        transactions.run(() -> {
            tables.lockForClose(commons.id(), id);
            var poll = found(commons.id(), id);
            if (poll.isOpen() && !now().isBefore(poll.closesAt())) count(commons, poll);
        });
    }

    /// Within the lock.
    private void count(Commons in, Poll poll) {
        var commons = in.id();
        var turnout = tables.turnout(commons, poll.id());
        boolean isTooFew = poll.secret() && turnout.took() < Poll.FEWEST_SECRET;
        if (isTooFew) urn.throwAway(commons, poll.id());
        else if (poll.secret()) urn.pourOut(commons, poll.id());
        if (poll.secret()) tables.rewriteVoters(commons, poll.id());
        var result = result(poll, ballots(commons, poll));
        var winners = poll.kind().hasWinners() ? result.map(PollResult::winners).orElse(List.of()) : List.<String>of();
        tables.addOutcome(
                commons,
                poll.id(),
                new Outcome(
                        now(),
                        isTooFew ? Poll.Reason.TOO_FEW_FOR_SECRECY : Poll.Reason.COUNTED,
                        turnout.eligible(),
                        turnout.took(),
                        winners,
                        result.map(PollResult::isTied).orElse(false)));
        var concerned = new HashSet<>(tables.took(commons, poll.id()));
        concerned.add(poll.openedBy());
        if (!tables.wasReopened(commons, poll.id()))
            news.closed(in, poll.title(), news.won(winners), address(in, poll.id()), concerned);
    }

    /// The ballots that count, in an order that says nothing: by person, or by receipt. Those of a secret poll only
    /// after its close.
    List<Ballot> ballots(CommonsId commons, Poll poll) {
        return poll.secret() ? urn.ballots(commons, poll.id()) : tables.ballots(commons, poll.id());
    }

    /// The ballots and what they come to.
    ///
    /// @param result absent for a question
    public record Counted(List<Ballot> ballots, Optional<PollResult> result) {}

    /// The count as it stands; refused to whoever may not see it yet.
    public Counted counted(Commons commons, Poll poll, Optional<PartyId> viewer) {
        if (!mayRead(commons, poll, viewer)) throw new Refused(new DecisionRefusal.StillOpen(poll.closesAt()));
        var ballots = ballots(commons.id(), poll);
        return new Counted(ballots, result(poll, ballots));
    }

    /// Whether the result so far is shown to somebody.
    public boolean mayRead(Commons commons, Poll poll, Optional<PartyId> viewer) {
        return !poll.isOpen()
                || switch (poll.shows()) {
                    case ALWAYS -> true;
                    case AFTER_OWN ->
                        viewer.flatMap(party -> tables.given(commons.id(), poll.id(), party))
                                        .orElse(0)
                                > 0;
                    case AFTER_CLOSE -> false;
                };
    }

    private static Optional<PollResult> result(Poll poll, List<Ballot> ballots) {
        var counts = new LinkedHashMap<Map<Integer, Integer>, Long>();
        for (var ballot : ballots)
            counts.merge(ballot.marks(), poll.asked().weighted() ? (long) ballot.weightHundredths() : 1L, Long::sum);
        return poll.rule().map(rule -> rule.count(poll.options(), counts));
    }

    /// How many may vote and how many did.
    public record Turnout(long eligible, long took) {}

    public Turnout turnout(Commons commons, Poll poll) {
        if (poll.closed().isPresent())
            return new Turnout(
                    poll.closed().get().eligible(), poll.closed().get().took());
        var turnout = tables.turnout(commons.id(), poll.id());
        return new Turnout(turnout.eligible(), turnout.took());
    }

    /// How many ballots somebody gave; absent when they may not vote.
    public Optional<Integer> given(Commons commons, UUID poll, PartyId party) {
        return tables.given(commons.id(), poll, party);
    }

    /// What somebody voted last, where ballots have names.
    public Optional<Ballot> own(Commons commons, Poll poll, PartyId party) {
        return poll.secret()
                ? Optional.empty()
                : tables.ballots(commons.id(), poll.id()).stream()
                        .filter(ballot -> ballot.party().filter(party::equals).isPresent())
                        .findFirst();
    }

    /// The counted ballot that has this receipt.
    public Ballot byReceipt(Commons commons, UUID id, String receipt) {
        var poll = poll(commons, id);
        if (poll.isOpen()) throw new Refused(new DecisionRefusal.StillOpen(poll.closesAt()));
        return urn.byReceipt(commons.id(), id, receipt);
    }

    /// Asks those who have not voted to do so.
    public void nudge(Member member, UUID id) {
        var commons = member.commons();
        transactions.run(() -> {
            var poll = poll(member, id);
            if (!poll.isOpen()) throw new Refused(new DecisionRefusal.AlreadyClosed(poll.closesAt()));
            news.nudge(member, id, poll.title(), address(commons, id), poll.closesAt(), ids.next(), now());
        });
    }

    /// Opens a poll again that had names, with a new close; the ballots stand and may be changed. Only who asked may,
    /// and nobody is told again.
    public void reopen(Member member, UUID id, int days) {
        var commons = member.commons();
        transactions.run(() -> {
            tables.lockForClose(commons.id(), id);
            var poll = found(commons.id(), id);
            if (!poll.openedBy().equals(member.party())) throw new Refused(new DecisionRefusal.NotYourPoll());
            if (poll.isOpen() || poll.secret()) throw new Refused(new DecisionRefusal.StaysClosed());
            var until = now().plus(Duration.ofDays(days));
            if (days < 1 || days > LONGEST_DAYS)
                throw new Refused(new KernelRefusal.BadField(
                        "days", KernelRefusal.BadField.Fault.NOT_A_NUMBER, String.valueOf(days)));
            tables.reopen(member, poll, ids.next(), now());
            tables.extend(commons.id(), id, until);
        });
    }

    /// What is published of the seed before the close, so that it cannot be changed after.
    public static String fingerprint(PollRule rule) {
        return Ids.digest("coppice-seed:" + rule.seed());
    }

    List<PollTables.WaitingLine> waiting(Collection<Commonses.Seat> seats) {
        var hidden = new HashSet<UUID>();
        for (var seat : seats) hidden.addAll(threads.hiddenFrom(seat.commons().id(), seat.party()));
        return tables.waiting(seats, now()).stream()
                .filter(line -> !hidden.contains(line.thread()))
                .toList();
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
