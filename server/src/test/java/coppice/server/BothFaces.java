package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.web.Viewer.Scope;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A commons of four that is asked for the same by a page and by a program.
public abstract class BothFaces extends Asking {
    protected static final JsonMapper JSON = new JsonMapper();

    protected static String key() {
        return UUID.randomUUID().toString();
    }

    protected Visitor page(int member) {
        return Visitor.signedIn(house.story().person(members.get(member).name()));
    }

    protected Visitor program(int member) {
        return Visitor.program(house.story().person(members.get(member).name()), Scope.STEWARD);
    }

    protected String at(String path) {
        return commons.address() + path;
    }

    protected String api(String path) {
        return "/api" + commons.address() + path;
    }

    protected static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    protected static String id(HttpResponse<String> made) {
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return json(made).path("id").asString();
    }

    protected static String code(HttpResponse<String> refused) {
        return json(refused).path("type").asString().replace("/problems/", "");
    }

    /// A body of texts, numbers, truths and lists.
    protected static String body(Map<String, ?> members) {
        return JSON.writeValueAsString(members);
    }

    protected static Map<String, String> with(Map<String, String> fields, String field, String value) {
        var all = new HashMap<>(fields);
        all.put(field, value);
        all.put("key", key());
        return all;
    }

    /// A program is refused with this code and nothing is changed.
    protected void refusedByApi(String code, Visitor by, String path, String body) {
        var untouched = Untouched.of(commons);
        var answer = by.postJson(api(path), key(), body);
        assertThat(answer.statusCode()).as(path + " " + body + answer.body()).isBetween(400, 499);
        assertThat(code(answer)).as(path + " " + body).isEqualTo(code);
        assertThat(json(answer).path("title").asString())
                .as("in words")
                .isNotBlank()
                .doesNotContain("{");
        untouched.check(path + " " + body);
    }

    /// A page says it in place with everything typed kept, and nothing is changed.
    protected HttpResponse<String> refusedByPage(Visitor by, String path, Map<String, String> fields) {
        var untouched = Untouched.of(commons);
        var answer = by.post(at(path), fields);
        assertThat(answer.statusCode()).as(path + " " + fields).isIn(409, 422);
        assertThat(answer.body()).contains("role=\"alert\"", "Nothing was changed");
        untouched.check(path + " " + fields);
        return answer;
    }

    /// Both faces refuse it with the same words.
    protected void refusedByBoth(
            String code, int member, String apiPath, String body, String path, Map<String, String> fields) {
        var untouched = Untouched.of(commons);
        var answer = program(member).postJson(api(apiPath), key(), body);
        assertThat(code(answer)).as(apiPath + " " + body + answer.body()).isEqualTo(code);
        var shown = refusedByPage(page(member), path, fields);
        assertThat(HtmlUtils.htmlUnescape(shown.body()))
                .as("the page says what the program is told")
                .contains(json(answer).path("title").asString());
        untouched.check(apiPath + " " + body);
    }
}
