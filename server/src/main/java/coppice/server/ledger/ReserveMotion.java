package coppice.server.ledger;

import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Concerns;
import coppice.server.commons.Cost;
import coppice.server.commons.Matter;
import coppice.server.commons.Motion;
import coppice.server.commons.Term;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.ledger.Ledger.ByHand;
import coppice.server.ledger.ReserveMotion.SpendReserve;
import coppice.server.web.Text;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Spending from the reserve; booked on the day it is done.
@Component
public class ReserveMotion implements Motion<SpendReserve> {
    private final Ledger ledger;
    private final HandBooking hand;
    private final Today today;

    ReserveMotion(Ledger ledger, HandBooking hand, Today today) {
        this.ledger = ledger;
        this.hand = hand;
        this.today = today;
    }

    /// @param to    a fund, or a category of the world outside
    /// @param party who gets it
    @Concerns(Matter.RESERVE)
    public record SpendReserve(
            @Term(longest = 60) String to,
            Money amount,
            @Term(longest = 80) Optional<String> party,
            @Term(longest = 500) Optional<String> description) {}

    @Override
    public Cost cost(Commons commons, SpendReserve terms) {
        return new Cost.Of(terms.amount());
    }

    private long holds(Commons commons) {
        return ledger.account(commons, Ledger.RESERVE).holdsMinorUnits();
    }

    @Override
    public void check(Commons commons, SpendReserve terms) {
        hand.named(commons.id(), "to", terms.to(), Optional.empty());
        long holds = holds(commons);
        if (terms.amount().minorUnits() > holds)
            throw new Refused(
                    new LedgerRefusal.Overdraft(Ledger.RESERVE.category(), commons.money(holds), terms.amount()));
    }

    @Override
    public List<Line> says(Commons commons, SpendReserve terms, Text text) {
        long left = holds(commons) - terms.amount().minorUnits();
        return List.of(
                new Line(
                        text.say("ledger.would-spend", AccountNames.category(text, terms.to())),
                        text.money(terms.amount())),
                new Line(text.say("ledger.would-leave"), text.money(commons.money(left))));
    }

    @Override
    public String title(Commons commons, SpendReserve terms, Text text) {
        return text.say("ledger.reserve-title", terms.amount());
    }

    @Override
    public String enact(Authorised by, SpendReserve terms, String key) {
        var entry = new ByHand(
                today.date(),
                terms.description().orElse(""),
                Ledger.RESERVE.code(),
                terms.to(),
                terms.party().orElse(""),
                terms.amount().minorUnits());
        return by.commons().address() + "/ledger/entries/"
                + ledger.book(by, entry, key).id();
    }
}
