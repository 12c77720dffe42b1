package coppice.server.equity;

import coppice.rules.shares.ShareClass;
import coppice.server.commons.Commons;
import coppice.server.commons.CommonsEnded;
import coppice.server.commons.Mandate;
import coppice.server.equity.ShareEvent.Kind;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.ledger.Claims;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// At the end funders' shares are paid back at par as far as there is money; the others end unpaid.
@Component
class ShareClaims implements Claims {
    private final Register register;
    private final Today today;

    ShareClaims(Register register, Today today) {
        this.register = register;
        this.today = today;
    }

    @Override
    public List<Stake> stakes(Commons commons) {
        return register.holdings(commons.id()).stream()
                .filter(holding -> holding.of() == ShareClass.FUNDER && holding.minorUnits() > 0)
                .map(holding -> (Stake) new Stake.Owed(
                        "shares " + holding.party(), holding.party(), holding.minorUnits(), RANK_OF_OWNERS))
                .toList();
    }

    /// Shares are held until they are paid.
    @Override
    public void close(Mandate by) {}

    @EventListener
    void ended(CommonsEnded ended) {
        var by = ended.by();
        var commons = by.commons().id();
        if (register.founded(commons).isEmpty()) return;
        register.lock(commons);
        var change = register.change(commons, by.party(), by.authority(), by.reference());
        for (var holding : register.holdings(commons))
            change.add(
                    holding.of() == ShareClass.FUNDER ? Kind.REDEEM : Kind.CANCEL,
                    holding.of(),
                    holding.party(),
                    Optional.empty(),
                    holding.shares(),
                    0,
                    today.date(),
                    "end",
                    "");
        if (!change.isEmpty()) change.store(RequestKey.of("wind-up", commons));
    }
}
