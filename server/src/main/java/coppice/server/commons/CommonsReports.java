package coppice.server.commons;

import coppice.server.web.Text;
import java.util.List;
import org.springframework.stereotype.Component;

/// What this room says of a commons: how many belong to it, and who joined.
@Component
class CommonsReports implements Figures, Activity {
    private final ActivityTables tables;

    CommonsReports(ActivityTables tables) {
        this.tables = tables;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public List<Figure> home(Standing standing, Text text) {
        var commons = standing.commons();
        return List.of(new Figure(
                text.say("commons.figure-members", tables.members(commons.id())),
                "",
                standing.isMember() ? commons.address() + "/commons" : ""));
    }

    @Override
    public List<Event> latest(Standing standing, int most, Text text) {
        if (!standing.showsNames()) return List.of();
        String address = standing.commons().address() + "/commons";
        return tables.latest(standing.commons().id(), most).stream()
                .map(joined -> new Event(joined.at(), text.say("commons.happened-joined", joined.name()), address))
                .toList();
    }
}
