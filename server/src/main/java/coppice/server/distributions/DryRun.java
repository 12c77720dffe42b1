package coppice.server.distributions;

import coppice.rules.valuation.Distribution;
import coppice.server.commons.Commons;
import coppice.server.commons.Motion.Line;
import coppice.server.web.Text;
import java.util.List;

/// What a run would come to.
///
/// @param shares what each destination takes of the surplus, what the law asks for first, and what stays
/// last
/// @param plans  what they would do with it
/// @param isLoss the year has been one of loss so far, so nothing goes to private hands
/// @param earned what was earned and not shared out yet; private hands get no more, whatever else the fund
/// holds
public record DryRun(
        int charterVersion,
        long surplus,
        List<Run.Share> shares,
        List<Splitting.Planned> plans,
        boolean isLoss,
        long earned) {
    /// The part that goes by the value equation.
    public Distribution distribution() {
        return payments().distribution();
    }

    Contributors.Payments payments() {
        return plans.stream()
                .map(Splitting.Planned::plan)
                .filter(Contributors.Payments.class::isInstance)
                .map(Contributors.Payments.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /// What the destinations say that they would do.
    public List<Line> lines(Commons commons, Text text) {
        return plans.stream()
                .flatMap(one -> one.plan().lines(commons, text).stream())
                .toList();
    }

    /// Whether private hands are kept from more.
    public boolean isLimited() {
        return earned < surplus
                && plans.stream().anyMatch(one -> one.destination().reach() == Destination.Reach.OWNERS);
    }
}
