package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.commons.Motion;
import coppice.server.commons.TermShape;
import coppice.server.commons.Unpriced;
import coppice.server.decisions.Authorities;
import coppice.server.decisions.Proposals;
import coppice.server.kernel.ProposalId;
import coppice.server.web.Viewer.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Every act, as the rooms declare them: what it takes is checked as its record says, is published, and is done in no
/// way that the charter or a limit forbids.
class ActsTest extends Acting {
    @Test
    void everyActHasASample() {
        assertThat(SAMPLES.keySet())
                .isEqualTo(MOTIONS.all().stream().map(Motion::name).collect(Collectors.toCollection(TreeSet::new)));
    }

    /// The samples make sense, and the answer names the proposal.
    @Test
    void everyActCanBePutToTheMembers() {
        var ana = Visitor.program(account("Ana"), Scope.CONTRIBUTE);
        SAMPLES.forEach((act, sample) -> {
            var answer = submit(ana, sample.commons(), act, "PROPOSE", terms(act));
            assertThat(answer.statusCode()).as(act + answer.body()).isEqualTo(201);
            String id = JSON.readTree(answer.body()).path("id").asString();
            var proposal = JSON.readTree(ana.get("/api" + sample.commons().address() + "/decisions/" + id)
                    .body());
            assertThat(proposal.path("motion").asString()).isEqualTo(act);
            assertThat(proposal.path("terms")).as(act).isEqualTo(terms(act));
            assertThat(proposal.path("title").asString()).as(act).isNotBlank();
            var page = Visitor.signedIn(account("Ana")).get(sample.commons().address() + "/decisions/" + id);
            assertThat(page.statusCode()).as(act).isEqualTo(200);
        });
    }

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

    /// Ben holds authorities of one cent; Cy such as nothing here reaches: without a price not even by these.
    @Test
    void aLimitedAuthorityDoesNothingUnpricedOrDearer() {
        var ben = Visitor.program(account("Ben"), Scope.STEWARD);
        var cy = Visitor.program(account("Cy"), Scope.STEWARD);
        SAMPLES.forEach((act, sample) -> {
            if (!sample.commons().equals(stage.commons())) return;
            assertThat(code(submit(ben, sample.commons(), act, "AUTHORITY", terms(act))))
                    .as(act)
                    .isIn("no-authority", "not-by-authority");
            var motion = MOTIONS.named(act);
            if (motion instanceof Unpriced<?> || motion.needsDecision())
                assertThat(code(submit(cy, sample.commons(), act, "AUTHORITY", terms(act))))
                        .as(act)
                        .isEqualTo("not-by-authority");
        });
        assertThat(HOUSE.room(Authorities.class).all(stage.commons().id()))
                .hasSizeGreaterThan(3)
                .allMatch(one -> one.uses().isEmpty() && one.usedMinorUnits() == 0);
    }

    /// The same by the pages that have such a button, or whose button somebody adds.
    @Test
    void aLimitedAuthorityDoesNothingUnpricedByPage() {
        var ben = Visitor.signedIn(account("Ben"));
        var round = terms("end-round").path("round").asString();
        var pages = new TreeMap<String, Map<String, String>>();
        pages.put("/equity/gains", Map.of("value", "900.00"));
        pages.put("/equity/withdrawals", Map.of());
        pages.put("/cobudgeting/rounds/" + round + "/end", Map.of("end", "cancel"));
        var offer = new HashMap<String, String>();
        terms("offer-instrument")
                .properties()
                .forEach(one -> offer.put(one.getKey(), one.getValue().asString()));
        pages.put("/transvestment/campaigns", offer);
        pages.forEach((page, fields) -> {
            var form = new HashMap<>(fields);
            form.putAll(Map.of(
                    "how", "authority", "reason", "x", "key", UUID.randomUUID().toString()));
            var answer = ben.post(stage.commons().address() + page, form);
            assertThat(answer.statusCode()).as(page).isEqualTo(409);
            assertThat(answer.body()).contains("cannot be said in money");
        });
        assertThat(HOUSE.room(Authorities.class).all(stage.commons().id()))
                .allMatch(one -> one.uses().isEmpty());
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
                assertThat(answer.statusCode()).as(act + " without " + term.name()).isEqualTo(422);
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

    /// `how` is how it is done, `end` is how the round ends: one never stands for the other.
    @Test
    void aRoundEndsAsItsOneTermSays() {
        var ana = Visitor.program(account("Ana"), Scope.STEWARD);
        var terms = terms("end-round");
        terms.remove("end");
        assertThat(code(submit(ana, stage.commons(), "end-round", "PROPOSE", terms.put("how", "cancel"))))
                .isEqualTo("unknown-term");
        var page = Visitor.signedIn(account("Ana"))
                .post(
                        stage.commons().address() + "/cobudgeting/rounds/"
                                + terms.path("round").asString() + "/end",
                        Map.of(
                                "how",
                                "act",
                                "reason",
                                "x",
                                "key",
                                UUID.randomUUID().toString()));
        assertThat(page.statusCode()).isEqualTo(422);
    }

    /// Where the charter gives it to all, a steward alone is refused in the one place where acts are done.
    @Test
    void nobodyActsAloneInWhatIsForAll() {
        var steward = Visitor.program(account("Ana"), Scope.STEWARD);
        var member = Visitor.program(account("Ben"), Scope.STEWARD);
        var weakToken = Visitor.program(account("Ana"), Scope.CONTRIBUTE);
        var refused = new ArrayList<String>();
        SAMPLES.forEach((act, sample) -> {
            var motion = MOTIONS.named(act);
            if (motion.needsDecision()) {
                var answer = submit(steward, sample.commons(), act, "ACT", terms(act));
                assertThat(code(answer)).as(act).isEqualTo("needs-a-decision");
                refused.add(act);
            }
            assertThat(submit(weakToken, sample.commons(), act, "ACT", terms(act))
                            .statusCode())
                    .as(act + " by a token that may not act as a steward")
                    .isEqualTo(404);
            if (sample.commons().equals(stage.commons()))
                assertThat(submit(member, sample.commons(), act, "ACT", terms(act))
                                .statusCode())
                        .as(act)
                        .isEqualTo(404);
        });
        assertThat(refused).contains("dissolve", "give-consent", "grant-authority", "call-special");
        for (var act : List.of("found-shares", "bring-register"))
            assertThat(code(submit(steward, SAMPLES.get(act).commons(), act, "ACT", terms(act))))
                    .isEqualTo("needs-a-decision");
    }

    /// The same key is the same act; for something else it is refused.
    @Test
    void anActIsDoneOnceAKey() {
        var ana = Visitor.program(account("Ana"), Scope.STEWARD);
        var terms = terms("spend-reserve");
        String key = UUID.randomUUID().toString();
        var first = submit(ana, stage.commons(), "spend-reserve", "ACT", terms, key);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(submit(ana, stage.commons(), "spend-reserve", "ACT", terms, key)
                        .body())
                .isEqualTo(first.body());
        assertThat(code(submit(ana, stage.commons(), "spend-reserve", "ACT", terms.put("amount", "10.01"), key)))
                .isEqualTo("idempotency-key-reused");
        assertThat(ana.get(JSON.readTree(first.body())
                                .path("address")
                                .asString()
                                .replaceFirst("^", "/api"))
                        .body())
                .contains("10.00");
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

    @Test
    void theDescriptionOfTheApiHasTheTermsOfEveryAct() {
        var document = JSON.readTree(Visitor.nobody().get("/api/openapi").body());
        var schemas = document.path("components").path("schemas");
        for (var motion : MOTIONS.all())
            assertThat(schemas.path(motion.name()))
                    .as(motion.name())
                    .isEqualTo(JSON.readTree(JSON.writeValueAsString(TermShape.schema(motion.terms()))));
        for (var body : List.of("ActBody", "ProposalBody"))
            assertThat(schemas.path(body).path("properties").path("terms").path("oneOf"))
                    .hasSize(MOTIONS.all().size());
        assertThat(document.toString()).contains("#/components/schemas/fund-round");
        assertThat(schemas.path("fund-round").toString()).contains("POOL", "RESERVE");
    }

    @Test
    void theListSaysHowOneMayDoIt() {
        assertThat(ways("Ana", "fund-round")).containsExactly("ACT", "PROPOSE");
        assertThat(ways("Ben", "fund-round")).containsExactly("AUTHORITY", "PROPOSE");
        assertThat(ways("Ben", "end-round")).containsExactly("PROPOSE");
        assertThat(ways("Ana", "dissolve")).containsExactly("PROPOSE");
    }

    private static List<String> ways(String who, String act) {
        var list = JSON.readTree(Visitor.program(account(who), Scope.READ)
                .get("/api" + stage.commons().address() + "/acts")
                .body());
        var ways = new ArrayList<String>();
        for (var item : list)
            if (item.path("act").asString().equals(act)) item.path("ways").forEach(way -> ways.add(way.asString()));
        return ways;
    }

    /// The list in `docs/acts.md` is drawn from the code.
    @Test
    void theListOfActsIsTheApprovedOne() throws Exception {
        var text = HOUSE.room(coppice.server.web.Messages.class).in(List.of());
        var drawn = new StringBuilder("# Acts\n\nEverything that changes a commons in one step: at once by a steward"
                + " where the charter leaves the matter to them, by somebody’s authority, or by decision. By page,"
                + " and by API at `/api/c/{slug}/acts/{act}`. Drawn from the code; a test compares this page with"
                + " it. What stands in brackets need not be given.\n\n"
                + "| act | what | matter | alone | by authority | terms |\n| --- | --- | --- | --- | --- | --- |\n");
        for (var motion : MOTIONS.all())
            drawn.append("| `")
                    .append(motion.name())
                    .append("` | ")
                    .append(text.say("motion." + motion.name()))
                    .append(" | ")
                    .append(motion.matters().stream().map(Enum::name).sorted().collect(Collectors.joining(" or ")))
                    .append(motion.needsDecision() ? " | never" : " | as the charter says")
                    .append(motion instanceof Unpriced<?> || motion.needsDecision() ? " | never" : " | up to its limit")
                    .append(" | ")
                    .append(TermShape.of(motion.terms()).stream()
                            .map(term -> term.mustBeGiven() ? term.name() : "[" + term.name() + "]")
                            .collect(Collectors.joining(", ")))
                    .append(" |\n");
        Files.writeString(Path.of("target/acts.md"), drawn);
        assertThat(Path.of("../docs/acts.md"))
                .as("the list of the code as it is lies in server/target/acts.md")
                .hasContent(drawn.toString());
    }
}
