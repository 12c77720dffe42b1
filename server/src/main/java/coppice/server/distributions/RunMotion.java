package coppice.server.distributions;

import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Concerns;
import coppice.server.commons.Cost;
import coppice.server.commons.Matter;
import coppice.server.commons.Motion;
import coppice.server.commons.Term;
import coppice.server.distributions.RunMotion.AdoptRun;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import coppice.server.web.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Sharing out the surplus.
@Component
public class RunMotion implements Motion<AdoptRun> {
    private final Distributions distributions;

    RunMotion(Distributions distributions) {
        this.distributions = distributions;
    }

    /// @param until   the first day that does not count
    /// @param charter the version that it was computed by
    @Concerns(Matter.SURPLUS)
    public record AdoptRun(
            Money surplus, LocalDate until, @Term(least = 1) int charter) {}

    @Override
    public Cost cost(Commons commons, AdoptRun terms) {
        return new Cost.Of(terms.surplus());
    }

    private DryRun dryRun(Commons commons, AdoptRun terms) {
        return distributions.dryRun(commons, terms.surplus().minorUnits(), terms.until());
    }

    @Override
    public void check(Commons commons, AdoptRun terms) {
        var run = dryRun(commons, terms);
        if (run.charterVersion() != terms.charter())
            throw new Refused(new DistributionRefusal.PreviewedOtherCharter(run.charterVersion()));
        distributions.refuseMoreThanThereIs(commons, run.surplus());
    }

    @Override
    public List<Line> says(Commons commons, AdoptRun terms, Text text) {
        var run = dryRun(commons, terms);
        var lines = new ArrayList<Line>();
        for (var share : run.shares())
            if (share.minorUnits() > 0)
                lines.add(new Line(
                        Destination.word(text, share.destination()), text.money(commons.money(share.minorUnits()))));
        lines.addAll(run.lines(commons, text));
        if (run.isLoss()) lines.add(new Line(text.say("distributions.loss"), ""));
        return lines;
    }

    @Override
    public String title(Commons commons, AdoptRun terms, Text text) {
        return text.say("distributions.propose-title", terms.surplus());
    }

    @Override
    public String enact(Authorised by, AdoptRun terms, String key) {
        var run = distributions.adopt(by, terms.surplus().minorUnits(), terms.until(), terms.charter(), key);
        return by.commons().address() + "/distributions/" + run.number();
    }
}
