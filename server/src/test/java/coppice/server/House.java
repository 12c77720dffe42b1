package coppice.server;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Waits;
import coppice.server.kernel.Database;
import coppice.server.kernel.Settings;
import coppice.server.site.Program;
import coppice.server.site.cli.DemoStory;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The whole house over a real PostgreSQL, started once for all tests of a run, with the demo village in it.
///
/// With COPPICE_TEST_DATABASE_URL the tests run on that PostgreSQL instead of the embedded one.
public final class House {
    private static final House ONLY = new House();

    private final Path data = folder("house");
    private final MovedClock clock = new MovedClock();
    private final Map<String, String> environment;
    private final Database database;
    private final ConfigurableApplicationContext context;
    private final Commons village;
    private Optional<Commons> record = Optional.empty();

    private House() {
        String external = System.getenv("COPPICE_TEST_DATABASE_URL");
        environment = external == null
                ? Map.of("COPPICE_DATA", data.toString(), "COPPICE_PORT", "0")
                : Map.of("COPPICE_DATABASE_URL", external, "COPPICE_PORT", "0");
        var settings = Settings.from(environment);
        database = Database.open(settings);
        context = Coppice.start(settings, database, clock, true);
        village = new DemoStory(context).village();
    }

    public static House open() {
        return ONLY;
    }

    /// A fresh data folder below `target`, or below the temporary folder where root's checkout is closed to
    /// others.
    static Path folder(String name) {
        var target = Path.of("target", name).toAbsolutePath();
        var folder = Database.canWorkIn(target.getParent())
                ? target
                : Path.of(System.getProperty("java.io.tmpdir"), "coppice-" + target.hashCode() + "-" + name);
        delete(folder);
        return folder;
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) return;
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    public Path data() {
        return data;
    }

    public Database database() {
        return database;
    }

    /// What a command of the program on the same database would be given.
    public Map<String, String> environment() {
        return environment;
    }

    /// What a command ended with, and all that it said.
    public record Ran(int code, String said) {}

    /// A command, given as the owner of the server gives it.
    public Ran coppice(String... arguments) {
        var said = new ByteArrayOutputStream();
        var out = System.out;
        var err = System.err;
        try (var both = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            int code = Program.run(Coppice::start, environment, arguments);
            return new Ran(code, said.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /// Does something as if it were `later`, by the server's clock.
    public <T> T later(Duration later, Supplier<T> work) {
        clock.ahead = later;
        try {
            return work.get();
        } finally {
            clock.ahead = Duration.ZERO;
        }
    }

    private static final class MovedClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }
    }

    /// SQL as the application's role.
    public JdbcClient sql() {
        return JdbcClient.create(database.dataSource());
    }

    public <T> T room(Class<T> type) {
        return context.getBean(type);
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public DemoStory story() {
        return new DemoStory(context);
    }

    /// What waits for somebody, in all rooms.
    public List<Waits.Waiting> waiting(String name) {
        var seats = room(Commonses.class).seats(story().person(name));
        return context.getBeansOfType(Waits.class).values().stream()
                .flatMap(room -> room.waiting(seats).stream())
                .toList();
    }

    public Commons village() {
        return village;
    }

    /// The public record, loaded on first use.
    public synchronized Commons record() {
        if (record.isEmpty()) record = Optional.of(story().record(_ -> {}, _ -> {}));
        return record.get();
    }

    public String address() {
        return "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    }
}
