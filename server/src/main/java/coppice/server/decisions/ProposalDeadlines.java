package coppice.server.decisions;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses.Seat;
import coppice.server.commons.Due;
import coppice.server.commons.Waits;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.polls.Notices;
import coppice.server.web.Message;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Proposals that close soon, and those that wait for somebody's stance.
@Component
class ProposalDeadlines implements Due, Waits {
    private final ProposalTables tables;
    private final VoterTables roll;
    private final Closings closings;
    private final Notices notices;
    private final Transactions transactions;
    private final Today today;

    ProposalDeadlines(
            ProposalTables tables,
            VoterTables roll,
            Closings closings,
            Notices notices,
            Transactions transactions,
            Today today) {
        this.tables = tables;
        this.roll = roll;
        this.closings = closings;
        this.notices = notices;
        this.transactions = transactions;
        this.today = today;
    }

    /// Counts and enacts what has closed, and reminds, a day before the close, whoever has said nothing.
    @Override
    public void settleDue(Commons commons) {
        closings.settleDue(commons);
        for (var about : tables.closingSoon(commons, today.now(), today.now().plus(Duration.ofDays(1))))
            transactions.run(() -> notices.remind(
                    commons,
                    about,
                    () -> roll.silentOnes(
                            commons.id(), new ProposalId(about.id().value()))));
    }

    /// Open proposals to which somebody has not said anything yet.
    @Override
    public List<Waiting> waiting(Collection<Seat> seats) {
        if (seats.isEmpty()) return List.of();
        var known = new HashMap<CommonsId, Commons>();
        for (var seat : seats) known.put(seat.commons().id(), seat.commons());
        return tables.waiting(seats, today.now()).stream()
                .map(line -> {
                    var commons = Objects.requireNonNull(known.get(line.commons()));
                    return new Waiting(
                            commons,
                            line.title(),
                            Proposals.address(commons, line.proposal()),
                            Message.of("decisions.if-nothing", line.method()),
                            Optional.of(line.closesAt()));
                })
                .toList();
    }
}
