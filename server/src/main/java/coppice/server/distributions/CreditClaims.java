package coppice.server.distributions;

import coppice.server.commons.Commons;
import coppice.server.commons.Mandate;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Claims;
import java.util.List;
import org.springframework.stereotype.Component;

/// What people have been credited with is theirs: the end takes nothing of it, and it is paid out as ever.
@Component
class CreditClaims implements Claims {
    private final Payouts payouts;

    CreditClaims(Payouts payouts) {
        this.payouts = payouts;
    }

    @Override
    public List<Stake> stakes(Commons commons) {
        return payouts.due(commons, 1).stream()
                .map(line -> (Stake) new Stake.Held(
                        line.party(),
                        line.minorUnits(),
                        Spec.member(line.party()).code()))
                .toList();
    }

    /// Nothing is open: a run is adopted whole or not at all.
    @Override
    public void close(Mandate by) {}
}
