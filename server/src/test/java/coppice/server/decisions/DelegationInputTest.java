package coppice.server.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.BothFaces;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Voices that are handed on wrongly, or taken back.
class DelegationInputTest extends BothFaces {
    private static final Map<String, String> GARDEN = Map.of("title", "A garden", "reason", "It is grey here");

    private String propose() {
        return id(program(0).postJson(api("/decisions"), key(), body(GARDEN)));
    }

    private void take(int member, String proposal, String stance) {
        var answer = program(member)
                .postJson(api("/decisions/" + proposal + "/stances"), key(), body(Map.of("stance", stance)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void aVoiceIsHandedToSomebodyThereIs() {
        String api = "/decisions/delegations";
        String page = "/decisions/delegation";
        String me = members.get(1).party().toString();
        refusedByBoth("to-oneself", 1, api, body(Map.of("to", me)), page, Map.of("to", me));
        String ben = members.get(2).party().toString();
        refusedByBoth(
                "bad-field-not-a-choice",
                1,
                api,
                body(Map.of("to", ben, "matter", "WEATHER")),
                page,
                Map.of("to", ben, "matter", "WEATHER"));
        refusedByPage(page(1), page, Map.of("to", ""));
        refusedByPage(page(1), page, Map.of("to", "nobody"));
        refusedByApi(
                "not-found",
                program(1),
                api,
                body(Map.of("to", UUID.randomUUID().toString())));
        refusedByApi(
                "not-found",
                program(1),
                api,
                body(Map.of("to", ben, "proposal", UUID.randomUUID().toString())));
        refusedByPage(page(1), page + "/end", Map.of("proposal", "nothing"));
        assertThat(page(1).post(at(page), Map.of("to", ben)).statusCode()).isEqualTo(303);
        assertThat(json(program(1).get(api(api))).path(0).path("to").asString()).isEqualTo(ben);
        assertThat(json(program(2).get(api(api))).path(0).path("from").asString())
                .isEqualTo(me);
        assertThat(json(program(3).get(api(api))).size()).isZero();
        assertThat(page(1).post(at(page + "/end"), Map.of()).statusCode()).isEqualTo(303);
        assertThat(json(program(1).get(api(api))).size()).isZero();
    }

    @Test
    void aProxyIsForOneProposalAndIsTakenBackByLeavingItEmpty() {
        String proposal = propose();
        String at = "/decisions/" + proposal + "/proxy";
        String cy = members.get(2).party().toString();
        refusedByPage(page(1), at, Map.of("to", members.get(1).party().toString()));
        assertThat(page(1).post(at(at), Map.of("to", cy)).statusCode()).isEqualTo(303);
        take(2, proposal, "CONCERN");
        var heard = json(program(1).get(api("/decisions/" + proposal))).path("counts");
        assertThat(heard.path("CONCERN").asInt()).isEqualTo(2);
        assertThat(page(1).post(at(at), Map.of("to", "")).statusCode()).isEqualTo(303);
        assertThat(json(program(1).get(api("/decisions/" + proposal)))
                        .path("counts")
                        .path("CONCERN")
                        .asInt())
                .isEqualTo(1);
    }
}
