package coppice.server.expenses;

import coppice.server.commons.Commonses.Seat;
import coppice.server.commons.Waits;
import coppice.server.web.Message;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Expenses that others handed in.
@Component
class ExpenseWaits implements Waits {
    private final ExpenseTables tables;

    ExpenseWaits(ExpenseTables tables) {
        this.tables = tables;
    }

    @Override
    public List<Waiting> waiting(Collection<Seat> seats) {
        return seats.stream()
                .flatMap(seat -> tables.waiting(seat.commons().id(), seat.party()).stream()
                        .map(expense -> new Waiting(
                                seat.commons(),
                                expense.words(),
                                Expenses.address(seat.commons(), expense.budget()),
                                Message.of("expenses.if-nothing"),
                                Optional.empty())))
                .toList();
    }
}
