package coppice.server.ledger;

import coppice.server.commons.Commons;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.commons.MotionKind;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import coppice.server.ledger.Ledger.ByHand;
import coppice.server.web.Text;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Spending from the reserve by decision. Terms: `to`, `amount`, `party`, `description`; booked on the day it passes.
@Component
public class ReserveMotion implements MotionKind {
    private final Ledger ledger;
    private final Clock clock;

    ReserveMotion(Ledger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "spend-reserve";
    }

    @Override
    public Matter matter() {
        return Matter.RESERVE;
    }

    @Override
    public long costMinorUnits(Commons commons, Map<String, String> terms) {
        return entry(commons, terms).minorUnits();
    }

    private ByHand entry(Commons commons, Map<String, String> terms) {
        return new ByHand(
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                Fields.optional("description", terms.get("description"), 500),
                Ledger.RESERVE.code(),
                Fields.text("to", terms.get("to"), 60),
                Fields.optional("party", terms.get("party"), 80),
                Money.parsePositive("amount", terms.getOrDefault("amount", ""), commons.currency())
                        .minorUnits());
    }

    @Override
    public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
        var entry = entry(commons, terms);
        ledger.named(commons.id(), "to", entry.to(), Optional.empty());
        long holds = ledger.account(commons, Ledger.RESERVE).holdsMinorUnits();
        if (entry.minorUnits() > holds)
            throw new Refused(new LedgerRefusal.Overdraft(
                    Ledger.RESERVE.category(), commons.money(holds), commons.money(entry.minorUnits())));
        return List.of(
                new Line(
                        text.say("ledger.would-spend", AccountNames.category(text, entry.to())),
                        text.money(commons.money(entry.minorUnits()))),
                new Line(text.say("ledger.would-leave"), text.money(commons.money(holds - entry.minorUnits()))));
    }

    @Override
    public String enact(Mandate mandate, Map<String, String> terms) {
        var commons = mandate.commons();
        var booked = ledger.book(mandate, entry(commons, terms), mandate.act().toString());
        return commons.address() + "/ledger/entries/" + booked.id();
    }
}
