package coppice.server.commons;

import coppice.server.commons.BooksTable.Column;
import coppice.server.web.Text;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What this room says of a commons: how many belong to it, by which charter, who joined, what was adopted.
@Component
class CommonsReports implements Figures, Activity {
    private final ActivityTables tables;
    private final Commonses commonses;

    CommonsReports(ActivityTables tables, Commonses commonses) {
        this.tables = tables;
        this.commonses = commonses;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public List<Figure> home(Standing standing, Text text) {
        var commons = standing.commons();
        int version = commonses.charter(commons.id()).version();
        return List.of(
                new Figure(
                        text.say("commons.figure-members", tables.members(commons.id())),
                        "",
                        standing.isMember() ? commons.address() + "/commons" : ""),
                new Figure(text.say("commons.figure-charter", version), "", commons.address() + "/commons/charter"));
    }

    @Override
    public List<Event> latest(Standing standing, int most, Text text) {
        String address = standing.commons().address() + "/commons";
        return tables.latest(standing.commons().id(), most).stream()
                .filter(happened -> happened.isCharter() || standing.showsNames())
                .map(happened -> happened.isCharter()
                        ? new Event(
                                happened.at(),
                                text.say("commons.happened-charter", happened.named()),
                                address + "/charter?version=" + happened.named())
                        : new Event(happened.at(), text.say("commons.happened-joined", happened.named()), address))
                .toList();
    }

    @Bean
    static BooksTable charters(Commonses commonses, JsonMapper json) {
        return new BooksTable(
                "charters",
                50,
                List.of(
                        new Column("version", "integer", "number of the version"),
                        new Column("adopted_at", "datetime", "moment of its adoption"),
                        new Column("authority", "string", "what allowed it"),
                        new Column("reason", "string", "why"),
                        new Column("charter", "string", "the rules, as JSON")),
                (reader, _, row) -> {
                    for (var version : commonses.charters(reader.commons().id()))
                        row.add(
                                String.valueOf(version.version()),
                                version.adoptedAt().toString(),
                                version.authority().name(),
                                version.reason(),
                                json.writeValueAsString(version.charter()));
                });
    }
}
