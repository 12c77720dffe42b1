package coppice.server.charter;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.House;
import coppice.server.Visitor;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Steward;
import coppice.server.web.Viewer;
import coppice.server.web.Viewer.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/// Founding a commons on one of the charters to begin with, by page and by API.
class FoundingTest {
    private static final House HOUSE = House.open();

    private final Commonses commonses = HOUSE.room(Commonses.class);
    private final Charters charters = HOUSE.room(Charters.class);
    private final Visitor ana = Visitor.signedIn(HOUSE.story().person("Ana"));
    private final Visitor program = Visitor.program(HOUSE.story().person("Ana"), Scope.STEWARD);
    private final String slug = "founded-" + UUID.randomUUID().toString().substring(0, 8);

    private Map<String, String> asked(String field, String value) {
        var fields = new HashMap<>(Map.of(
                "name", "Founded here",
                "slug", slug,
                "currency", "EUR",
                "purpose", "Made for a test",
                "preset", "TIME_BANK",
                "key", slug));
        fields.put(field, value);
        return fields;
    }

    private String json(String field, String value) {
        var fields = new HashMap<>(asked(field, value));
        fields.remove("key");
        return HOUSE.room(JsonMapper.class).writeValueAsString(fields);
    }

    private static long commonsHere() {
        return HOUSE.sql()
                .sql("select count(*) from commons.commons")
                .query(Long.class)
                .single();
    }

    private Commons founded() {
        return commonses.bySlug(slug).orElseThrow();
    }

    @Test
    void theFounderIsItsStewardAndTheCharterItsFirstVersion() {
        var answer = ana.post("/commons/new", asked("currency", " eur "));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/c/" + slug);
        var commons = founded();
        assertThat(commons.currency().getCurrencyCode()).isEqualTo("EUR");
        assertThat(commonses.members(commons.id())).singleElement().satisfies(line -> {
            assertThat(line.name()).isEqualTo("Ana");
            assertThat(line.role().name()).isEqualTo("STEWARD");
        });
        assertThat(charters.all(commons.id())).singleElement().satisfies(version -> {
            assertThat(version.version()).isEqualTo(1);
            assertThat(version.charter().purpose()).isEqualTo("Made for a test");
        });
        assertThat(ana.get("/c/" + slug + "/charter").body()).contains("Made for a test");
    }

    @ParameterizedTest
    @CsvSource({
        "Ünïted Bäkers & Sons!, united-bakers-sons",
        "--a  b--, a-b",
        "0123456789 0123456789 0123456789 0123456789 0123456789, 0123456789-0123456789-0123456789-0123456"
    })
    void anAddressLeftEmptyIsMadeFromTheName(String name, String made) {
        var fields = asked("slug", "");
        fields.put("name", name);
        var answer = ana.post("/commons/new", fields);
        assertThat(answer.headers().firstValue("Location")).as(answer.body()).hasValue("/c/" + made);
        assertThat(commonses.bySlug(made)).map(Commons::name).hasValue(name);
    }

    @ParameterizedTest
    @EnumSource(Preset.class)
    void everyPresetFoundsACommonsWhoseCharterSaysSomething(Preset preset) {
        assertThat(ana.post("/commons/new", asked("preset", preset.name())).statusCode())
                .isEqualTo(303);
        var charter = ana.get("/c/" + slug + "/charter");
        assertThat(charter.statusCode()).isEqualTo(200);
        assertThat(charter.body()).contains("Made for a test").doesNotContain("???");
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', fill this in",
        "name, '  ', fill this in",
        "slug, A, is not an address",
        "slug, a, is not an address",
        "slug, -ab, is not an address",
        "slug, a_b, is not an address",
        "slug, hazel yard, is not an address",
        "slug, 01234567890123456789012345678901234567890, ",
        "slug, hazel-yard, already a commons",
        "currency, '', fill this in",
        "currency, EURO, ",
        "currency, QQQ, ",
        "currency, 12, ",
        "purpose, '', fill this in",
        "preset, '', ",
        "preset, KING, "
    })
    void whatIsWrongIsToldInPlaceAndNothingIsFounded(String field, String value, String message) {
        long before = commonsHere();
        var page = ana.post("/commons/new", asked(field, value));
        assertThat(page.statusCode()).isIn(409, 422);
        assertThat(page.body()).contains("id=\"" + field + "-wrong\"").contains(message == null ? "" : message);
        if (!field.equals("purpose")) assertThat(page.body()).contains("Made for a test");
        var api = program.postJson("/api/commons", slug, json(field, value));
        assertThat(api.statusCode()).isIn(409, 422);
        assertThat(api.body()).contains("\"type\"", "/problems/").contains(message == null ? "" : message);
        assertThat(commonsHere()).isEqualTo(before);
    }

    @Test
    void aPurposeIsAtMostTwoThousandLong() {
        assertThat(ana.post("/commons/new", asked("purpose", "x".repeat(2001))).statusCode())
                .isEqualTo(422);
        assertThat(commonses.bySlug(slug)).isEmpty();
        assertThat(ana.post("/commons/new", asked("purpose", "x".repeat(2000))).statusCode())
                .isEqualTo(303);
    }

    @Test
    void onlyWhoHasAnAccountFounds() {
        long before = commonsHere();
        var nobody = Visitor.nobody().post("/commons/new", asked("name", "By nobody"));
        assertThat(nobody.statusCode()).isIn(303, 401, 404);
        assertThat(Visitor.nobody()
                        .postJson("/api/commons", slug, json("name", "By nobody"))
                        .statusCode())
                .isEqualTo(401);
        var reader = Visitor.program(HOUSE.story().person("Ana"), Scope.READ);
        assertThat(reader.postJson("/api/commons", slug, json("name", "By a reader"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(commonsHere()).isEqualTo(before);
    }

    @Test
    void theSameRequestFoundsOnce() throws Exception {
        long before = commonsHere();
        String body = json("name", "Founded once");
        try (var pool = Executors.newFixedThreadPool(16)) {
            var calls = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 16; i++)
                calls.add(() -> program.postJson("/api/commons", slug, body).statusCode());
            for (var call : pool.invokeAll(calls)) assertThat(call.get()).isIn(201, 409);
        }
        assertThat(program.postJson("/api/commons", slug, body).statusCode()).isEqualTo(201);
        assertThat(commonsHere()).isEqualTo(before + 1);
        assertThat(charters.all(founded().id())).hasSize(1);
        assertThat(commonses.members(founded().id())).hasSize(1);
    }

    @Test
    void theSameKeyForAnotherCommonsIsRefused() {
        assertThat(program.postJson("/api/commons", slug, json("name", "One")).statusCode())
                .isEqualTo(201);
        var again = program.postJson("/api/commons", slug, json("name", "Another"));
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("/problems/idempotency-key-reused");
        assertThat(founded().name()).isEqualTo("One");
    }

    /// A key belongs to who sent it.
    @Test
    void somebodyElsesKeyFindsTheAddressTaken() {
        assertThat(program.postJson("/api/commons", slug, json("name", "One")).statusCode())
                .isEqualTo(201);
        var ben = Visitor.program(HOUSE.story().person("Ben"), Scope.STEWARD);
        var taken = ben.postJson("/api/commons", slug, json("name", "One"));
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body()).contains("/problems/slug-taken");
        assertThat(commonses.members(founded().id())).hasSize(1);
    }

    /// What the charter says of names holds from the founding on, and for every version after it.
    @Test
    void theCharterSaysWhoReadsNames() {
        var charter = HOUSE.room(Presets.class)
                .charter(Preset.TIME_BANK, "Open")
                .with(DecisionRules.NONE)
                .with(new PrivacyRules(true));
        var account = HOUSE.story().person("Ana");
        var commons = charters.found(account, "Open", slug, "EUR", charter, slug);
        assertThat(strangersReadNames()).isTrue();
        var viewer = new Viewer(Optional.of(account.id()), "Ana", Optional.empty(), Optional.empty());
        var steward = (Steward) commonses.standing(slug, viewer).member();
        charters.amend(steward, 1, charter.with(new PrivacyRules(false)), "Not any more", "closed");
        assertThat(strangersReadNames()).isFalse();
        assertThat(commonses.standing(slug, viewer).showsNames()).isTrue();
        charters.amend(steward, 2, charter, "Again", "opened");
        assertThat(strangersReadNames()).isTrue();
        assertThat(charters.all(commons.id())).hasSize(3);
    }

    private boolean strangersReadNames() {
        return commonses.standing(slug, Viewer.NOBODY).showsNames();
    }

    /// A bookmark, a letter, a program from before the charter had a room of its own.
    @Test
    void oldAddressesLeadOn() {
        var commons = charters.found(
                HOUSE.story().person("Ana"),
                "Moved",
                slug,
                "EUR",
                HOUSE.room(Presets.class).charter(Preset.TIME_BANK, "Moved").with(DecisionRules.NONE),
                slug);
        String at = "/c/" + slug + "/commons/charter";
        for (var rest : List.of("", "?version=1", "/amend")) {
            var moved = ana.get(at + rest);
            assertThat(moved.statusCode()).as(rest).isEqualTo(301);
            assertThat(moved.headers().firstValue("Location").orElseThrow()).endsWith("/c/" + slug + "/charter" + rest);
        }
        var posted = program.postJson("/api" + at, slug, "{}");
        assertThat(posted.statusCode()).isEqualTo(308);
        assertThat(posted.headers().firstValue("Location").orElseThrow()).endsWith("/api/c/" + slug + "/charter");
        assertThat(charters.all(commons.id())).hasSize(1);
    }
}
