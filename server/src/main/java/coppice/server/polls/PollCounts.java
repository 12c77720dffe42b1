package coppice.server.polls;

import coppice.rules.voting.PollResult;
import coppice.rules.voting.PollRule;
import coppice.server.commons.Commons;
import coppice.server.commons.CommonsEnded;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.polls.Poll.Ballot;
import coppice.server.polls.Poll.Outcome;
import coppice.server.polls.Poll.Turnout;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// How polls are counted: once, under a lock, by whoever looks first after the close; and who may see the count
/// before.
@Service
public class PollCounts {
    private static final Instant LAST_OF_TIMES = Instant.parse("9999-12-31T00:00:00Z");

    private final PollTables tables;
    private final BallotTables named;
    private final SecretBallots secret;
    private final Notices notices;
    private final Transactions transactions;
    private final Today today;

    PollCounts(
            PollTables tables,
            BallotTables named,
            SecretBallots secret,
            Notices notices,
            Transactions transactions,
            Today today) {
        this.tables = tables;
        this.named = named;
        this.secret = secret;
        this.notices = notices;
        this.transactions = transactions;
        this.today = today;
    }

    Poll found(CommonsId commons, PollId id) {
        return tables.poll(commons, id).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// A poll as it is at this moment; one whose close has passed is counted first.
    Poll settled(Commons commons, PollId id) {
        var poll = found(commons.id(), id);
        if (!poll.isOpen() || today.now().isBefore(poll.closesAt())) return poll;
        settle(commons, id);
        return found(commons.id(), id);
    }

    void settleDue(Commons commons) {
        for (var due : tables.due(commons.id(), today.now())) settle(commons, due);
    }

    private void settle(Commons commons, PollId id) {
        transactions.run(() -> {
            tables.lockForClose(commons.id(), id);
            var poll = found(commons.id(), id);
            if (poll.isOpen() && !today.now().isBefore(poll.closesAt())) count(commons, poll);
        });
    }

    /// What is open when the commons ends closes with it, and is counted as it stands.
    @EventListener
    void ended(CommonsEnded ended) {
        var commons = ended.by().commons();
        for (var open : tables.due(commons.id(), LAST_OF_TIMES)) {
            tables.lockForClose(commons.id(), open);
            var poll = found(commons.id(), open);
            if (poll.isOpen()) count(commons, poll);
        }
    }

    /// Within the lock.
    void count(Commons in, Poll poll) {
        var commons = in.id();
        var turnout = named.turnout(commons, poll.id());
        boolean isTooFew = poll.secret() && turnout.took() < Poll.FEWEST_SECRET;
        if (isTooFew) secret.discard(commons, poll.id());
        else if (poll.secret()) secret.reveal(commons, poll.id());
        if (poll.secret()) named.rewriteVoters(commons, poll.id());
        var result = result(poll, ballots(commons, poll));
        var winners = poll.kind().hasWinners() ? result.map(PollResult::winners).orElse(List.of()) : List.<String>of();
        tables.addOutcome(
                commons,
                poll.id(),
                new Outcome(
                        today.now(),
                        isTooFew ? Poll.Reason.TOO_FEW_FOR_SECRECY : Poll.Reason.COUNTED,
                        turnout.eligible(),
                        turnout.took(),
                        winners,
                        result.map(PollResult::isTied).orElse(false)));
        var concerned = new HashSet<>(named.took(commons, poll.id()));
        concerned.add(poll.openedBy());
        if (!tables.wasReopened(commons, poll.id()))
            notices.closed(in, poll.title(), Notices.won(winners), Polls.address(in, poll.id()), concerned);
    }

    /// The ballots that count, in an order that says nothing: by person, or by receipt. Those of a secret poll only
    /// after its close.
    private List<Ballot> ballots(CommonsId commons, Poll poll) {
        return poll.secret() ? secret.ballots(commons, poll.id()) : named.ballots(commons, poll.id());
    }

    private static Optional<PollResult> result(Poll poll, List<Ballot> ballots) {
        var counts = new LinkedHashMap<Map<Integer, Integer>, Long>();
        for (var ballot : ballots)
            counts.merge(ballot.marks(), poll.asked().weighted() ? (long) ballot.weightHundredths() : 1L, Long::sum);
        return poll.rule().map(rule -> rule.count(poll.options(), counts));
    }

    /// The ballots and what they come to.
    ///
    /// @param result absent for a question
    public record Counted(List<Ballot> ballots, Optional<PollResult> result) {}

    /// The count as it stands; refused to whoever may not see it yet.
    public Counted counted(Commons commons, Poll poll, Optional<PartyId> viewer) {
        if (!mayRead(commons, poll, viewer)) throw new Refused(new PollRefusal.StillOpen(poll.closesAt()));
        var ballots = ballots(commons.id(), poll);
        return new Counted(ballots, result(poll, ballots));
    }

    /// Whether the result so far is shown to somebody.
    public boolean mayRead(Commons commons, Poll poll, Optional<PartyId> viewer) {
        return !poll.isOpen()
                || switch (poll.shows()) {
                    case ALWAYS -> true;
                    case AFTER_OWN ->
                        viewer.flatMap(party -> named.given(commons.id(), poll.id(), party))
                                        .orElse(0)
                                > 0;
                    case AFTER_CLOSE -> false;
                };
    }

    /// How many took part in each, and how many ballots somebody gave to it.
    ///
    /// @param given absent when they may not vote
    public record Part(Turnout turnout, Optional<Integer> given) {}

    public Part part(Commons commons, Poll poll, PartyId party) {
        return Objects.requireNonNull(parts(commons, List.of(poll), party).get(poll.id()));
    }

    public Map<PollId, Part> parts(Commons commons, List<Poll> polls, PartyId party) {
        var ids = polls.stream().map(Poll::id).toList();
        var given = named.given(commons.id(), ids, party);
        var turnout = named.turnout(commons.id(), ids);
        return polls.stream()
                .collect(Collectors.toMap(
                        Poll::id,
                        poll -> new Part(
                                poll.closed()
                                        .map(outcome -> new Turnout(outcome.eligible(), outcome.took()))
                                        .orElseGet(() -> turnout.getOrDefault(poll.id(), new Turnout(0, 0))),
                                Optional.ofNullable(given.get(poll.id())))));
    }

    /// What somebody voted last, where ballots have names.
    public Optional<Ballot> own(Commons commons, Poll poll, PartyId party) {
        return poll.secret()
                ? Optional.empty()
                : named.ballots(commons.id(), poll.id()).stream()
                        .filter(ballot -> ballot.party().filter(party::equals).isPresent())
                        .findFirst();
    }

    /// The counted ballot that has this receipt.
    public Ballot byReceipt(Commons commons, PollId id, String receipt) {
        var poll = settled(commons, id);
        if (poll.isOpen()) throw new Refused(new PollRefusal.StillOpen(poll.closesAt()));
        return secret.byReceipt(commons.id(), id, receipt);
    }

    /// What is published of the seed before the close, so that it cannot be changed after.
    public static String fingerprint(PollRule rule) {
        return Ids.digest("coppice-seed:" + rule.seed());
    }
}
