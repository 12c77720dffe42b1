package coppice.server.transvestment;

import coppice.server.commons.Commons;
import coppice.server.commons.Motion.Line;
import coppice.server.distributions.Destination;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Posting.Leg;
import coppice.server.web.Text;
import java.util.List;

/// What would be paid on instruments.
record ReturnsPlan(List<Row> rows) implements Destination.Plan {
    /// @param base      profit, revenue or principal
    /// @param due       by the instrument's own rule
    /// @param available for all instruments of the run
    record Row(Instrument instrument, Campaign campaign, long base, long due, long amount, long available) {}

    @Override
    public List<Leg> legs() {
        return rows.stream()
                .filter(row -> row.amount() > 0)
                .map(row -> new Leg(Ledger.GENERAL, Spec.member(row.instrument().party()), row.amount()))
                .toList();
    }

    @Override
    public List<Line> lines(Commons commons, Text text) {
        return rows.stream()
                .filter(row -> row.due() > 0 || row.amount() > 0)
                .map(row -> new Line(
                        text.say(
                                "transvestment.would-pay",
                                row.instrument().number(),
                                row.campaign().terms().title(),
                                commons.money(row.instrument().left() - row.amount())),
                        text.money(commons.money(row.amount()))))
                .toList();
    }
}
