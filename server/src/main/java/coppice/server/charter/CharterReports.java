package coppice.server.charter;

import coppice.server.commons.Activity;
import coppice.server.commons.BooksTable;
import coppice.server.commons.BooksTable.Column;
import coppice.server.commons.Figures;
import coppice.server.commons.Standing;
import coppice.server.web.Text;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What this room says of a commons: by which charter it goes, what was adopted, and all of it for whoever recomputes.
@Component
class CharterReports implements Figures, Activity {
    private final CharterTables tables;

    CharterReports(CharterTables tables) {
        this.tables = tables;
    }

    @Override
    public int order() {
        return 11;
    }

    @Override
    public List<Figure> home(Standing standing, Text text) {
        var commons = standing.commons();
        int version = tables.latest(commons.id(), 1).getFirst().version();
        return List.of(new Figure(text.say("charter.figure", version), "", commons.address() + "/charter"));
    }

    @Override
    public List<Event> latest(Standing standing, int most, Text text) {
        var commons = standing.commons();
        return tables.latest(commons.id(), most).stream()
                .map(adopted -> new Event(
                        adopted.adoptedAt(),
                        text.say("charter.happened", adopted.version()),
                        commons.address() + "/charter?version=" + adopted.version()))
                .toList();
    }

    @Bean
    static BooksTable charterVersions(Charters charters, JsonMapper json) {
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
                    for (var version : charters.all(reader.commons().id()))
                        row.add(
                                String.valueOf(version.version()),
                                version.adoptedAt().toString(),
                                version.authority().name(),
                                version.reason(),
                                json.writeValueAsString(version.charter()));
                });
    }
}
