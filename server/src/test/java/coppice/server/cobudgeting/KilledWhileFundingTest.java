package coppice.server.cobudgeting;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Killing;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.cobudgeting.Bucket.Item;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.commons.Role;
import coppice.server.commons.Standing;
import coppice.server.commons.Steward;
import coppice.server.identity.Identity;
import coppice.server.ledger.Ledger;
import coppice.server.site.cli.DemoStory;
import coppice.server.web.Viewer;
import coppice.server.web.Viewer.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/// A server of its own is killed with -9 while 32 people fund, each request sent twice; afterwards what was answered is
/// there, once, and given = held + in buckets.
///
/// `-Dcoppice.kills=20` does it twenty times (bin/drill fundings).
class KilledWhileFundingTest extends Killing {
    private static final int PEOPLE = 32;
    private static final int ENOUGH = 200;
    private static final long PART = 20_000;

    private final List<String> tokens = new ArrayList<>();

    KilledWhileFundingTest() {
        super("killed-funding");
    }

    /// A request that was answered with an entry.
    private record Acknowledged(int who, UUID bucket, String key, String entry) {}

    private record Round32(UUID id, List<UUID> buckets) {}

    @Test
    void whatWasAcknowledgedIsThereOnce() throws Exception {
        int kills = Integer.getInteger("coppice.kills", 1);
        indoors(Clock.systemUTC(), this::people);
        for (int kill = 0; kill < kills; kill++) {
            int number = kill;
            var round = indoors(Clock.systemUTC(), house -> open(house, number));
            var acknowledged = new ConcurrentLinkedQueue<Acknowledged>();
            fundUntilKilled(round, acknowledged);
            assertThat(acknowledged).isNotEmpty();
            indoors(Clock.systemUTC(), house -> check(house, round, acknowledged));
        }
    }

    private Void people(ConfigurableApplicationContext house) {
        var story = new DemoStory(house);
        var commonses = house.getBean(Commonses.class);
        var charters = house.getBean(Charters.class);
        var commons = charters.found(
                story.person("Funder0"),
                "Funding",
                "funding",
                "EUR",
                house.getBean(Presets.class)
                        .charter(Preset.TIME_BANK, "For a drill")
                        .with(DecisionRules.NONE),
                "funding");
        for (int who = 0; who < PEOPLE; who++) {
            var account = story.person("Funder" + who);
            if (who > 0) commonses.join(account, commonses.invite((Steward) member(house, 0), Role.MEMBER));
            tokens.add(house.getBean(Identity.class)
                    .issueToken(account.id(), "drill", Scope.CONTRIBUTE, Duration.ofHours(2))
                    .value());
        }
        house.getBean(Ledger.class)
                .book(
                        (Steward) member(house, 0),
                        new Ledger.ByHand(
                                LocalDate.of(2026, 11, 1), "Given", "contributions", "cobudgeting", "", 100_000_000),
                        "pool");
        return null;
    }

    private static Commons commons(ConfigurableApplicationContext house) {
        return house.getBean(Commonses.class).bySlug("funding").orElseThrow();
    }

    private static Standing standing(ConfigurableApplicationContext house, int who) {
        var account = new DemoStory(house).person("Funder" + who);
        var viewer = new Viewer(Optional.of(account.id()), account.name(), Optional.empty(), Optional.empty());
        return house.getBean(Commonses.class).standing("funding", viewer);
    }

    private static Member member(ConfigurableApplicationContext house, int who) {
        return standing(house, who).member();
    }

    private Round32 open(ConfigurableApplicationContext house, int number) {
        var commons = commons(house);
        var steward = (Steward) member(house, 0);
        var rounds = house.getBean(Rounds.class);
        var today = LocalDate.now(ZoneOffset.UTC);
        var fields = new HashMap<>(OpenRound.usual(today));
        fields.put("title", "Drill " + number);
        fields.put("amount", "6400.00");
        fields.put("fundingFrom", today.toString());
        var round = rounds.open(steward, OpenRound.read(commons, fields), "round" + number);
        rounds.give(
                steward,
                round.id(),
                new Rounds.Giving(Rounds.How.EQUALLY, PEOPLE * PART, null, "", false),
                "parts" + number);
        var buckets = house.getBean(Buckets.class);
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 8; i++) {
            var item = new Item(Item.Kind.COST, "All", 200_000, 200_000);
            var bucket = buckets.suggest(
                    steward,
                    round.id(),
                    new BucketDraft("Bucket " + i, "", "", List.of(item), List.of(), Map.of(), true),
                    false,
                    "bucket" + number + "." + i);
            buckets.publish(steward, bucket);
            ids.add(bucket);
        }
        return new Round32(round.id(), ids);
    }

    private void fundUntilKilled(Round32 round, ConcurrentLinkedQueue<Acknowledged> acknowledged) throws Exception {
        var answered = new AtomicInteger();
        try (var pool = Executors.newFixedThreadPool(PEOPLE);
                var server = serve()) {
            var funders = new ArrayList<Future<?>>();
            for (int who = 0; who < PEOPLE; who++) {
                int funder = who;
                funders.add(pool.submit(() -> {
                    for (int i = 0; i < 1000; i++) {
                        var bucket = round.buckets()
                                .get((funder + i) % round.buckets().size());
                        String key = round.id() + "." + i;
                        for (int twice = 0; twice < 2; twice++) {
                            var entry = post(server, funder, bucket, key);
                            if (entry.isEmpty()) return;
                            acknowledged.add(new Acknowledged(funder, bucket, key, entry.get()));
                            if (answered.incrementAndGet() == ENOUGH) server.kill();
                        }
                    }
                }));
            }
            for (var funder : funders) funder.get();
        }
    }

    /// The entry, or nothing when no answer came.
    private Optional<String> post(Doomed server, int who, UUID bucket, String key) {
        return server.post(
                        "/api/c/funding/cobudgeting/buckets/" + bucket + "/fundings",
                        tokens.get(who),
                        key,
                        "{\"amount\":\"1.00\"}",
                        201)
                .map(answer -> answer.replaceAll("(?s).*\"entry\":\"([^\"]+)\".*", "$1"));
    }

    private Void check(
            ConfigurableApplicationContext house, Round32 round, ConcurrentLinkedQueue<Acknowledged> acknowledged) {
        var commons = commons(house);
        var fundings = house.getBean(Fundings.class);
        var first = new ConcurrentHashMap<String, String>();
        for (var one : acknowledged) {
            String known = first.putIfAbsent(one.who() + " " + one.key(), one.entry());
            assertThat(known).as("the same request was answered otherwise").isIn(null, one.entry());
            assertThat(fundings.fund(member(house, one.who()), one.bucket(), 100, one.key()))
                    .as("a retry after the kill")
                    .hasToString(one.entry());
        }
        var found = house.getBean(Rounds.class).round(commons, round.id());
        long held = house.getBean(Rounds.class).parts(commons, found).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        long inside = 0;
        for (var bucket : round.buckets()) {
            var stakes = fundings.stakes(commons.id(), bucket);
            long holds = house.getBean(Buckets.class)
                    .money(commons, List.of(house.getBean(Buckets.class).bucket(standing(house, 0), bucket)))
                    .get(bucket)
                    .holds();
            assertThat(stakes.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(holds);
            inside += holds;
        }
        assertThat(held + inside).isEqualTo(PEOPLE * PART);
        assertThat(inside).isGreaterThanOrEqualTo(first.size() * 100L);
        assertThat(house.getBean(Ledger.class).wrongTotals(commons.id())).isZero();
        assertThat(found.phase(Clock.systemUTC().instant())).isEqualTo(Round.Phase.FUNDING);
        return null;
    }
}
