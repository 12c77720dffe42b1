package coppice.server.charter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coppice.server.House;
import coppice.server.Visitor;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Procedure;
import coppice.server.kernel.Refused;
import coppice.server.web.Messages;
import coppice.server.web.Text;
import coppice.server.web.Viewer.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The charter is what its chapters say: all of it is read, shown, compared and checked.
class ChaptersTest {
    private static final House HOUSE = House.open();

    private final Chapters chapters = HOUSE.room(Chapters.class);
    private final Commonses commonses = HOUSE.room(Commonses.class);
    private final Charters charters = HOUSE.room(Charters.class);
    private final JsonMapper json = HOUSE.room(JsonMapper.class);
    private final Commons village = HOUSE.village();
    private final Text text = new Messages().in(List.of());
    private final Visitor ana = Visitor.program(HOUSE.story().person("Ana"), Scope.STEWARD);

    @SuppressWarnings("rawtypes")
    private static List<Chapter> all() {
        return HOUSE.context().getBeanProvider(Chapter.class).orderedStream().toList();
    }

    /// Every field of every chapter, walked over the components of its record: what is added later is walked, too.
    @Test
    void nothingInACharterChangesWithoutAWord() {
        var silent = new ArrayList<String>();
        int walked = 0;
        for (Chapter<?> chapter : all()) {
            var full = Changed.full(ResolvableType.forClass(chapter.type()));
            var before = charters.inForce(village.id()).charter().with((Record) full);
            for (var change : Changed.ofEach("", full, ResolvableType.forClass(chapter.type()))) {
                walked++;
                var after = before.with((Record) change.value());
                if (!after.equals(before)
                        && chapters.changes(before, after, village, text).isEmpty())
                    silent.add(chapter.type().getSimpleName() + change.path());
            }
        }
        assertThat(walked).isGreaterThan(40);
        assertThat(silent).isEmpty();
    }

    /// What is added, changed and gone is named, as it was and as it becomes.
    @Test
    void aChangeSaysWhatWasAndWhatBecomes() {
        var before = HOUSE.room(Presets.class).charter(Preset.TIME_BANK, "One thing");
        var after = before.withPurpose("Another").with(new PrivacyRules(true));
        assertThat(chapters.changes(before, after, village, text))
                .extracting(Object::toString)
                .containsExactly(
                        "Change[about=What is it for?, before=Optional[One thing], after=Optional[Another]]",
                        "Change[about=Members’ names, before=Optional[Only members may read members’ names],"
                                + " after=Optional[Anyone may read members’ names]]");
    }

    @Test
    void everyMemberBelongsToOneChapter() {
        var known = new HashSet<String>();
        for (Chapter<?> chapter : all())
            for (var member : ((ObjectNode) json.valueToTree(chapter.absent())).propertyNames())
                assertThat(known.add(member)).as(member).isTrue();
        assertThat(known)
                .contains(
                        "types",
                        "equation",
                        "split",
                        "peers",
                        "evidenceCounts",
                        "ceilingMinorUnits",
                        "publicNames",
                        "procedures",
                        "weights",
                        "ownership",
                        "lock");
    }

    /// As the program of the first week wrote it, before it knew procedures, owners and locks.
    @Test
    void anOldCharterReadsOn() {
        var old = chapters.read(json.readTree("""
                {"purpose": "Old", "types": [], "equation": {"behaviour": "STRAIGHT", "buckets": []},
                 "split": [{"destination": "solidarity", "percentage": 12.50}], "peers": 3, "evidenceCounts": false,
                 "ceilingMinorUnits": null, "publicNames": true, "procedures": null, "gone": 1}"""));
        assertThat(old.chapter(PrivacyRules.class).publicNames()).isTrue();
        assertThat(old.chapter(DecisionRules.class).procedure(Matter.LOCK)).isEqualTo(Procedure.SPECIAL);
        assertThat(chapters.write(old).toString()).contains("12.50").doesNotContain("gone");
        assertThat(chapters.says(old, village, text).toString()).contains("solidarity");
    }

    @Test
    void anEmergencyStandsBesideTheMattersInJson() {
        var rules = DecisionRules.NONE.withEmergency(Procedure.WITHIN_A_DAY);
        String written = json.writeValueAsString(rules);
        assertThat(json.readTree(written).at("/procedures/EMERGENCY/days").intValue())
                .isEqualTo(1);
        assertThat(json.readValue(written, DecisionRules.class)).isEqualTo(rules);
    }

    @Test
    void everyPresetNamesEveryMatterAndCanBeFounded() {
        var presets = HOUSE.room(Presets.class);
        for (var preset : Preset.values()) {
            var charter = presets.charter(preset, "Made for a test");
            assertThat(charter.chapter(DecisionRules.class).procedures().keySet())
                    .as(preset.name())
                    .containsExactlyInAnyOrder(Matter.values());
            chapters.check(charter, village);
        }
    }

    private String found() {
        String slug = "chapters-" + UUID.randomUUID().toString().substring(0, 8);
        var charter = HOUSE.room(Presets.class).charter(Preset.VALUE_NETWORK, "Made for a test");
        charters.found(HOUSE.story().person("Ana"), slug, slug, "EUR", charter.with(DecisionRules.NONE), slug);
        return slug;
    }

    private ObjectNode charter(String slug) {
        return (ObjectNode) json.readTree(ana.get("/api/c/" + slug + "/charter").body())
                .get(0)
                .get("charter");
    }

    private java.net.http.HttpResponse<String> amend(String slug, int after, ObjectNode charter) {
        return ana.postJson(
                "/api/c/" + slug + "/charter",
                UUID.randomUUID().toString(),
                json.writeValueAsString(Map.of("after", after, "reason", "For a test", "charter", charter)));
    }

    /// What a program has read can be sent again.
    @Test
    void theDocumentGoesRoundByTheApi() {
        String slug = found();
        var document = charter(slug);
        assertThat(amend(slug, 1, document).statusCode()).isEqualTo(201);
        assertThat(charter(slug)).isEqualTo(document);
    }

    @Test
    void aPartOfTheSurplusGoesNowhereThatNoRoomOffers() {
        String slug = found();
        var document = charter(slug);
        document.withArray("split").addObject().put("destination", "solidarity").put("percentage", 0);
        var answer = amend(slug, 1, document);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("no-such-destination", "solidarity", "reserve", "contributors");
        assertThat(charters.inForce(commonses.bySlug(slug).orElseThrow().id()).version())
                .isEqualTo(1);
    }

    /// One that was stored before it was refused is shown for what it is.
    @Test
    void aStoredDestinationThatNobodyOffersIsStillShown() {
        String slug = found();
        var commons = commonses.bySlug(slug).orElseThrow();
        var document = charter(slug);
        document.withArray("split").addObject().put("destination", "solidarity").put("percentage", 0);
        HOUSE.sql().sql("""
                        insert into charter.version (commons_id, version, adopted_at, adopted_by, authority, reason,
                          document, request_key, request_digest)
                        select commons_id, 2, adopted_at, adopted_by, authority, reason, ?::jsonb, 'two', 'two'
                        from charter.version where commons_id = ?""").params(document.toString(), commons.id().value()).update();
        var page = Visitor.signedIn(HOUSE.story().person("Ana")).get(commons.address() + "/charter");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("solidarity");
        assertThat(Visitor.signedIn(HOUSE.story().person("Ana"))
                        .get(commons.address() + "/charter/amend")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatNoRoomKnowsIsRefusedAndTheKnownIsNamed() {
        String slug = found();
        var document = charter(slug).put("colour", "green");
        var answer = amend(slug, 1, document);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("unknown-chapter", "colour", "evidenceCounts");
        var nested = charter(slug);
        ((ObjectNode) nested.get("types").get(0)).put("colour", "green");
        assertThat(amend(slug, 1, nested).body()).contains("unreadable-chapter");
    }

    /// What a form would refuse, a program cannot send.
    @Test
    void everyFigureHasItsBounds() {
        String slug = found();
        for (var wrong : List.of(
                "{\"peers\": -1}",
                "{\"peers\": 101}",
                "{\"peers\": null, \"types\": 3}",
                "{\"types\": [{\"code\": \"x\"}]}",
                "{\"types\": [{\"code\": \"x\", \"name\": \"x\", \"action\": \"WORK\", \"unit\": \"x\","
                        + " \"valuePerUnit\": 1e999999999, \"statesValue\": false}]}",
                "{\"split\": [{\"destination\": \"reserve\", \"percentage\": -1}]}",
                "{\"split\": [{\"destination\": \"reserve\", \"percentage\": 100.1}]}",
                "{\"split\": [{\"destination\": \"reserve\", \"percentage\": 0.00001}]}",
                "{\"split\": [{\"destination\": \"reserve\"}]}",
                "{\"ceilingMinorUnits\": 0}",
                "{\"procedures\": {\"OTHER\": {\"method\": \"CONSENT\", \"quorumPercent\": 50, \"days\": 0,"
                        + " \"stewardsMay\": false}}}",
                "{\"procedures\": {\"OTHER\": {\"method\": \"CONSENT\", \"quorumPercent\": 50, \"days\": 366,"
                        + " \"stewardsMay\": false}}}",
                "{\"procedures\": {\"OTHER\": {\"method\": \"CONSENT\", \"quorumPercent\": 101, \"days\": 7,"
                        + " \"stewardsMay\": false}}}",
                "{\"procedures\": {\"EMERGENCY\": {\"method\": \"YES_NO\", \"quorumPercent\": 50, \"days\": 7,"
                        + " \"stewardsMay\": false}}}",
                "{\"procedures\": {\"TEA\": null}}",
                "{\"weights\": {\"Nobody\": 2}}",
                "{\"ownership\": {}}",
                "{\"purpose\": \"\"}")) {
            var document = charter(slug);
            document.setAll((ObjectNode) json.readTree(wrong));
            var answer = amend(slug, 1, document);
            assertThat(answer.statusCode()).as(wrong + " " + answer.body()).isEqualTo(422);
        }
        assertThat(charters.inForce(commonses.bySlug(slug).orElseThrow().id()).version())
                .isEqualTo(1);
    }

    @Test
    void aLockNamesALawThatThereIs() {
        var charter = charters.inForce(village.id()).charter();
        var document = chapters.write(charter);
        document.set("lock", json.readTree("{\"statute\": \"ATLANTIS\"}"));
        var then = chapters.readSent(document);
        assertThatThrownBy(() -> chapters.check(then, village))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().field()).isEqualTo("statute"));
    }
}
