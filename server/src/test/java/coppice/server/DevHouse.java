package coppice.server;

import coppice.server.identity.Identity;
import coppice.server.kernel.Database;
import coppice.server.kernel.Settings;
import coppice.server.site.cli.DemoStory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/// One start of the house under `bin/dev`, on the data of the demo village, which are made once.
///
/// The first opens the database and leaves it open; those after it find it running.
public final class DevHouse implements AutoCloseable {
    private final Database database;
    private final boolean first;
    private final ConfigurableApplicationContext context;

    public DevHouse(Map<String, String> environment, boolean first) {
        this.first = first;
        var settings = Settings.from(environment);
        database = Database.reach(settings);
        context = Coppice.start(settings, database, Clock.systemUTC(), true);
        if (first) new DemoStory(context).village();
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /// Where people of the village come in, once each.
    public List<String> links() {
        var story = new DemoStory(context);
        var identity = context.getBean(Identity.class);
        return List.of("Ana", "Ben").stream()
                .map(name -> "/enter/"
                        + identity.entryLink(story.person(name).id(), Duration.ofDays(1))
                                .value()
                        + "   " + name)
                .toList();
    }

    @Override
    public void close() {
        context.close();
        if (!first) database.close();
    }
}
