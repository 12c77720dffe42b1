package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.commons.TermShape;
import coppice.server.decisions.Proposals;
import coppice.server.kernel.ProposalId;
import coppice.server.web.Viewer.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What acts take: every term is checked as its record says, from page and program alike.
class ActTermsTest extends Acting {
    @Test
    void aTermTooManyIsRefusedByNameAndSaysWhichThereAre() {
        var ana = Visitor.program(account("Ana"), Scope.STEWARD);
        SAMPLES.forEach((act, sample) -> {
            var answer =
                    submit(ana, sample.commons(), act, "PROPOSE", terms(act).put("colour", "green"));
            assertThat(answer.statusCode()).as(act).isEqualTo(422);
            assertThat(code(answer)).isEqualTo("unknown-term");
            assertThat(answer.body()).contains("colour");
            for (var term : TermShape.of(sample.terms().getClass()))
                assertThat(answer.body()).contains(term.name());
        });
    }

    @Test
    void aTermTooFewIsRefusedByName() {
        var ana = Visitor.program(account("Ana"), Scope.STEWARD);
        SAMPLES.forEach((act, sample) -> {
            for (var term : TermShape.of(sample.terms().getClass())) {
                if (!term.mustBeGiven()) continue;
                var less = terms(act);
                less.remove(term.name());
                var answer = submit(ana, sample.commons(), act, "PROPOSE", less);
                assertThat(answer.statusCode())
                        .as(act + " without " + term.name())
                        .isEqualTo(422);
                assertThat(JSON.readTree(answer.body()).path("field").asString())
                        .isEqualTo(term.name());
            }
        });
    }

    /// What is a choice lists what can be chosen; what is no text is no term.
    @Test
    void aTermOfAnotherKindIsRefused() {
        var ana = Visitor.program(account("Ana"), Scope.STEWARD);
        SAMPLES.forEach((act, sample) -> {
            for (var term : TermShape.of(sample.terms().getClass())) {
                var other = terms(act);
                other.set(term.name(), JSON.createObjectNode().put("a", "b"));
                var answer = submit(ana, sample.commons(), act, "PROPOSE", other);
                assertThat(answer.statusCode()).as(act + ": " + term.name()).isEqualTo(422);
                if (!(term.type() instanceof Class<?> type) || !type.isEnum()) continue;
                var wrong =
                        submit(ana, sample.commons(), act, "PROPOSE", terms(act).put(term.name(), "NETWORK"));
                assertThat(wrong.statusCode()).isEqualTo(422);
                for (var choice : type.getEnumConstants())
                    assertThat(wrong.body()).contains(((Enum<?>) choice).name());
            }
        });
    }

    /// Terms as versions kept them that knew only texts, with members that nobody read.
    @Test
    void whatOlderVersionsKeptStillReads() {
        SAMPLES.forEach((act, sample) -> {
            var older = JSON.createObjectNode().put("colour", "green").put("lock", "no");
            terms(act).properties().forEach(term -> older.put(term.getKey(), asText(term.getValue())));
            for (var term : TermShape.of(sample.terms().getClass()))
                if (term.isOptional() && !older.has(term.name())) older.put(term.name(), "");
            var read = MOTIONS.kept(sample.commons(), act, older.toString()).terms();
            assertThat(MOTIONS.act(sample.commons(), read).json())
                    .as(act)
                    .isEqualTo(terms(act).toString());
        });
        assertThat(MOTIONS.kept(stage.commons(), "end-round", """
                        {"round":"%s","how":"close","end":"cancel","reason":"x"}""".formatted(UUID.randomUUID()))
                        .json())
                .contains("\"end\":\"CANCEL\"")
                .doesNotContain("how");
    }

    private static String asText(JsonNode value) {
        if (value.isBoolean()) return value.asBoolean() ? "yes" : "no";
        if (!value.isArray()) return value.isObject() ? value.toString() : value.asString();
        var all = new ArrayList<String>();
        value.forEach(one -> all.add(one.asString()));
        return String.join(",", all);
    }

    /// The pages that draft, and the fields they name otherwise; a field too few is refused in its place.
    @Test
    void aPageRefusesATermTooFewAndOneTooMany() {
        var round = terms("fund-round").path("round").asString();
        var pages = Map.of(
                "spend-reserve", "/ledger/reserve",
                "adopt-run", "/distributions",
                "open-round", "/cobudgeting/rounds",
                "fund-round", "/cobudgeting/rounds/" + round + "/money",
                "end-round", "/cobudgeting/rounds/" + round + "/end",
                "issue-shares", "/equity/shares",
                "issue-gain", "/equity/gains",
                "offer-instrument", "/transvestment/campaigns",
                "grant-authority", "/decisions/authorities",
                "give-consent", "/lock/consents");
        var ana = Visitor.signedIn(account("Ana"));
        pages.forEach((act, page) -> {
            var whole = new HashMap<>(Map.of("reason", "x", act.equals("give-consent") ? "why" : "emergency", "x"));
            terms(act).properties().forEach(term -> whole.put(term.getKey(), asText(term.getValue())));
            if (act.equals("adopt-run")) whole.put("until", stage.day().toString());
            String to = stage.commons().address() + page;
            for (var term : TermShape.of(SAMPLES.get(act).terms().getClass())) {
                if (!term.mustBeGiven() || page.contains(whole.get(term.name()))) continue;
                var less = new HashMap<>(whole);
                less.remove(term.name());
                less.put("key", UUID.randomUUID().toString());
                var answer = ana.post(to, less);
                assertThat(answer.statusCode())
                        .as(act + " without " + term.name())
                        .isEqualTo(422);
            }
            whole.put("key", UUID.randomUUID().toString());
            assertThat(ana.post(to + "?colour=green", whole).body()).contains("“colour” is no term of this");
            var put = ana.post(to, whole);
            assertThat(put.statusCode()).as(act + put.body()).isEqualTo(303);
            var id = new ProposalId(UUID.fromString(
                    put.headers().firstValue("Location").orElseThrow().replaceFirst(".*/", "")));
            assertThat(JSON.readTree(HOUSE.room(Proposals.class)
                            .proposal(stage.commons(), id)
                            .terms()))
                    .as(act)
                    .isEqualTo(terms(act));
        });
    }

    /// So does every other choice of a program.
    @Test
    void aWrongPresetIsRefusedWithTheRightOnes() {
        var answer = Visitor.program(account("Ana"), Scope.STEWARD)
                .postJson("/api/commons", UUID.randomUUID().toString(), """
                        {"name":"x","slug":"acts-x","currency":"EUR","purpose":"x","preset":"NETWORK"}""");
        assertThat(answer.statusCode()).isEqualTo(422);
        for (var preset : coppice.server.charter.Preset.values())
            assertThat(answer.body()).contains(preset.name());
    }

    /// An amount is read exactly, as text or as a number, and nothing else is an amount.
    @Test
    void amountsAreExact() {
        var ana = Visitor.program(account("Ana"), Scope.STEWARD);
        for (var amount : List.of("12.5", "\"12.50\"", "12.500")) {
            var answer = submit(ana, stage.commons(), "spend-reserve", "PROPOSE", with("amount", amount));
            assertThat(answer.statusCode()).as(amount).isEqualTo(201);
        }
        for (var amount : List.of("12.505", "\"1e2\"", "-1", "0", "true", "1e400000000", "\"\""))
            assertThat(submit(ana, stage.commons(), "spend-reserve", "PROPOSE", with("amount", amount))
                            .statusCode())
                    .as(amount)
                    .isEqualTo(422);
    }

    private static JsonNode with(String term, String json) {
        var mapper = JSON.rebuild()
                .enable(tools.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        return terms("spend-reserve").set(term, mapper.readTree(json));
    }
}
