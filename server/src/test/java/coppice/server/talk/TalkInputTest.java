package coppice.server.talk;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.BothFaces;
import coppice.server.Untouched;
import coppice.server.Visitor;
import coppice.server.commons.Circles;
import coppice.server.web.Viewer.Scope;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said wrongly, twice, or where one may not: refused in the same words by page and program, and nothing is
/// changed by it.
class TalkInputTest extends BothFaces {
    private final Circles circles = house.room(Circles.class);

    private String start() {
        return id(program(1).postJson(api("/talk"), key(), body(Map.of("title", "The roof", "words", "It leaks"))));
    }

    private String say(String thread, String words) {
        return id(program(1).postJson(api("/talk/" + thread + "/comments"), key(), body(Map.of("words", words))));
    }

    private String state(String thread, String words) {
        return id(program(1).postJson(api("/talk/" + thread + "/statements"), key(), body(Map.of("words", words))));
    }

    @Test
    void aThreadHasATitleAndAFirstWord() {
        for (var wrong : List.of(
                List.of("bad-field-missing", "", "It leaks"),
                List.of("bad-field-missing", " \n ", "It leaks"),
                List.of("bad-field-too-long", "t".repeat(201), "It leaks"),
                List.of("bad-field-not-text", "The\u0000roof", "It leaks"),
                List.of("bad-field-missing", "The roof", ""),
                List.of("bad-field-too-long", "The roof", "w".repeat(20_001)))) {
            var said = Map.of("title", wrong.get(1), "words", wrong.get(2));
            refusedByBoth(wrong.getFirst(), 1, "/talk", body(said), "/talk", with(said, "circle", ""));
        }
        refusedByApi(
                "not-found",
                program(1),
                "/talk",
                body(Map.of(
                        "title",
                        "The roof",
                        "words",
                        "It leaks",
                        "circle",
                        UUID.randomUUID().toString())));
        refusedByApi("bad-field-missing", program(1), "/talk", "{\"words\":\"It leaks\"}");
        refusedByApi("unreadable-request", program(1), "/talk", "{\"title\":");
    }

    @Test
    void whatWasTypedIsKept() {
        String words = "It leaks at the <joints> & \"seams\"";
        var shown = refusedByPage(page(1), "/talk", with(Map.of("words", words), "title", ""))
                .body();
        assertThat(shown).contains("It leaks at the &lt;joints", "title-wrong");
        assertThat(refusedByPage(page(1), "/talk", with(Map.of("title", "A <roof>"), "words", ""))
                        .body())
                .contains("value=\"A &lt;roof", "words-wrong");
    }

    @Test
    void aCommentHasWords() {
        String thread = start();
        String at = "/talk/" + thread + "/comments";
        refusedByBoth("bad-field-missing", 2, at, body(Map.of("words", " ")), at, with(Map.of(), "words", " "));
        String long_ = "w".repeat(20_001);
        refusedByBoth("bad-field-too-long", 2, at, body(Map.of("words", long_)), at, with(Map.of(), "words", long_));
        refusedByApi("bad-field-missing", program(2), at, "{}");
        refusedByApi("not-found", program(2), "/talk/" + UUID.randomUUID() + "/comments", body(Map.of("words", "x")));
        refusedByApi("not-found", program(2), "/talk/nothing/comments", body(Map.of("words", "x")));
    }

    @Test
    void inAClosedThreadNothingIsSaidByEitherFace() {
        String thread = start();
        assertThat(page(2).post(at("/talk/" + thread + "/state"), Map.of("state", "CLOSED"))
                        .statusCode())
                .isEqualTo(303);
        String comments = "/talk/" + thread + "/comments";
        refusedByBoth("thread-closed", 1, comments, body(Map.of("words", "x")), comments, with(Map.of(), "words", "x"));
        refusedByBoth(
                "thread-closed",
                1,
                "/talk/" + thread + "/statements",
                body(Map.of("words", "x")),
                "/talk/" + thread + "/opinions",
                with(Map.of(), "statement", "x"));
        refusedByPage(page(1), "/talk/" + thread + "/state", Map.of("state", "BURNED"));
        refusedByPage(page(1), "/talk/" + thread + "/state", Map.of());
        page(3).post(at("/talk/" + thread + "/state"), Map.of("state", "REOPENED"));
        assertThat(say(thread, "Good again")).isNotBlank();
    }

    @Test
    void aStatementIsShortAndAnswersAreThree() {
        String thread = start();
        String states = "/talk/" + thread + "/statements";
        String opinions = "/talk/" + thread + "/opinions";
        refusedByBoth(
                "bad-field-missing", 1, states, body(Map.of("words", "")), opinions, with(Map.of(), "statement", ""));
        String long_ = "s".repeat(281);
        refusedByBoth(
                "bad-field-too-long",
                1,
                states,
                body(Map.of("words", long_)),
                opinions,
                with(Map.of(), "statement", long_));
        String statement = state(thread, "Tiles");
        String answer = "/talk/statements/" + statement + "/answer";
        for (int wrong : new int[] {2, -2, 99})
            refusedByApi("bad-field-not-a-number", program(2), answer, body(Map.of("answer", wrong)));
        refusedByApi("unreadable-request", program(2), answer, body(Map.of("answer", "yes")));
        refusedByApi(
                "not-found",
                program(2),
                "/talk/statements/" + UUID.randomUUID() + "/answer",
                body(Map.of("answer", 1)));
        for (int right : new int[] {1, -1, 0}) {
            assertThat(program(2)
                            .postJson(api(answer), key(), body(Map.of("answer", right)))
                            .statusCode())
                    .isEqualTo(200);
            var mine = json(program(2).get(api(opinions)))
                    .path("statements")
                    .path(0)
                    .path("mine");
            assertThat(mine.asInt()).as("the last answer counts").isEqualTo(right);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOVE", "", "agree!", "0"})
    void aReactionIsOneOfThoseThereAre(String reaction) {
        String thread = start();
        String comment = say(thread, "Hear, hear");
        refusedByApi(
                reaction.isEmpty() ? "bad-field-missing" : "bad-field-not-a-choice",
                program(2),
                "/talk/comments/" + comment + "/reactions",
                body(Map.of("reaction", reaction)));
    }

    @Test
    void theSameKeyIsTheSameWordAndAnotherUnderItIsRefused() {
        String thread = start();
        for (var path : List.of("/talk", "/talk/" + thread + "/comments", "/talk/" + thread + "/statements")) {
            String key = key();
            var said = Map.of("title", "Once", "words", "Once");
            String first = id(program(2).postJson(api(path), key, body(said)));
            var untouched = Untouched.of(commons);
            for (int i = 0; i < 3; i++)
                assertThat(id(program(2).postJson(api(path), key, body(said))))
                        .as(path)
                        .isEqualTo(first);
            var other = program(2).postJson(api(path), key, body(Map.of("title", "Once", "words", "Twice")));
            assertThat(code(other)).as(path).isEqualTo("idempotency-key-reused");
            untouched.check("the same key at " + path);
            assertThat(id(program(3).postJson(api(path), key, body(said))))
                    .as("somebody else's key is another one")
                    .isNotEqualTo(first);
        }
    }

    /// A retry meets what has happened in between, and is still the same word.
    @Test
    void aRetryAfterTheThreadClosedIsAnsweredAsBefore() {
        String thread = start();
        for (var path : List.of("/talk/" + thread + "/comments", "/talk/" + thread + "/statements")) {
            String key = key();
            String first = id(program(2).postJson(api(path), key, body(Map.of("words", "Once"))));
            page(1).post(at("/talk/" + thread + "/state"), Map.of("state", "CLOSED"));
            assertThat(id(program(2).postJson(api(path), key, body(Map.of("words", "Once")))))
                    .as(path)
                    .isEqualTo(first);
            page(1).post(at("/talk/" + thread + "/state"), Map.of("state", "REOPENED"));
        }
    }

    @Test
    void anotherFileUnderTheSameKeyIsRefused() {
        String thread = start();
        var ben = page(1);
        var fields = Map.of("words", "See", "key", key());
        String at = at("/talk/" + thread + "/comments");
        var one = "The plan".getBytes(StandardCharsets.UTF_8);
        var first = ben.upload(at, "file", one, fields);
        assertThat(first.statusCode()).isEqualTo(303);
        var untouched = Untouched.of(commons);
        assertThat(ben.upload(at, "file", one, fields).headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        var other = ben.upload(at, "file", "Another plan".getBytes(StandardCharsets.UTF_8), fields);
        assertThat(other.statusCode()).isIn(409, 422);
        untouched.check("another file under the same key");
    }

    @Test
    void onlyWhoSaidItChangesItAndOnlyThoseInsideRead() {
        String thread = start();
        String comment = say(thread, "Mine");
        var untouched = Untouched.of(commons);
        assertThat(page(2).post(at("/talk/comments/" + comment), Map.of("words", "Yours"))
                        .statusCode())
                .isEqualTo(404);
        var stranger = Visitor.program(house.story().person("Eve"), Scope.STEWARD);
        var reader = Visitor.program(house.story().person("Ben"), Scope.READ);
        for (var path : List.of("/talk", "/talk/" + thread + "/comments", "/talk/" + thread + "/statements")) {
            String said = body(Map.of("title", "x", "words", "x"));
            assertThat(stranger.postJson(api(path), key(), said).statusCode())
                    .as(path)
                    .isIn(403, 404);
            assertThat(reader.postJson(api(path), key(), said).statusCode())
                    .as(path)
                    .isEqualTo(403);
            assertThat(Visitor.nobody().postJson(api(path), key(), said).statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(stranger.get(api("/talk/" + thread + "/comments")).statusCode())
                .isIn(403, 404);
        untouched.check("people who may not");
        refusedByPage(page(1), "/talk/comments/" + comment, Map.of("words", " "));
    }

    @Test
    void threadsMergeAndMoveOnlyWhereTheyMay() {
        String thread = start();
        String other = start();
        var kitchen = circles.make(members.get(1), "Kitchen", "Cooks", key());
        String at = "/talk/" + thread;
        refusedByPage(page(1), at + "/merger", Map.of("into", thread));
        refusedByPage(page(1), at + "/merger", Map.of());
        refusedByPage(page(1), at + "/circle", Map.of());
        var untouched = Untouched.of(commons);
        assertThat(page(1).post(
                                at(at + "/merger"),
                                Map.of("into", UUID.randomUUID().toString()))
                        .statusCode())
                .isEqualTo(404);
        assertThat(page(3).post(at(at + "/circle"), Map.of("circle", kitchen.toString()))
                        .statusCode())
                .as("into a circle one is not in")
                .isEqualTo(404);
        untouched.check("moves into nowhere");
        assertThat(page(1).post(at(at + "/merger"), Map.of("into", other)).statusCode())
                .isEqualTo(303);
        refusedByPage(page(1), "/talk/" + other + "/merger", Map.of("into", thread));
        assertThat(json(program(2).get(api("/talk/" + other + "/comments"))).size())
                .isEqualTo(2);
    }

    @Test
    void wordsToBeginWithHaveANameOfTheirOwn() {
        var template = Map.of("name", "Check-in", "title", "How are we?", "words", "In turn");
        refusedByPage(page(1), "/talk/templates", with(template, "name", ""));
        refusedByPage(page(1), "/talk/templates", with(template, "name", "n".repeat(61)));
        refusedByPage(page(1), "/talk/templates", with(template, "words", ""));
        assertThat(page(1).post(at("/talk/templates"), with(template, "x", "")).statusCode())
                .isEqualTo(303);
        refusedByPage(page(2), "/talk/templates", with(template, "title", "Another"));
        assertThat(page(2).post(at("/talk/templates/" + UUID.randomUUID() + "/end"), Map.of())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSearchThatIsTooLongIsRefusedAndOddSignsFindNothing() {
        start();
        assertThat(program(1).get(api("/talk?search=" + "x".repeat(201))).statusCode())
                .isEqualTo(422);
        for (var odd : List.of("%25", "_", "%27%3B--", "%5C"))
            assertThat(json(program(1).get(api("/talk?search=" + odd))).size())
                    .as(odd)
                    .isZero();
        assertThat(json(program(1).get(api("/talk?search=LEAKS"))).size()).isEqualTo(1);
    }
}
