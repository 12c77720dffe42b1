package coppice.server;

import coppice.server.identity.Account;
import coppice.server.identity.Identity;
import coppice.server.web.Viewer.Scope;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Somebody at a browser without script, or a program with a token.
public final class Visitor {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String address;
    private final HttpClient http;
    private final Optional<String> token;

    private Visitor(String address, Optional<String> token) {
        this.address = address;
        this.token = token;
        this.http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    public static Visitor nobody() {
        return new Visitor(House.open().address(), Optional.empty());
    }

    public static Visitor signedIn(Account account) {
        return signedIn(account, House.open().address());
    }

    /// Signed in on another server over the same database.
    public static Visitor signedIn(Account account, String address) {
        var visitor = new Visitor(address, Optional.empty());
        var identity = House.open().room(Identity.class);
        String link = identity.entryLink(account.id(), Duration.ofHours(1)).value();
        visitor.post("/enter/" + link, Map.of());
        return visitor;
    }

    public static Visitor program(Account account, Scope scope) {
        return program(account, scope, House.open().address());
    }

    /// With a token for another server over the same database.
    public static Visitor program(Account account, Scope scope, String address) {
        var secret = House.open().room(Identity.class).issueToken(account.id(), "test", scope, Duration.ofHours(1));
        return new Visitor(address, Optional.of(secret.value()));
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /// Posts a form with the token against forgery that the server's forms carry.
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        var form = new java.util.HashMap<>(fields);
        form.putIfAbsent("_csrf", csrf());
        String body = form.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> upload(String path, String field, byte[] content, Map<String, String> fields) {
        String boundary = "boundary-of-a-test";
        var body = new java.io.ByteArrayOutputStream();
        var form = new java.util.HashMap<>(fields);
        form.putIfAbsent("_csrf", csrf());
        form.forEach((name, value) -> body.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field
                        + "\"; filename=\"a.csv\"\r\nContent-Type: text/csv\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    public HttpResponse<String> postJson(String path, String key, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String csrf() {
        var match = CSRF.matcher(get("/sign-in").body());
        if (!match.find()) throw new IllegalStateException("no form");
        return match.group(1);
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofMinutes(2));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
