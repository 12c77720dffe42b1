package coppice.server.cobudgeting;

import coppice.server.cobudgeting.Round.Phase;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses.Seat;
import coppice.server.commons.Waits;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Rounds in which somebody has money, a vote or support left to give, and expenses that others handed in.
@Component
class Pending implements Waits {
    private final RoundTables rounds;
    private final MoneyTables money;
    private final Movements movements;
    private final Funders funders;
    private final Clock clock;
    private final JdbcClient db;

    Pending(RoundTables rounds, MoneyTables money, Movements movements, Funders funders, Clock clock, JdbcClient db) {
        this.rounds = rounds;
        this.money = money;
        this.movements = movements;
        this.funders = funders;
        this.clock = clock;
        this.db = db;
    }

    @Override
    public List<Waiting> waiting(Collection<Seat> seats) {
        var lines = new ArrayList<Waiting>();
        for (var seat : seats) {
            for (var round : rounds.rounds(seat.commons().id()))
                if (round.phase(clock.instant()) == Phase.FUNDING && waits(seat, round))
                    lines.add(new Waiting(
                            seat.commons(),
                            round.title(),
                            Rounds.address(seat.commons(), round.id()),
                            "cobudgeting.if-nothing." + round.rule(),
                            Optional.of(round.fundingUntil())));
            expenses(seat.commons(), seat.party(), lines);
        }
        return lines;
    }

    private boolean waits(Seat seat, Round round) {
        var commons = seat.commons().id();
        if (funders.all(commons, round).stream().noneMatch(one -> one.party().equals(seat.party()))) return false;
        return switch (round.rule()) {
            case DIRECT -> movements.holds(seat.commons(), round.part(seat.party())) > 0;
            case EQUAL_SHARES, GREEDY -> !hasVoted(commons, round.id(), seat.party());
            case CONVICTION -> money.support(commons, round.id(), seat.party()).isEmpty();
            case QUADRATIC -> false;
        };
    }

    private boolean hasVoted(CommonsId commons, UUID round, PartyId party) {
        return db.sql("select count(*) from cobudgeting.ballot where commons_id = ? and round_id = ? and party_id = ?")
                        .params(commons.value(), round, party.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void expenses(Commons commons, PartyId party, List<Waiting> lines) {
        db.sql("""
                        select e.bucket_id, e.words from cobudgeting.expense e
                        where e.commons_id = ? and e.state = 'CLAIMED' and e.claimed_by <> ? and not exists (
                          select 1 from cobudgeting.verdict v
                          where v.commons_id = e.commons_id and v.expense_id = e.id and v.party_id = ?)
                        order by e.claimed_at limit 100""").params(commons.id().value(), party.value(), party.value()).query(row -> {
            lines.add(new Waiting(
                    commons,
                    row.getString("words"),
                    Buckets.address(commons, row.getObject("bucket_id", UUID.class)),
                    "cobudgeting.if-nothing.EXPENSE",
                    Optional.empty()));
        });
    }
}
