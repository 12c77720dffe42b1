package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Procedure;
import coppice.server.distributions.DistributionRules;
import coppice.server.ledger.Ledger;
import coppice.server.web.Viewer.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/// Many duplicates at once of posting, logging and adopting: one effect a key. `bin/drill` takes 500 keys.
class IdempotencyTest {
    private static final int DUPLICATES = 32;
    private static final int KEYS = Integer.getInteger("coppice.keys", 40);

    private final House house = House.open();
    private final Visitor ana = Visitor.program(house.story().person("Ana"), Scope.STEWARD);

    private static int[] statuses(int keys, IntFunction<Callable<Integer>> call) throws Exception {
        var statuses = new int[600];
        try (var pool = Executors.newFixedThreadPool(DUPLICATES)) {
            var calls = new ArrayList<Callable<Integer>>();
            for (int key = 0; key < keys; key++) for (int i = 0; i < DUPLICATES; i++) calls.add(call.apply(key));
            for (var done : pool.invokeAll(calls)) statuses[done.get()]++;
        }
        return statuses;
    }

    @Test
    void everyKeyPostsOneEntry() throws Exception {
        var commons = commons("keys-post");
        String body = "{\"bookedOn\":\"2026-11-01\",\"from\":\"sales\",\"to\":\"general\",\"amount\":\"1.00\"}";
        var statuses = statuses(
                KEYS,
                key -> () -> ana.postJson("/api/c/" + commons + "/ledger/entries", "post-" + key, body)
                        .statusCode());
        assertThat(statuses[201]).isEqualTo(KEYS * DUPLICATES);
        var slug = house.room(Commonses.class).bySlug(commons).orElseThrow();
        assertThat(house.room(Ledger.class).account(slug, Ledger.GENERAL).holdsMinorUnits())
                .isEqualTo(KEYS * 100L);
        assertThat(house.room(Ledger.class).wrongTotals(slug.id())).isZero();
    }

    @Test
    void everyKeyLogsOneContribution() throws Exception {
        var commons = commons("keys-log");
        String body = "{\"type\":\"work\",\"quantity\":\"1\",\"doneOn\":\"2026-11-01\"}";
        var statuses = statuses(
                KEYS,
                key -> () -> ana.postJson("/api/c/" + commons + "/contributions", "log-" + key, body)
                        .statusCode());
        assertThat(statuses[201]).isEqualTo(KEYS * DUPLICATES);
        var slug = house.room(Commonses.class).bySlug(commons).orElseThrow();
        assertThat(house.sql()
                        .sql("select count(*) from contributions.contribution where commons_id = ?")
                        .param(slug.id().value())
                        .query(Long.class)
                        .single())
                .isEqualTo(KEYS);
    }

    @Test
    void duplicatesOfAnAdoptionAdoptOnce() throws Exception {
        var commons = commons("keys-adopt");
        var booked = ana.postJson(
                "/api/c/" + commons + "/ledger/entries",
                "income",
                "{\"bookedOn\":\"2026-11-01\",\"from\":\"sales\",\"to\":\"general\",\"amount\":\"1000.00\"}");
        assertThat(booked.statusCode()).isEqualTo(201);
        String body = "{\"surplus\":\"10.00\",\"until\":\"2026-11-01\",\"charterVersion\":1}";
        var statuses = statuses(
                20,
                key -> () -> ana.postJson("/api/c/" + commons + "/distributions", "adopt-" + key, body)
                        .statusCode());
        assertThat(statuses[201]).isEqualTo(20 * DUPLICATES);
        var slug = house.room(Commonses.class).bySlug(commons).orElseThrow();
        var numbers = new HashSet<>(house.sql()
                .sql("select number from distributions.run where commons_id = ?")
                .param(slug.id().value())
                .query(Integer.class)
                .list());
        assertThat(numbers).hasSize(20);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        var commons = commons("keys-body");
        String first = "{\"bookedOn\":\"2026-11-01\",\"from\":\"sales\",\"to\":\"general\",\"amount\":\"1.00\"}";
        for (var pair : List.of(
                List.of("/ledger/entries", first, first.replace("1.00", "2.00")),
                List.of(
                        "/contributions",
                        "{\"type\":\"work\",\"quantity\":\"1\",\"doneOn\":\"2026-11-01\"}",
                        "{\"type\":\"work\",\"quantity\":\"2\",\"doneOn\":\"2026-11-01\"}"),
                List.of(
                        "/distributions",
                        "{\"surplus\":\"0.10\",\"until\":\"2026-11-01\",\"charterVersion\":1}",
                        "{\"surplus\":\"0.20\",\"until\":\"2026-11-01\",\"charterVersion\":1}"))) {
            String path = "/api/c/" + commons + pair.get(0);
            assertThat(ana.postJson(path, "one", pair.get(1)).statusCode())
                    .as(path)
                    .isEqualTo(201);
            var again = ana.postJson(path, "one", pair.get(2));
            assertThat(again.statusCode()).as(path).isEqualTo(422);
            assertThat(again.body()).contains("/problems/idempotency-key-reused");
        }
    }

    @Test
    void twoMembersWhoUseTheSameKeyDoNotRefuseEachOther() {
        var village = "/api/c/" + house.village().slug() + "/contributions";
        var ben = Visitor.program(house.story().person("Ben"), Scope.CONTRIBUTE);
        String work = "{\"type\":\"work\",\"quantity\":\"1\",\"doneOn\":\"2026-11-01\"}";
        assertThat(ana.postJson(village, "the-same-key", work).statusCode()).isEqualTo(201);
        assertThat(ben.postJson(village, "the-same-key", work.replace("\"1\"", "\"2\""))
                        .statusCode())
                .isEqualTo(201);
    }

    /// The key of a request must mean the same after a restart, when maps and sets may come in another order.
    @Test
    void theSameCharterInAnotherOrderIsTheSameRequest() {
        var one = new java.util.LinkedHashMap<Matter, Procedure>();
        for (var matter : Matter.values())
            one.put(matter, matter == Matter.LOCK ? Procedure.SPECIAL : Procedure.CONSENT);
        var other = new java.util.LinkedHashMap<Matter, Procedure>();
        for (var matter : List.of(Matter.values()).reversed())
            other.put(matter, matter == Matter.LOCK ? Procedure.SPECIAL : Procedure.CONSENT);
        var charter = house.room(Presets.class).charter(Preset.VALUE_NETWORK, "Made for a test");
        var ana = house.story().person("Ana");
        var charters = house.room(Charters.class);
        var first = charters.found(
                ana, "Order", "keys-order", "EUR", charter.with(DecisionRules.NONE.withProcedures(one)), "order");
        assertThat(charters.found(
                        ana,
                        "Order",
                        "keys-order",
                        "EUR",
                        charter.with(DecisionRules.NONE.withProcedures(other)),
                        "order"))
                .isEqualTo(first);
        var works = new java.util.LinkedHashSet<>(List.of("b", "a"));
        assertThat(new DistributionRules.Bucket("x", java.math.BigDecimal.ONE, null, works, List.of()))
                .hasToString(
                        new DistributionRules.Bucket("x", java.math.BigDecimal.ONE, null, Set.of("a", "b"), List.of())
                                .toString());
    }

    private String commons(String slug) {
        house.room(Charters.class)
                .found(
                        house.story().person("Ana"),
                        slug,
                        slug,
                        "EUR",
                        house.room(Presets.class)
                                .charter(Preset.VALUE_NETWORK, "Made for a test")
                                .with(DecisionRules.NONE),
                        "found-" + slug);
        return slug;
    }
}
