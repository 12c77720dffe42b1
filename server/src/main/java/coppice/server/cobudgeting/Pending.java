package coppice.server.cobudgeting;

import coppice.server.cobudgeting.Round.Phase;
import coppice.server.commons.Commonses.Seat;
import coppice.server.commons.Waits;
import coppice.server.kernel.Today;
import coppice.server.web.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Rounds in which somebody has money, a vote or support left to give.
@Component
class Pending implements Waits {
    private final RoundTables rounds;
    private final MoneyTables money;
    private final Movements movements;
    private final Funders funders;
    private final Today today;

    Pending(RoundTables rounds, MoneyTables money, Movements movements, Funders funders, Today today) {
        this.rounds = rounds;
        this.money = money;
        this.movements = movements;
        this.funders = funders;
        this.today = today;
    }

    @Override
    public List<Waiting> waiting(Collection<Seat> seats) {
        var lines = new ArrayList<Waiting>();
        for (var seat : seats) {
            for (var round : rounds.rounds(seat.commons().id()))
                if (round.phase(today.now()) == Phase.FUNDING && waits(seat, round))
                    lines.add(new Waiting(
                            seat.commons(),
                            round.title(),
                            Rounds.address(seat.commons(), round.id()),
                            Message.of("cobudgeting.if-nothing", round.rule()),
                            Optional.of(round.fundingUntil())));
        }
        return lines;
    }

    private boolean waits(Seat seat, Round round) {
        var commons = seat.commons().id();
        if (!funders.mayFund(commons, seat.party(), round)) return false;
        return switch (round.rule()) {
            case DIRECT -> movements.holds(seat.commons(), round.part(seat.party())) > 0;
            case EQUAL_SHARES, GREEDY -> !money.hasVoted(commons, round.id(), seat.party());
            case CONVICTION -> money.support(commons, round.id(), seat.party()).isEmpty();
            case QUADRATIC -> false;
        };
    }
}
