package coppice.server.expenses;

import coppice.server.commons.Commons;
import coppice.server.commons.Mandate;
import coppice.server.kernel.Today;
import coppice.server.ledger.Claims;
import java.util.List;
import org.springframework.stereotype.Component;

/// What people have asked for and nobody has decided about when the commons ends: it lapses.
@Component
class ExpenseClaims implements Claims {
    private final ExpenseTables tables;
    private final Today today;

    ExpenseClaims(ExpenseTables tables, Today today) {
        this.tables = tables;
        this.today = today;
    }

    @Override
    public List<Stake> stakes(Commons commons) {
        return tables.undecided(commons.id()).stream()
                .<Stake>map(one -> new Stake.Undecided(one.claimedBy(), one.minorUnits(), one.words()))
                .toList();
    }

    @Override
    public void close(Mandate by) {
        tables.lapse(by.commons().id(), today.now());
    }
}
