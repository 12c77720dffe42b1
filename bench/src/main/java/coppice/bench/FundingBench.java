package coppice.bench;

import coppice.server.cobudgeting.Bucket.Item;
import coppice.server.cobudgeting.BucketDraft;
import coppice.server.cobudgeting.Buckets;
import coppice.server.cobudgeting.OpenRound;
import coppice.server.cobudgeting.Round;
import coppice.server.cobudgeting.Rounds;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Role;
import coppice.server.commons.Steward;
import coppice.server.identity.Identity;
import coppice.server.kernel.Database;
import coppice.server.ledger.Ledger;
import coppice.server.site.cli.DemoStory;
import coppice.server.web.Viewer.Scope;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.springframework.context.ConfigurableApplicationContext;

/// Members fund buckets through the API, beside bare PostgreSQL in the same run; alone and on top of many older
/// contributions.
final class FundingBench {
    private static final int SECONDS = Integer.getInteger("coppice.seconds", 15);
    private static final int WARM = Integer.getInteger("coppice.warm", 15);
    private static final long OLDER = Long.getLong("coppice.older", 5_000_000);
    private static final int MEMBERS = 32;
    private static final int CLOCK_TICKS = 100;

    private final ServerBench server;
    private final ConfigurableApplicationContext house;
    private final Database database;
    private final List<String> tokens = new ArrayList<>();
    private final List<UUID> buckets = new ArrayList<>();
    private final Commons commons;
    private final Round round;

    FundingBench(ServerBench server, ConfigurableApplicationContext house, Database database) {
        this.server = server;
        this.house = house;
        this.database = database;
        commons = server.commons("bench-funding");
        var steward = server.steward(commons);
        people(steward);
        house.getBean(Ledger.class)
                .book(
                        steward,
                        new Ledger.ByHand(
                                LocalDate.of(2026, 11, 1),
                                "Given",
                                "contributions",
                                "cobudgeting",
                                "",
                                1_000_000_000_000L),
                        "pool");
        round = open(steward);
    }

    private void people(Steward steward) {
        var story = new DemoStory(house);
        var commonses = house.getBean(Commonses.class);
        for (int i = 0; i < MEMBERS; i++) {
            var account = story.person("Funder" + i);
            commonses.join(account, commonses.invite(steward, Role.MEMBER));
            tokens.add(house.getBean(Identity.class)
                    .issueToken(account.id(), "bench", Scope.CONTRIBUTE, Duration.ofHours(4))
                    .value());
        }
    }

    private Round open(Steward steward) {
        var today = LocalDate.now(ZoneOffset.UTC);
        var fields = new HashMap<>(OpenRound.usual(today));
        fields.put("title", "Bench");
        fields.put("amount", "9000000000.00");
        fields.put("fundingFrom", today.toString());
        var rounds = house.getBean(Rounds.class);
        var opened = rounds.open(steward, OpenRound.read(commons, fields), "round");
        rounds.give(
                steward,
                opened.id(),
                new Rounds.Giving(Rounds.How.EQUALLY, 900_000_000_000L, null, "", false),
                "parts");
        var room = house.getBean(Buckets.class);
        for (int i = 0; i < MEMBERS; i++) {
            var item = new Item(Item.Kind.COST, "All", 900_000_000_000L, 900_000_000_000L);
            var draft = new BucketDraft("Bucket " + i, "One of many", "", List.of(item), List.of(), Map.of(), true);
            var bucket = room.suggest(steward, opened.id(), draft, false, "bucket" + i);
            room.publish(steward, bucket);
            buckets.add(bucket);
        }
        return opened;
    }

    void run() throws Exception {
        load(8, false, WARM);
        load(32, true, WARM);
        for (int clients : new int[] {1, 8, 32}) say("random buckets", clients, load(clients, false, SECONDS));
        for (int clients : new int[] {8, 32}) {
            double bare = server.bare().pgbench("post_hot", clients);
            var ours = load(clients, true, SECONDS);
            say("one bucket", clients, ours);
            server.say(
                    "fundings of one bucket a second, %d clients, beside bare SQL into one account (H)"
                            .formatted(clients),
                    "%.0f / %.0f = %.2f".formatted(ours.rate(), bare, ours.rate() / bare));
        }
        page();
        for (long older : new long[] {100_000, OLDER}) {
            grow(older);
            say("random buckets, %,d older".formatted(older), 32, load(32, false, SECONDS));
            say("one bucket, %,d older".formatted(older), 32, load(32, true, SECONDS));
            page();
        }
        if (house.getBean(Ledger.class).wrongTotals(commons.id()) != 0)
            throw new IllegalStateException("books do not add up");
    }

    /// @param serverMillis CPU of this program a funding, the clients' own taken out
    /// @param databaseMillis CPU of PostgreSQL's processes a funding
    private record Load(double rate, double p50, double p99, double serverMillis, double databaseMillis) {}

    private void say(String what, int clients, Load load) {
        server.say(
                "fundings a second, %d clients, %s".formatted(clients, what),
                "%.0f; p50 %.1f ms, p99 %.1f ms; CPU a funding: server %.2f ms, database %.2f ms"
                        .formatted(load.rate(), load.p50(), load.p99(), load.serverMillis(), load.databaseMillis()));
    }

    private record Client(double[] millis, long ownNanos) {}

    private Load load(int clients, boolean oneBucket, int seconds) throws Exception {
        long until = System.nanoTime() + seconds * 1_000_000_000L;
        long cpu = programNanos();
        var postgres = postgresSeconds();
        try (var pool = Executors.newFixedThreadPool(clients)) {
            var workers = new ArrayList<Callable<Client>>();
            for (int client = 0; client < clients; client++) {
                String token = tokens.get(client);
                var random = new Random(client);
                workers.add(() -> client(token, random, oneBucket, until));
            }
            var times = new ArrayList<double[]>();
            long own = 0;
            for (var worker : pool.invokeAll(workers)) {
                times.add(worker.get().millis());
                own += worker.get().ownNanos();
            }
            var all = times.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
            return new Load(
                    (double) all.length / seconds,
                    all[all.length / 2],
                    all[(int) (all.length * 0.99)],
                    (programNanos() - cpu - own) / 1e6 / all.length,
                    used(postgres, postgresSeconds()) * 1000 / all.length);
        }
    }

    private Client client(String token, Random random, boolean oneBucket, long until) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        var millis = new ArrayList<Double>();
        try (var connection = new PlainClient(URI.create(server.address()))) {
            while (System.nanoTime() < until) {
                var bucket = oneBucket ? buckets.getFirst() : buckets.get(random.nextInt(buckets.size()));
                long sent = System.nanoTime();
                int status = connection.post(
                        "/api/c/bench-funding/cobudgeting/buckets/" + bucket + "/fundings",
                        token,
                        "{\"amount\":\"0.01\"}");
                if (status != 201) throw new IllegalStateException("" + status);
                millis.add((System.nanoTime() - sent) / 1e6);
            }
        }
        return new Client(
                millis.stream().mapToDouble(Double::doubleValue).toArray(), threads.getCurrentThreadCpuTime() - begin);
    }

    private static long programNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /// CPU of each process called `postgres`, by its number.
    private static Map<String, Double> postgresSeconds() throws IOException {
        var seconds = new HashMap<String, Double>();
        try (var processes = Files.list(Path.of("/proc"))) {
            for (var process : processes
                    .filter(path -> path.getFileName().toString().matches("[0-9]+"))
                    .toList()) {
                try {
                    String stat = Files.readString(process.resolve("stat"));
                    if (!stat.contains("(postgres)")) continue;
                    var fields = stat.substring(stat.indexOf(')') + 2).split(" ");
                    seconds.put(
                            process.getFileName().toString(),
                            (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) CLOCK_TICKS);
                } catch (IOException ended) {
                    // it ended meanwhile
                }
            }
        }
        return seconds;
    }

    /// What those that ran from beginning to end used.
    private static double used(Map<String, Double> before, Map<String, Double> after) {
        return before.entrySet().stream()
                .mapToDouble(process -> after.getOrDefault(process.getKey(), process.getValue()) - process.getValue())
                .sum();
    }

    /// Older contributions by plain SQL as the owner: entries, transfers, totals, until there are `older`.
    private void grow(long older) throws Exception {
        try (var connection = database.ownerConnection();
                var sql = connection.createStatement()) {
            sql.execute("set session_replication_role = replica");
            sql.execute("""
                    insert into ledger.entry (commons_id, id, booked_on, recorded_at, recorded_by, description, authority,
                      authority_ref, request_key, request_digest)
                    select '%s', gen_random_uuid(), '2026-01-01', now(), null, 'Bucket', 'STEWARDS_ACT', '', 'old:' || i, 'x'
                    from generate_series((select count(*) + 1 from ledger.entry where commons_id = '%s'
                      and request_key like 'old:%%'), %d) as i""".formatted(commons.id(), commons.id(), older));
            sql.execute("""
                    insert into ledger.transfer (commons_id, entry_id, leg, authority, debit_id, debit_kind, debit_holder,
                      credit_id, credit_kind, credit_holder, currency, amount)
                    select e.commons_id, e.id, 0, e.authority,
                      p.ids[1 + abs(hashtext(e.id::text)) %% cardinality(p.ids)], 'RESERVE', 'COMMONS',
                      b.ids[1 + abs(hashtext(e.request_key)) %% cardinality(b.ids)], 'RESERVE', 'COMMONS', 'EUR', 1
                    from ledger.entry e,
                      (select array_agg(id order by id) as ids from ledger.account
                       where commons_id = '%1$s' and code like 'cobudgeting.part.%%') p,
                      (select array_agg(id order by id) as ids from ledger.account
                       where commons_id = '%1$s' and code like 'cobudgeting.bucket.%%') b
                    where e.commons_id = '%1$s' and e.request_key like 'old:%%'
                      and not exists (select 1 from ledger.transfer t
                        where t.commons_id = e.commons_id and t.entry_id = e.id)""".formatted(commons.id()));
            sql.execute("""
                    update ledger.account a set
                      debit_total = (select coalesce(sum(amount), 0) from ledger.transfer t
                        where t.commons_id = a.commons_id and t.debit_id = a.id),
                      credit_total = (select coalesce(sum(amount), 0) from ledger.transfer t
                        where t.commons_id = a.commons_id and t.credit_id = a.id)
                    where a.commons_id = '%s'""".formatted(commons.id()));
            sql.execute("set session_replication_role = origin");
            sql.execute("vacuum analyze");
            sql.execute("checkpoint");
        }
    }

    private void page() throws Exception {
        server.page("/c/bench-funding/cobudgeting/buckets/" + buckets.getFirst());
        server.page("/c/bench-funding/cobudgeting/rounds/" + round.id());
    }
}
