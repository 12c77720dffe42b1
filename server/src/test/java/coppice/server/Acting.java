package coppice.server;

import coppice.rules.voting.Stance;
import coppice.server.ActSamples.Sample;
import coppice.server.commons.Commons;
import coppice.server.commons.Motion;
import coppice.server.commons.Motions;
import coppice.server.decisions.AuthorityMotions.Alone;
import coppice.server.decisions.AuthorityMotions.GrantAuthority;
import coppice.server.decisions.Decisions;
import coppice.server.decisions.Proposals;
import coppice.server.identity.Account;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Every act with a sample of it, on a stage with limited authorities.
abstract class Acting {
    static final House HOUSE = House.open();
    static final JsonMapper JSON = HOUSE.room(JsonMapper.class);
    static final Motions MOTIONS = HOUSE.room(Motions.class);
    static final Map<String, Sample> SAMPLES = new TreeMap<>();
    static ActStage stage;

    @BeforeAll
    static void everyRoomsSamples() throws Exception {
        stage = new ActStage();
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(ActSamples.class));
        for (var found : scan.findCandidateComponents("coppice")) {
            var constructor = Class.forName(found.getBeanClassName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            for (var sample : ((ActSamples) constructor.newInstance()).on(stage))
                SAMPLES.put(Motion.name(sample.terms().getClass()), sample);
        }
        grant(1, "0.01");
        grant(2, "1000000.00");
    }

    static void grant(int member, String amount) {
        var decisions = HOUSE.room(Decisions.class);
        var proposals = HOUSE.room(Proposals.class);
        for (var matter : Alone.values()) {
            var limit = coppice.server.kernel.Money.parse(
                    "", amount, stage.commons().currency());
            var id = Putting.propose(
                    stage.ana(),
                    new GrantAuthority(
                            stage.member(member), matter, limit, stage.day().plusDays(30)),
                    "Alone",
                    "For a test",
                    UUID.randomUUID().toString());
            boolean isByConsent = proposals.proposal(stage.commons(), id).rule().method()
                    == coppice.rules.voting.PassingRule.Method.CONSENT;
            for (var one : stage.members()) decisions.take(one, id, isByConsent ? Stance.NO_OBJECTION : Stance.YES, "");
            decisions.closeEarly(stage.ana(), id);
        }
    }

    static Account account(String name) {
        return HOUSE.story().person(name);
    }

    static ObjectNode terms(String act) {
        var sample = SAMPLES.get(act);
        return (ObjectNode)
                JSON.readTree(MOTIONS.act(sample.commons(), sample.terms()).json());
    }

    static HttpResponse<String> submit(Visitor by, Commons commons, String act, String how, JsonNode terms) {
        return submit(by, commons, act, how, terms, UUID.randomUUID().toString());
    }

    static HttpResponse<String> submit(
            Visitor by, Commons commons, String act, String how, JsonNode terms, String key) {
        var body = JSON.createObjectNode().put("how", how).put("reason", "For a test");
        body.set("terms", terms);
        return by.postJson("/api" + commons.address() + "/acts/" + act, key, body.toString());
    }

    static String code(HttpResponse<String> refused) {
        return JSON.readTree(refused.body()).path("type").asString().replace("/problems/", "");
    }
}
