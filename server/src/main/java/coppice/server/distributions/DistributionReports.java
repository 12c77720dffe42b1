package coppice.server.distributions;

import coppice.server.commons.Activity;
import coppice.server.commons.Commons;
import coppice.server.commons.Figures;
import coppice.server.commons.Standing;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What this room says of a commons: how often a surplus was shared, and what it came to for oneself.
@Component
class DistributionReports implements Figures, Activity {
    private static final int IN_BOOKS = 5;

    private final Distributions distributions;

    DistributionReports(Distributions distributions) {
        this.distributions = distributions;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public List<Figure> home(Standing standing, Text text) {
        var commons = standing.commons();
        String address = commons.address() + "/distributions";
        var figures = new ArrayList<Figure>();
        figures.add(new Figure(text.say("distributions.figure", distributions.count(commons.id())), "", address));
        standing.membership()
                .map(member -> distributions.standings(commons.id(), member.party()))
                .map(mine -> text.say(
                        "distributions.mine",
                        commons.money(mine.claims()),
                        commons.money(mine.paid()),
                        commons.money(mine.owed())))
                .ifPresent(words -> figures.add(new Figure(words, "", address)));
        return figures;
    }

    @Override
    public Optional<Section> books(Commons commons, Text text) {
        return Optional.of(new Section(
                text.say("distributions.last"),
                distributions.runs(commons.id()).stream()
                        .limit(IN_BOOKS)
                        .map(run -> new Figure(
                                happened(commons, run, text),
                                text.time(run.adoptedAt()) + " · " + text.of("authority", run.authority()),
                                address(commons, run)))
                        .toList(),
                text.say("distributions.none-yet")));
    }

    @Override
    public List<Event> latest(Standing standing, int most, Text text) {
        var commons = standing.commons();
        return distributions.runs(commons.id()).stream()
                .limit(most)
                .map(run -> new Event(run.adoptedAt(), happened(commons, run, text), address(commons, run)))
                .toList();
    }

    private static String happened(Commons commons, Run run, Text text) {
        return text.say("distributions.happened", run.number(), commons.money(run.surplus()));
    }

    private static String address(Commons commons, Run run) {
        return commons.address() + "/distributions/" + run.number();
    }
}
