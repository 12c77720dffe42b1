package coppice.server.planted;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.voting.Stance;
import coppice.server.Coppice;
import coppice.server.House;
import coppice.server.Visitor;
import coppice.server.charter.Chapters;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.charter.Preset;
import coppice.server.charter.Presets;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Steward;
import coppice.server.decisions.Decisions;
import coppice.server.distributions.DistributionRules;
import coppice.server.distributions.DistributionRules.Part;
import coppice.server.distributions.Distributions;
import coppice.server.distributions.Run;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Settings;
import coppice.server.ledger.ChartOfAccounts;
import coppice.server.ledger.EntryFilter;
import coppice.server.ledger.Ledger;
import coppice.server.site.cli.DemoStory;
import coppice.server.web.Messages;
import coppice.server.web.Viewer;
import coppice.server.web.Viewer.Scope;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/// A room brings its own: a house with the planted room in it shows it everywhere, and the house without it
/// has nothing left of it. No line outside this package knows it.
class PlantedRoomTest {
    private static final House HOUSE = House.open();
    private static final JsonMapper JSON = HOUSE.room(JsonMapper.class);
    private static ConfigurableApplicationContext planted;
    private static String address;
    private static Commons commons;

    @BeforeAll
    static void plant() throws Exception {
        planted = inPlantedHouse(
                () -> Coppice.start(Settings.from(HOUSE.environment()), HOUSE.database(), Clock.systemUTC(), true));
        address = "http://localhost:" + planted.getEnvironment().getProperty("local.server.port");
        String slug = "orchard-" + UUID.randomUUID().toString().substring(0, 8);
        commons = planted.getBean(Charters.class)
                .found(
                        HOUSE.story().person("Ana"),
                        slug,
                        slug,
                        "EUR",
                        planted.getBean(Presets.class)
                                .charter(Preset.TIME_BANK, "Made for a test")
                                .with(DecisionRules.NONE)
                                .with(
                                        DistributionRules.class,
                                        rules -> rules.withSplit(List.of(
                                                new Part("orchard", new BigDecimal("30")),
                                                new Part("reserve", new BigDecimal("20"))))),
                        "found-" + slug);
        planted.getBean(Ledger.class)
                .book(ana(), new Ledger.ByHand(today(), "Cider", "sales", "general", "", 100_000), "cider-" + slug);
        planted.getBean(Distributions.class).adopt(ana(), 10_000, today().plusDays(1), 1, "run");
    }

    /// Its classes are there for all tests; its beans only where the setting says so, and its messages only
    /// where this loader looks.
    private static <T> T inPlantedHouse(java.util.concurrent.Callable<T> work) throws Exception {
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        var messages = new URL[] {Path.of("src/test/planted/").toUri().toURL()};
        try (var loader = new URLClassLoader(messages, before)) {
            thread.setContextClassLoader(loader);
            System.setProperty("coppice.planted", "yes");
            return work.call();
        } finally {
            System.clearProperty("coppice.planted");
            thread.setContextClassLoader(before);
        }
    }

    @AfterAll
    static void takeOut() {
        planted.close();
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private static Steward ana() {
        var account = HOUSE.story().person("Ana");
        return HOUSE.room(Commonses.class)
                .standing(
                        commons.slug(),
                        new Viewer(Optional.of(account.id()), account.name(), Optional.empty(), Optional.empty()))
                .steward();
    }

    private static String page(String path) {
        var page = Visitor.signedIn(HOUSE.story().person("Ana"), address).get(path);
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        return page.body();
    }

    @Test
    void itStandsInTheMenuOfEveryPage() {
        assertThat(page(commons.address() + "/openbooks")).contains("href=\"" + commons.address() + "/orchard\"");
    }

    @Test
    void homeShowsItsFigureAndWhatHappened() {
        assertThat(page(commons.address()))
                .contains("7 trees stand", "An apple tree was planted", "What grows for those who come after");
    }

    @Test
    void theRunSendsItItsPart() {
        var run = HOUSE.room(Distributions.class).run(commons.id(), 1);
        assertThat(run.shares())
                .containsExactly(
                        new Run.Share("reserve", 2_000),
                        new Run.Share("orchard", 3_000),
                        new Run.Share("general", 5_000));
        assertThat(page(commons.address() + "/distributions/1")).contains("Trees for those who come after", "30.00");
    }

    @Test
    void theOpenBooksShowItsFundAndItsSection() {
        assertThat(page(commons.address() + "/openbooks"))
                .contains("Orchard fund", "on trees, by decision", "What grows", "Nothing grows yet.");
    }

    @Test
    void itsFundIsOfferedForBookingAndForTheReserve() {
        assertThat(page(commons.address() + "/ledger/new")).contains("<option value=\"orchard\"");
        assertThat(page(commons.address() + "/ledger/reserve")).contains("<option value=\"orchard\"");
        assertThat(planted.getBean(ChartOfAccounts.class).reserves()).contains("orchard");
    }

    /// Published with its terms, put to the members, done when they say yes; read without its room.
    @Test
    void itsActIsPublishedDecidedAndDone() {
        var program = Visitor.program(HOUSE.story().person("Ana"), Scope.STEWARD, address);
        assertThat(program.get("/api" + commons.address() + "/acts").body()).contains("plant-tree");
        assertThat(program.get("/api/openapi").body()).contains("plant-tree");
        assertThat(act(program, "{\"kind\": \"pear\", \"colour\": \"green\"}").statusCode())
                .isEqualTo(422);
        var proposal = JSON.readTree(act(program, "{\"kind\": \"pear\"}").body())
                .path("id")
                .asString();
        String path = commons.address() + "/decisions/" + proposal;
        assertThat(page(path)).contains("A tree would be planted: pear");
        var decisions = planted.getBean(Decisions.class);
        decisions.take(ana(), new ProposalId(UUID.fromString(proposal)), Stance.NO_OBJECTION, "");
        decisions.closeEarly(ana(), new ProposalId(UUID.fromString(proposal)));
        assertThat(planted.getBean(PlantTrees.class).planted).containsExactly("pear");
        var without = Visitor.signedIn(HOUSE.story().person("Ana")).get(path);
        assertThat(without.statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> act(Visitor program, String terms) {
        return program.postJson(
                "/api" + commons.address() + "/acts/plant-tree",
                UUID.randomUUID().toString(),
                "{\"how\": \"PROPOSE\", \"reason\": \"Shade\", \"terms\": " + terms + "}");
    }

    @Test
    void itsTableIsInTheBundle() throws Exception {
        var bundle = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        java.net.URI.create(address + commons.address() + "/openbooks/books.zip"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        var files = new HashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bundle.body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(files.get("trees.csv")).isEqualToIgnoringNewLines("kind,height\napple,2.5\n");
        assertThat(files.get("datapackage.json")).contains("\"trees.csv\"", "in metres");
        assertThat(files.keySet()).contains("entries.csv", "accounts.csv", "runs.csv", "payments.csv", "charters.csv");
    }

    /// Its chapter is shown, changed on the charter's form, compared in words, and sent and read by programs.
    @Test
    void theCharterHasItsChapter() {
        var charter = commons.address() + "/charter";
        assertThat(page(charter)).contains("What is planted", "7 trees a year");
        assertThat(page(charter + "/amend")).contains("name=\"trees\" type=\"text\" value=\"7\"");
        var before = planted.getBean(Charters.class).inForce(commons.id()).charter();
        assertThat(planted.getBean(Chapters.class)
                        .changes(
                                before,
                                before.with(new Orchard.OrchardRules(9)),
                                commons,
                                planted.getBean(Messages.class).in(List.of()))
                        .toString())
                .contains("7 trees a year", "9 trees a year");
        var program = Visitor.program(HOUSE.story().person("Ana"), Scope.STEWARD, address);
        assertThat(program.get("/api" + charter).body()).contains("\"trees\":7");
        assertThat(program.postJson(
                                "/api" + charter,
                                "trees",
                                "{\"after\": 1, \"reason\": \"x\", \"charter\": {\"trees\": 1000}}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void whatWaitsInItWaits() {
        assertThat(page("/waiting")).contains("Water the apple tree", "Without water the tree dries up.");
    }

    @Test
    void theDoctorChecksItsFigures() throws Exception {
        assertThat(inPlantedHouse(() -> HOUSE.coppice("doctor")).said())
                .contains(commons.slug() + ": every tree was counted again");
    }

    /// The demo has its chapter; all that was told before is known, and is not told twice.
    @Test
    void itsChapterOfTheDemoIsTold() {
        Orchard.TOLD.clear();
        var village = HOUSE.village();
        int before = HOUSE.room(Ledger.class).entries(village.id(), EVERYTHING).size();
        new DemoStory(planted).village();
        assertThat(Orchard.TOLD).hasSize(1).first().asString().startsWith("An avenue along the yard");
        assertThat(HOUSE.room(Ledger.class).entries(village.id(), EVERYTHING)).hasSize(before);
    }

    private static final EntryFilter EVERYTHING = new EntryFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 10_000);

    /// What it left in the books and in a run is read; all else is gone.
    @Test
    void takenOutAgainNothingIsLeft() {
        var without = Visitor.signedIn(HOUSE.story().person("Ana"));
        for (var path :
                List.of("", "/charter", "/charter/amend", "/openbooks", "/distributions/1", "/ledger", "/ledger/new")) {
            var page = without.get(commons.address() + path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body())
                    .as(path)
                    .doesNotContain("/orchard\"", "apple", "trees", "Orchard fund", "<option value=\"orchard\"");
        }
        assertThat(without.get("/waiting").body()).doesNotContain("Water the apple tree");
        assertThat(without.get(commons.address() + "/orchard").statusCode()).isEqualTo(404);
        assertThat(without.get(commons.address() + "/distributions/1").body()).contains("<td>orchard</td>");
        assertThat(HOUSE.room(ChartOfAccounts.class).fund("orchard")).isEmpty();
    }
}
