package coppice.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.House;
import coppice.server.Visitor;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.commons.Commons;
import coppice.server.web.Viewer.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Postings that meet: each is answered by itself, and together they keep to what there is.
class PostingTest {
    private final House house = House.open();
    private final Visitor ana = Visitor.program(house.story().person("Ana"), Scope.STEWARD);
    private final Ledger ledger = house.room(Ledger.class);

    private Commons commons(String slug) {
        return house.room(Charters.class)
                .found(
                        house.story().person("Ana"),
                        slug,
                        slug,
                        "EUR",
                        house.room(Presets.class)
                                .charter(Preset.VALUE_NETWORK, "Made for a test")
                                .with(DecisionRules.NONE),
                        "found-" + slug);
    }

    private int book(Commons commons, String from, String to, String amount) {
        return ana.postJson(
                        "/api/c/" + commons.slug() + "/ledger/entries",
                        UUID.randomUUID().toString(),
                        "{\"bookedOn\":\"2026-11-01\",\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"amount\":\""
                                + amount + "\"}")
                .statusCode();
    }

    @Test
    void manySpendAtOnceAndExactlyWhatThereIsIsSpent() throws Exception {
        var commons = commons("spending");
        assertThat(book(commons, "sales", "general", "100.00")).isEqualTo(201);
        int booked = 0;
        int refused = 0;
        try (var pool = Executors.newFixedThreadPool(32)) {
            var calls = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 128; i++) {
                String to = List.of("expenses", "work", "taxes", "host-fees", "other")
                        .get(i % 5);
                calls.add(() -> book(commons, "general", to, "7.00"));
            }
            for (var done : pool.invokeAll(calls)) {
                if (done.get() == 201) booked++;
                else if (done.get() == 409) refused++;
            }
        }
        assertThat(booked).isEqualTo(14);
        assertThat(refused).isEqualTo(114);
        assertThat(ledger.account(commons, Ledger.GENERAL).holdsMinorUnits()).isEqualTo(200);
        assertThat(ledger.wrongTotals(commons.id())).isZero();
    }

    /// Incomes and payments wait together; a refused payment takes no one else's booking with it.
    @Test
    void whatIsRefusedIsRefusedAlone() throws Exception {
        var commons = commons("alone");
        try (var pool = Executors.newFixedThreadPool(32)) {
            var calls = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 64; i++) {
                calls.add(() -> book(commons, "sales", "general", "1.00"));
                calls.add(() -> book(commons, "trust", "general", "1.00"));
                calls.add(() -> book(commons, "general", "general", "1.00"));
            }
            int booked = 0;
            for (var done : pool.invokeAll(calls)) if (done.get() == 201) booked++;
            assertThat(booked).isEqualTo(64);
        }
        assertThat(ledger.account(commons, Ledger.GENERAL).holdsMinorUnits()).isEqualTo(6400);
    }

    @Test
    void anUnknownAccountIsNotMadeByNamingIt() {
        var commons = commons("unknown");
        assertThat(book(commons, "sales", "member." + UUID.randomUUID(), "1.00"))
                .isEqualTo(404);
        assertThat(ledger.entries(commons.id(), EntryFilter.all())).isEmpty();
    }

    @Test
    void anEntryIsTakenBackOnce() throws Exception {
        var commons = commons("back");
        assertThat(book(commons, "sales", "general", "5.00")).isEqualTo(201);
        var entry = ledger.entries(commons.id(), EntryFilter.all()).getFirst().id();
        try (var pool = Executors.newFixedThreadPool(16)) {
            var calls = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 16; i++)
                calls.add(() -> ana.postJson(
                                "/api/c/back/ledger/entries/" + entry + "/reversal",
                                UUID.randomUUID().toString(),
                                "{\"reason\":\"twice\"}")
                        .statusCode());
            var done = new ArrayList<Integer>();
            for (var answer : pool.invokeAll(calls)) done.add(answer.get());
            assertThat(done).containsOnlyOnce(201).containsOnly(201, 409);
        }
        assertThat(ledger.account(commons, Ledger.GENERAL).holdsMinorUnits()).isZero();
    }

    @Test
    void theEntryOfARunStays() {
        var village = house.village();
        var entry = house.room(coppice.server.distributions.Distributions.class)
                .run(village.id(), 1)
                .entry()
                .orElseThrow();
        var answer = ana.postJson(
                "/api/c/" + village.slug() + "/ledger/entries/" + entry + "/reversal",
                "undo-run",
                "{\"reason\":\"x\"}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("/problems/entry-of-run").contains("run 1");
    }

    /// A bank's file says who paid; where names are hidden, so is what the bank wrote.
    @Test
    void textsOfABankAreForThoseWhoMayReadNames() {
        var commons = commons("discreet");
        var brought = ana.postJson(
                "/api/c/discreet/ledger/statements",
                "till",
                "{\"content\":\"id,date,amount,description\\n1,2026-10-01,5.00,Rent of Mallory Quince\\n\"}");
        String id = brought.body().replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        assertThat(ana.postJson("/api/c/discreet/ledger/statements/" + id + "/booking", "now", "{}")
                        .statusCode())
                .isEqualTo(200);
        for (var path : new String[] {
            "/c/discreet/ledger",
            "/api/c/discreet/ledger/entries",
            "/c/discreet/openbooks/journal",
            "/c/discreet/openbooks/entries.csv"
        }) {
            var answer = Visitor.nobody().get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).doesNotContain("Mallory");
        }
        assertThat(ana.get("/api/c/discreet/ledger/entries").body()).contains("Mallory");
    }
}
