package coppice.server;

import java.net.http.HttpResponse;
import tools.jackson.databind.json.JsonMapper;

/// Asks, as a program, for what cannot be: the answer is the code of the refusal.
public abstract class Refusing extends Owning {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PROBLEMS = "/problems/";

    protected HttpResponse<String> post(String who, String path, String body) {
        return program(who).postJson("/api" + commons.address() + path, key(), body.replace('\'', '"'));
    }

    /// What of it was refused; empty where nothing was.
    protected String refused(String who, String path, String body) {
        return code(post(who, path, body));
    }

    protected static String code(HttpResponse<String> answer) {
        String type = JSON.readTree(answer.body()).path("type").asString("");
        return type.startsWith(PROBLEMS) ? type.substring(PROBLEMS.length()) : "";
    }

    /// The id of what was made.
    protected String made(String who, String path, String body) {
        return JSON.readTree(post(who, path, body).body()).path("id").asString();
    }
}
