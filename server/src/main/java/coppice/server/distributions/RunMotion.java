package coppice.server.distributions;

import coppice.server.commons.Commons;
import coppice.server.commons.Destinations;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.commons.MotionKind;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import coppice.server.web.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Sharing out the surplus by decision. Terms: `surplus`, `until` (the first day that does not count),
/// `charter`.
@Component
public class RunMotion implements MotionKind {
    private final Distributions distributions;

    RunMotion(Distributions distributions) {
        this.distributions = distributions;
    }

    public static Map<String, String> terms(Money surplus, LocalDate until, int charterVersion) {
        return Map.of("surplus", surplus.plain(), "until", until.toString(), "charter", String.valueOf(charterVersion));
    }

    @Override
    public String name() {
        return "adopt-run";
    }

    @Override
    public Matter matter() {
        return Matter.SURPLUS;
    }

    private static long surplus(Commons commons, Map<String, String> terms) {
        return Money.parsePositive("surplus", terms.getOrDefault("surplus", ""), commons.currency())
                .minorUnits();
    }

    @Override
    public long costMinorUnits(Commons commons, Map<String, String> terms) {
        return surplus(commons, terms);
    }

    private static int charter(Map<String, String> terms) {
        return Fields.whole("charter", terms.get("charter"), 1, Integer.MAX_VALUE);
    }

    @Override
    public List<Line> dryRun(Commons commons, Map<String, String> terms, Text text) {
        var run = distributions.dryRun(commons, surplus(commons, terms), Fields.date("until", terms.get("until")));
        if (run.charterVersion() != charter(terms))
            throw new Refused(new DistributionRefusal.PreviewedOtherCharter(run.charterVersion()));
        distributions.refuseMoreThanThereIs(commons, run.surplus());
        var lines = new ArrayList<Line>();
        for (var share : run.shares())
            if (share.minorUnits() > 0)
                lines.add(new Line(
                        Destinations.word(text, share.destination()), text.money(commons.money(share.minorUnits()))));
        lines.addAll(run.lines(commons, text));
        if (run.isLoss()) lines.add(new Line(text.say("distributions.loss"), ""));
        return lines;
    }

    @Override
    public String enact(Mandate mandate, Map<String, String> terms) {
        var commons = mandate.commons();
        var run = distributions.adopt(
                mandate,
                surplus(commons, terms),
                Fields.date("until", terms.get("until")),
                charter(terms),
                mandate.act().toString());
        return commons.address() + "/distributions/" + run.number();
    }
}
