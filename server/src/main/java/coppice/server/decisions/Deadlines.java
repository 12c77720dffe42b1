package coppice.server.decisions;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Waits;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Transactions;
import coppice.server.web.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// What is due, and what waits for whom, over all commons.
@Service
public class Deadlines implements Waits {
    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    private final DecisionTables tables;
    private final Decisions decisions;
    private final Closings closings;
    private final Polls polls;
    private final News news;
    private final Commonses commonses;
    private final Transactions transactions;
    private final Clock clock;

    Deadlines(
            DecisionTables tables,
            Decisions decisions,
            Closings closings,
            Polls polls,
            News news,
            Commonses commonses,
            Transactions transactions,
            Clock clock) {
        this.tables = tables;
        this.decisions = decisions;
        this.closings = closings;
        this.polls = polls;
        this.news = news;
        this.commonses = commonses;
        this.transactions = transactions;
        this.clock = clock;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// Counts and enacts everything whose close has passed, in every commons.
    public void settleDue() {
        for (var commons : commonses.all()) {
            for (var due : tables.due(commons.id(), now()))
                try {
                    closings.settle(commons, due);
                } catch (RuntimeException trouble) {
                    LOG.warn("the proposal {} could not be closed yet: {}", due, trouble.toString());
                }
            try {
                polls.settleDue(commons);
                remind(commons);
            } catch (RuntimeException trouble) {
                LOG.warn("{} could not settle its polls and reminders yet: {}", commons.slug(), trouble.toString());
            }
        }
    }

    /// A day before the close, to whoever has said nothing.
    private void remind(Commons commons) {
        var now = now();
        news.nearClose(commons.id(), now, now.plus(Duration.ofDays(1)))
                .forEach((subject, what) -> transactions.run(() -> {
                    if (what.equals("poll")) polls.remind(commons, subject, now);
                    else {
                        var proposal = decisions.found(commons.id(), subject);
                        news.remind(
                                commons,
                                subject,
                                proposal.title(),
                                Decisions.address(commons, subject),
                                proposal.closesAt(),
                                now);
                    }
                }));
    }

    /// Open proposals and polls, in all their commons, to which somebody has not said anything yet.
    @Override
    public List<Waiting> waiting(Collection<Commonses.Seat> seats) {
        if (seats.isEmpty()) return List.of();
        var known = new HashMap<CommonsId, Commons>();
        for (var seat : seats) known.put(seat.commons().id(), seat.commons());
        var lines = new ArrayList<Waiting>();
        for (var line : tables.waiting(seats, now())) {
            var commons = Objects.requireNonNull(known.get(line.commons()));
            lines.add(new Waiting(
                    commons,
                    line.title(),
                    Decisions.address(commons, line.proposal()),
                    Message.of("decisions.if-nothing", line.method()),
                    Optional.of(line.closesAt())));
        }
        for (var line : polls.waiting(seats)) {
            var commons = Objects.requireNonNull(known.get(line.commons()));
            lines.add(new Waiting(
                    commons,
                    line.title(),
                    Polls.address(commons, line.poll()),
                    Message.of("decisions.if-nothing-poll"),
                    Optional.of(line.closesAt())));
        }
        return lines;
    }
}
