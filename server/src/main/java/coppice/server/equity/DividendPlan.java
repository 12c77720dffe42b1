package coppice.server.equity;

import coppice.rules.shares.Dividends;
import coppice.rules.shares.ShareClass;
import coppice.server.commons.Commons;
import coppice.server.commons.Motion.Line;
import coppice.server.distributions.Destination;
import coppice.server.kernel.PartyId;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Posting.Leg;
import coppice.server.web.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// What a dividend would come to.
///
/// @param points  what each class's part is shared by
/// @param paysOut false: each class's part is kept for its projects
record DividendPlan(
        long amount,
        LocalDate from,
        LocalDate until,
        boolean paysOut,
        Map<ShareClass, Map<String, Long>> points,
        Dividends dividends)
        implements Destination.Plan {

    /// Where a class's part waits that nobody could be paid, or that is for the class's projects.
    static Spec kept(ShareClass of) {
        return Spec.kept(
                RedemptionFund.CATEGORY.code(), of.name().toLowerCase(java.util.Locale.ROOT), Optional.empty());
    }

    @Override
    public List<Leg> legs() {
        var legs = new ArrayList<Leg>();
        dividends.paid().forEach((party, paid) -> {
            if (paid > 0) legs.add(new Leg(Ledger.GENERAL, Spec.member(new PartyId(UUID.fromString(party))), paid));
        });
        dividends.classes().forEach((of, part) -> {
            if (part.earmarked() > 0) legs.add(new Leg(Ledger.GENERAL, kept(of), part.earmarked()));
        });
        if (dividends.odd() > 0) legs.add(new Leg(Ledger.GENERAL, Ledger.RESERVE, dividends.odd()));
        return legs;
    }

    @Override
    public List<Line> lines(Commons commons, Text text) {
        var lines = new ArrayList<Line>();
        dividends.classes().forEach((of, part) -> {
            if (part.minorUnits() > 0)
                lines.add(new Line(
                        part.paid().isEmpty()
                                ? text.say("equity.would-keep", text.of("equity.share-class", of))
                                : text.say(
                                        "equity.would-pay",
                                        text.of("equity.share-class", of),
                                        part.paid().size()),
                        text.money(commons.money(part.minorUnits()))));
        });
        return lines;
    }
}
