package coppice.server.expenses;

import coppice.server.RouteSamples;
import coppice.server.Village;
import java.util.List;
import java.util.Optional;

class ExpenseRoutes implements RouteSamples {
    @Override
    public List<Sample> in(Village village) {
        var expense = village.room(Spendings.class)
                .part(village.commons().id(), Optional.empty())
                .expenses()
                .getFirst();
        return List.of(
                Sample.of("budget", expense.budget()),
                Sample.of("expense", expense.id()),
                Sample.of("receipts/file", expense.receipts().getFirst()));
    }
}
