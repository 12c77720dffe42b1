package coppice.bench;

import coppice.server.Coppice;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Steward;
import coppice.server.contributions.Histories;
import coppice.server.identity.Identity;
import coppice.server.kernel.Database;
import coppice.server.kernel.Settings;
import coppice.server.ledger.Account;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Statements;
import coppice.server.site.cli.DemoStory;
import coppice.server.web.Viewer;
import coppice.server.web.Viewer.Scope;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.springframework.context.ConfigurableApplicationContext;

/// The server beside bare PostgreSQL, both in one run on one machine: postings, bulk import, a page over a million.
public final class ServerBench {
    static final int SECONDS = Integer.getInteger("coppice.seconds", 15);
    private static final int WARM = Integer.getInteger("coppice.warm", 15);
    private static final int ACCOUNTS = 10_000;

    private final ConfigurableApplicationContext house;
    private final BarePostgres bare;

    private ServerBench(ConfigurableApplicationContext house, Database database, Path limit) {
        this.house = house;
        this.bare = new BarePostgres(house, database, limit);
    }

    public static void main(String[] arguments) throws Exception {
        long begin = System.nanoTime();
        var data = Files.createTempDirectory("coppice-bench");
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
        var settings = Settings.from(Map.of("COPPICE_DATA", data.toString(), "COPPICE_PORT", "0"));
        try (var database = Database.open(settings);
                var house = Coppice.start(settings, database, Clock.systemUTC(), true)) {
            var bench = new ServerBench(house, database, Path.of(arguments[0]));
            bench.say("start to listening, empty data folder", "%.1f s".formatted((System.nanoTime() - begin) / 1e9));
            bench.say("memory after start", bench.memory());
            var wanted = List.of(arguments).subList(1, arguments.length);
            if (wanted.isEmpty() || wanted.contains("postings")) bench.postings();
            if (wanted.isEmpty() || wanted.contains("imports")) bench.imports();
            if (wanted.isEmpty() || wanted.contains("pages")) bench.pages();
            if (wanted.contains("fundings")) new FundingBench(bench, house, database).run();
        }
        System.exit(0);
    }

    BarePostgres bare() {
        return bare;
    }

    void say(String what, String figure) {
        System.out.printf("%-72s %s%n", what, figure);
    }

    /// Resident memory of this program and of PostgreSQL's processes (their shared buffers counted once).
    private String memory() throws IOException {
        System.gc();
        long own = kilobytes(Path.of("/proc/self/status"), "VmRSS");
        return "%d MB (this program)".formatted(own / 1024);
    }

    private static long kilobytes(Path status, String key) throws IOException {
        for (var line : Files.readAllLines(status))
            if (line.startsWith(key)) return Long.parseLong(line.replaceAll("[^0-9]", ""));
        return 0;
    }

    Commons commons(String slug) {
        var story = new DemoStory(house);
        return house.getBean(Charters.class)
                .found(
                        story.person("Ana"),
                        slug,
                        slug,
                        "EUR",
                        house.getBean(Presets.class)
                                .charter(Preset.SOFTWARE, "Made for a benchmark")
                                .with(DecisionRules.NONE),
                        "found-" + slug);
    }

    Steward steward(Commons commons) {
        var ana = new DemoStory(house).person("Ana");
        var viewer = new Viewer(Optional.of(ana.id()), ana.name(), Optional.empty(), Optional.empty());
        return house.getBean(Commonses.class).standing(commons.slug(), viewer).steward();
    }

    String address() {
        return "http://localhost:" + house.getEnvironment().getProperty("local.server.port");
    }

    private void postings() throws Exception {
        var ana = new DemoStory(house).person("Ana");
        String token = house.getBean(Identity.class)
                .issueToken(ana.id(), "bench", Scope.STEWARD, Duration.ofHours(1))
                .value();
        var commons = commons("bench-posts");
        var members = new ArrayList<Account.Spec>();
        var outside = new ArrayList<Account.Spec>();
        for (int i = 0; i < ACCOUNTS / 2; i++) {
            var party = house.getBean(Commonses.class).addParty(commons.id(), "Member " + i);
            members.add(Account.Spec.member(party));
            outside.add(Account.Spec.external("sales", Optional.of(party)));
        }
        house.getBean(Ledger.class).accounts(commons, members);
        house.getBean(Ledger.class).accounts(commons, outside);
        Body anywhere = random -> "%s\",\"to\":\"%s".formatted(any(outside, random), any(members, random));
        Body oneAccount = random -> any(outside, random) + "\",\"to\":\"general";
        load(8, token, anywhere, WARM);
        load(32, token, oneAccount, WARM);
        for (int clients : new int[] {8, 32}) {
            double bareB = bare.pgbench("post_fn", clients);
            double ours = load(clients, token, anywhere, SECONDS);
            say(
                    "posts a second by API, %d clients, 10,000 accounts, beside bare SQL (B)".formatted(clients),
                    "%.0f / %.0f = %.2f".formatted(ours, bareB, ours / bareB));
            double bareH = bare.pgbench("post_hot", clients);
            double hot = load(clients, token, oneAccount, SECONDS);
            say(
                    "posts a second by API, %d clients, all into one account, beside bare SQL (H)".formatted(clients),
                    "%.0f / %.0f = %.2f".formatted(hot, bareH, hot / bareH));
        }
        if (house.getBean(Ledger.class).wrongTotals(commons.id()) != 0)
            throw new IllegalStateException("books do not add up");
    }

    private static String any(List<Account.Spec> accounts, Random random) {
        return accounts.get(random.nextInt(accounts.size())).code();
    }

    /// What a client asks for: from where to where.
    private interface Body {
        String of(Random random);
    }

    /// Requests a second, by clients of a socket each: as light a load as pgbench's.
    private double load(int clients, String token, Body body, int seconds) throws Exception {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        try (var pool = Executors.newFixedThreadPool(clients)) {
            var workers = new ArrayList<Callable<Long>>();
            for (int client = 0; client < clients; client++) {
                var random = new Random(client);
                workers.add(() -> {
                    long done = 0;
                    try (var connection = new PlainClient(URI.create(address()))) {
                        while (System.nanoTime() < until) {
                            int status = connection.post(
                                    "/api/c/bench-posts/ledger/entries",
                                    token,
                                    "{\"bookedOn\":\"2026-11-01\",\"amount\":\"1.00\",\"from\":\"" + body.of(random)
                                            + "\"}");
                            if (status != 201) throw new IllegalStateException("" + status);
                            done++;
                        }
                    }
                    return done;
                });
            }
            long sum = 0;
            for (var worker : pool.invokeAll(workers)) sum += worker.get();
            return (double) sum / seconds;
        }
    }

    private void imports() throws Exception {
        var commons = commons("bench-import");
        int rows = 100_000;
        var csv = new StringBuilder("id,date,amount,description,party,category\n");
        for (int i = 0; i < rows; i++)
            csv.append(i)
                    .append(",2026-10-01,")
                    .append(1 + i % 500)
                    .append(".00,row,party ")
                    .append(i % 200)
                    .append(",sales\n");
        var statements = house.getBean(Statements.class);
        var steward = steward(commons);
        var id = statements.bring(
                steward, "bench.csv", csv.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        long begin = System.nanoTime();
        statements.book(steward, id, _ -> {});
        double ours = rows / ((System.nanoTime() - begin) / 1e9);
        double copy = bare.copy(rows);
        say(
                "money rows a second, imported and booked, beside COPY of the same into bare tables",
                "%.0f / %.0f = %.2f".formatted(ours, copy, ours / copy));
    }

    private void pages() throws Exception {
        var commons = commons("bench-million");
        var steward = steward(commons);
        var histories = house.getBean(Histories.class);
        long begin = System.nanoTime();
        for (int part = 0; part < 10; part++) {
            var items = new ArrayList<Histories.Item>();
            for (int i = 0; i < 100_000; i++)
                items.add(new Histories.Item(
                        part + "-" + i,
                        LocalDate.of(2016, 1, 1).plusDays(i % 3650),
                        "author " + i % 10_000,
                        BigDecimal.valueOf(1 + i % 900),
                        "area " + i % 20,
                        ""));
            histories.bring(steward, "git", "change", items, _ -> {});
        }
        say(
                "contributions imported a second, to 1,000,000 of 10,000 people",
                "%.0f".formatted(1e6 / ((System.nanoTime() - begin) / 1e9)));
        bare.analyze();
        new DemoStory(house).record(_ -> {}, _ -> {});
        say("memory after the demo and a million contributions", memory());
        for (var path : List.of(
                "/c/hledger-record/openbooks",
                "/c/bench-million/openbooks",
                "/c/bench-million",
                "/c/hledger-record/distributions/1",
                "/c/hledger-record/ledger")) page(path);
    }

    void page(String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var times = new double[40];
            for (int i = 0; i < times.length; i++) {
                long begin = System.nanoTime();
                var answer = http.send(
                        HttpRequest.newBuilder(URI.create(address() + path)).build(),
                        HttpResponse.BodyHandlers.ofString());
                times[i] = (System.nanoTime() - begin) / 1e6;
                if (answer.statusCode() != 200) throw new IllegalStateException(path + " " + answer.statusCode());
            }
            var later = Arrays.copyOfRange(times, 15, times.length);
            Arrays.sort(later);
            say("page " + path, "p50 %.0f ms, p99 %.0f ms".formatted(later[later.length / 2], later[later.length - 1]));
        }
    }
}
