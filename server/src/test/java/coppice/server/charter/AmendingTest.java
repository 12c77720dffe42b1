package coppice.server.charter;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.House;
import coppice.server.Visitor;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Role;
import coppice.server.commons.Steward;
import coppice.server.web.Messages;
import coppice.server.web.Text;
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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Changing the charter by its form and by programs, in a commons whose stewards may and in one whose may not.
class AmendingTest {
    private static final House HOUSE = House.open();

    private final Commonses commonses = HOUSE.room(Commonses.class);
    private final Charters charters = HOUSE.room(Charters.class);
    private final Chapters chapters = HOUSE.room(Chapters.class);
    private final JsonMapper json = HOUSE.room(JsonMapper.class);
    private final Text text = new Messages().in(List.of());
    private final Commons commons = found(DecisionRules.NONE);
    private final String at = commons.address() + "/charter";
    private final Visitor ana = Visitor.signedIn(HOUSE.story().person("Ana"));
    private final Visitor program = Visitor.program(HOUSE.story().person("Ana"), Scope.STEWARD);

    private Commons found(DecisionRules rules) {
        String slug = "amending-" + UUID.randomUUID().toString().substring(0, 8);
        var account = HOUSE.story().person("Ana");
        var founded = charters.found(
                account,
                slug,
                slug,
                "EUR",
                HOUSE.room(Presets.class)
                        .charter(Preset.TIME_BANK, "As it began")
                        .with(rules),
                slug);
        var viewer = new Viewer(Optional.of(account.id()), "Ana", Optional.empty(), Optional.empty());
        var steward = (Steward) commonses.standing(slug, viewer).member();
        commonses.join(HOUSE.story().person("Ben"), commonses.invite(steward, Role.MEMBER));
        return founded;
    }

    private Map<String, String> form(Commons commons, String field, String value) {
        var now = charters.inForce(commons.id());
        var fields = new HashMap<>(chapters.values(now.charter(), commons));
        fields.put("after", String.valueOf(now.version()));
        fields.put("reason", "Because we changed");
        fields.put("how", "ACT");
        fields.put("key", UUID.randomUUID().toString());
        fields.put(field, value);
        return fields;
    }

    private String amendment(int after, String purpose, String reason) {
        ObjectNode body = json.createObjectNode().put("after", after).put("reason", reason);
        body.set(
                "charter",
                chapters.write(charters.inForce(commons.id()).charter().withPurpose(purpose)));
        return json.writeValueAsString(body);
    }

    private int versions() {
        return charters.all(commons.id()).size();
    }

    @Test
    void aChangeIsAVersionAndTheOneBeforeStaysReadable() {
        assertThat(ana.post(at + "/amend", form(commons, "purpose", "As it became"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(charters.inForce(commons.id()).version()).isEqualTo(2);
        assertThat(charters.inForce(commons.id()).reason()).isEqualTo("Because we changed");
        var stranger = Visitor.nobody();
        assertThat(stranger.get(at).body()).contains("As it became", "Because we changed");
        assertThat(stranger.get(at + "?version=1").body())
                .contains("As it began")
                .doesNotContain("As it became");
        for (var none : List.of("3", "0", "-1"))
            assertThat(stranger.get(at + "?version=" + none).statusCode())
                    .as(none)
                    .isEqualTo(404);
        assertThat(stranger.get(at + "?version=x").statusCode()).isBetween(400, 422);
    }

    @Test
    void whatIsNotTouchedStaysAsItWas() {
        var before = charters.inForce(commons.id()).charter();
        assertThat(ana.post(at + "/amend", form(commons, "purpose", "As it became"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(chapters.changes(before, charters.inForce(commons.id()).charter(), commons, text))
                .extracting(Object::toString)
                .containsExactly(
                        "Change[about=What is it for?, before=Optional[As it began], after=Optional[As it became]]");
    }

    @Test
    void whoWroteOnAnEarlierVersionIsToldAndKeepsTheirWords() {
        var late = form(commons, "purpose", "My own words");
        assertThat(ana.post(at + "/amend", form(commons, "purpose", "Somebody else’s"))
                        .statusCode())
                .isEqualTo(303);
        var answer = ana.post(at + "/amend", late);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("it is now version 2", "My own words");
        assertThat(charters.inForce(commons.id()).charter().purpose()).isEqualTo("Somebody else’s");
        var api = program.postJson("/api" + at, "late", amendment(1, "Late, too", "Late"));
        assertThat(api.statusCode()).isEqualTo(409);
        assertThat(api.body()).contains("/problems/charter-moved");
        assertThat(versions()).isEqualTo(2);
    }

    @Test
    void ofManyAtOnceOneIsAdopted() throws Exception {
        try (var pool = Executors.newFixedThreadPool(8)) {
            var calls = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 8; i++) {
                String body = amendment(1, "Number " + i, "At once");
                String key = "at-once-" + i;
                calls.add(() -> program.postJson("/api" + at, key, body).statusCode());
            }
            var statuses = new ArrayList<Integer>();
            for (var call : pool.invokeAll(calls)) statuses.add(call.get());
            assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
        }
        assertThat(versions()).isEqualTo(2);
    }

    @Test
    void theSameRequestIsAdoptedOnce() {
        String body = amendment(1, "Once", "Sent twice");
        for (int i = 0; i < 3; i++) {
            var answer = program.postJson("/api" + at, "once", body);
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(json.readTree(answer.body()).path("version").asInt()).isEqualTo(2);
        }
        var other = program.postJson("/api" + at, "once", amendment(1, "Twice", "Sent twice"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("/problems/idempotency-key-reused");
        assertThat(versions()).isEqualTo(2);
        assertThat(charters.inForce(commons.id()).charter().purpose()).isEqualTo("Once");
    }

    @ParameterizedTest
    @CsvSource({
        "purpose, ''",
        "reason, ''",
        "procedure.CHARTER.method, COIN",
        "procedure.CHARTER.method, ''",
        "procedure.CHARTER.majority, MOST",
        "procedure.CHARTER.quorum, 101",
        "procedure.CHARTER.quorum, -1",
        "procedure.CHARTER.quorum, half",
        "procedure.CHARTER.days, -1",
        "procedure.CHARTER.days, 1000",
        "procedure.CHARTER.days, soon",
        "how, QUIETLY"
    })
    void whatIsWrongIsToldAndNothingIsAdopted(String field, String value) {
        var answer = ana.post(at + "/amend", form(commons, field, value));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("Nothing was changed");
        assertThat(versions()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};422",
                "[];422",
                "{\"after\":1,\"reason\":\"x\"};422",
                "{\"after\":1,\"reason\":\"x\",\"charter\":null};422",
                "{\"after\":1,\"reason\":\"x\",\"charter\":\"a word\"};422",
                "{\"after\":1,\"reason\":\"x\",\"charter\":{\"purpose\":\"p\",\"unheard-of\":1}};422",
                "{\"after\":0,\"reason\":\"x\",\"charter\":{\"purpose\":\"p\"}};422",
                "{\"after\":\"one\",\"reason\":\"x\",\"charter\":{\"purpose\":\"p\"}};422",
                "{\"after\":1,\"reason\":\"x\",\"charter\":{\"purpose\":\"p\"},\"more\":1};422",
                "{\"after\":1,;400"
            })
    void aProgramThatSendsNoAmendmentIsToldSo(String body, int status) {
        var answer = program.postJson("/api" + at, UUID.randomUUID().toString(), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("/problems/");
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void whoMayNotChangeItDoesNot() {
        var ben = Visitor.signedIn(HOUSE.story().person("Ben"));
        assertThat(ben.get(at + "/amend").statusCode()).isEqualTo(200);
        assertThat(ben.post(at + "/amend", form(commons, "purpose", "Ben’s")).statusCode())
                .isBetween(400, 499);
        var eve = Visitor.signedIn(HOUSE.story().person("Eve"));
        assertThat(eve.get(at + "/amend").statusCode()).isEqualTo(404);
        assertThat(eve.post(at + "/amend", form(commons, "purpose", "Eve’s")).statusCode())
                .isEqualTo(404);
        String body = amendment(1, "Too weak", "x");
        for (var scope : List.of(Scope.READ, Scope.CONTRIBUTE))
            assertThat(Visitor.program(HOUSE.story().person("Ana"), scope)
                            .postJson("/api" + at, "weak", body)
                            .statusCode())
                    .as(scope.name())
                    .isEqualTo(403);
        assertThat(Visitor.nobody().postJson("/api" + at, "weak", body).statusCode())
                .isEqualTo(401);
        assertThat(Visitor.program(HOUSE.story().person("Ben"), Scope.STEWARD)
                        .postJson("/api" + at, "weak", body)
                        .statusCode())
                .isIn(403, 404);
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void aMemberPutsAChangeToTheMembers() {
        var fields = form(commons, "purpose", "Ben’s");
        fields.put("how", "PROPOSE");
        var answer = Visitor.signedIn(HOUSE.story().person("Ben")).post(at + "/amend", fields);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).contains(commons.address() + "/decisions/");
        assertThat(versions()).isEqualTo(1);
    }

    @Test
    void whereTheMembersDecideAStewardDoesNotActAlone() {
        var theirs = HOUSE.room(Presets.class).charter(Preset.TIME_BANK, "x").chapter(DecisionRules.class);
        var other = found(theirs);
        var answer = ana.post(other.address() + "/charter/amend", form(other, "purpose", "Ana’s alone"));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("The charter asks for a decision of the members here", "Ana’s alone");
        assertThat(charters.all(other.id())).hasSize(1);
    }

    @Test
    void aCharterReadByAProgramIsTheOneItSendsBack() {
        var read = json.readTree(Visitor.nobody().get("/api" + at).body()).get(0);
        assertThat(read.path("version").asInt()).isEqualTo(1);
        ObjectNode body = json.createObjectNode().put("after", 1).put("reason", "The same again");
        body.set("charter", read.get("charter"));
        assertThat(program.postJson("/api" + at, "back", json.writeValueAsString(body))
                        .statusCode())
                .isEqualTo(201);
        assertThat(charters.version(commons.id(), 2).charter())
                .isEqualTo(charters.version(commons.id(), 1).charter());
    }
}
