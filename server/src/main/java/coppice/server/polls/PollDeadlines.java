package coppice.server.polls;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses.Seat;
import coppice.server.commons.Due;
import coppice.server.commons.Waits;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.talk.Threads;
import coppice.server.web.Message;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Polls that are due, and those that wait for somebody's vote.
@Component
class PollDeadlines implements Due, Waits {
    private final PollTables tables;
    private final BallotTables ballots;
    private final PollCounts counts;
    private final Threads threads;
    private final Notices notices;
    private final Transactions transactions;
    private final Today today;

    PollDeadlines(
            PollTables tables,
            BallotTables ballots,
            PollCounts counts,
            Threads threads,
            Notices notices,
            Transactions transactions,
            Today today) {
        this.tables = tables;
        this.ballots = ballots;
        this.counts = counts;
        this.threads = threads;
        this.notices = notices;
        this.transactions = transactions;
        this.today = today;
    }

    /// Counts what has closed, and reminds, a day before the close, whoever has not voted.
    @Override
    public void settleDue(Commons commons) {
        counts.settleDue(commons);
        for (var poll :
                tables.closingSoon(commons.id(), today.now(), today.now().plus(Duration.ofDays(1))))
            transactions.run(() ->
                    notices.remind(commons, Polls.about(commons, poll), () -> ballots.silent(commons.id(), poll.id())));
    }

    @Override
    public List<Waiting> waiting(Collection<Seat> seats) {
        if (seats.isEmpty()) return List.of();
        var known = new HashMap<CommonsId, Commons>();
        for (var seat : seats) known.put(seat.commons().id(), seat.commons());
        var hidden = threads.hiddenFrom(seats);
        return tables.waiting(seats, today.now()).stream()
                .filter(line -> !hidden.contains(line.thread()))
                .map(line -> {
                    var commons = Objects.requireNonNull(known.get(line.commons()));
                    return new Waiting(
                            commons,
                            line.title(),
                            Polls.address(commons, line.poll()),
                            Message.of("polls.if-nothing"),
                            Optional.of(line.closesAt()));
                })
                .toList();
    }
}
