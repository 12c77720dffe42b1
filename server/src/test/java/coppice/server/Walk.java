package coppice.server;

import coppice.server.identity.Identity;
import coppice.server.kernel.AccountId;
import coppice.server.web.Viewer.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/// Goes through a house and reads: every link on every page, and the addresses of programs with the ids met on the way.
final class Walk {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"#]*)");

    private static final int FEW = 8;

    private final String house;
    private final Identity identity;
    private final List<PathPattern> patterns;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> secrets = new HashMap<>();

    Walk(ConfigurableApplicationContext context) {
        house = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
        identity = context.getBean(Identity.class);
        patterns = context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(route -> route.getValue().getBeanType().getName().startsWith("coppice."))
                .filter(route ->
                        route.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(route -> route.getKey().getPathPatternsCondition().getPatterns().stream())
                .sorted()
                .toList();
    }

    List<PathPattern> patterns() {
        return patterns;
    }

    Optional<PathPattern> pattern(String address) {
        var path = path(address);
        return patterns.stream().filter(one -> one.matches(path)).findFirst();
    }

    private static PathContainer path(String address) {
        return PathContainer.parsePath(address.replaceFirst("\\?.*", ""));
    }

    /// What came of asking, after redirects within the house.
    record Answer(int status, String type, String body, String address) {}

    /// Asks as `who`, an account's id or `nobody`: a browser for pages, a program for what begins with `/api/`.
    Answer ask(String who, String address) {
        String now = address;
        for (int hop = 0; hop < 5; hop++) {
            var answer = send(who, now);
            var location = answer.headers().firstValue("Location");
            if (answer.statusCode() / 100 != 3 || location.isEmpty())
                return new Answer(
                        answer.statusCode(),
                        answer.headers().firstValue("Content-Type").orElse(""),
                        answer.body(),
                        now);
            now = URI.create(house + now).resolve(location.get()).toString().replace(house, "");
        }
        return new Answer(508, "", "", now);
    }

    private HttpResponse<String> send(String who, String address) {
        boolean program = address.startsWith("/api/");
        var request = HttpRequest.newBuilder(URI.create(house + address)).timeout(Duration.ofMinutes(2));
        if (!who.equals("nobody")) {
            String secret =
                    secrets.computeIfAbsent(who + program, _ -> secret(new AccountId(UUID.fromString(who)), program));
            if (program) request.header("Authorization", "Bearer " + secret);
            else request.header("Cookie", "coppice-session=" + secret);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(address, broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private String secret(AccountId account, boolean program) {
        return program
                ? identity.issueToken(account, "walk", Scope.STEWARD, Duration.ofDays(90))
                        .value()
                : identity.openSession(identity.account(account).orElseThrow(), "walk")
                        .value();
    }

    /// What `who` can read below `roots`, with what each address answered: of those that differ in the commons alone
    /// a few, of those with other ids `many`.
    Map<String, Integer> read(String who, List<String> roots, int many) {
        var answers = new TreeMap<String, Integer>();
        var counts = new HashMap<String, Integer>();
        var asked = new HashSet<>(roots);
        var todo = new ArrayDeque<>(roots);
        while (!todo.isEmpty()) {
            String address = todo.removeFirst();
            var answer = ask(who, address);
            answers.put(address, answer.status());
            var links = new ArrayList<String>();
            if (answer.type().startsWith("text/html"))
                LINK.matcher(answer.body())
                        .results()
                        .forEach(link -> links.add(link.group(1).replace("&amp;", "&")));
            pattern(address).ifPresent(pattern -> {
                var found = pattern.matchAndExtract(path(address)).getUriVariables();
                links.addAll(programs(found));
            });
            for (var link : links)
                if (wanted(link)
                        && !asked.contains(link)
                        && counts.merge(kind(link), 1, Integer::sum) <= most(link, many)) {
                    asked.add(link);
                    todo.addLast(link);
                }
        }
        return answers;
    }

    /// The addresses of programs that need nothing but these variables.
    private List<String> programs(Map<String, String> variables) {
        return patterns.stream()
                .filter(one -> one.getPatternString().startsWith("/api/"))
                .map(one -> {
                    String filled = one.getPatternString();
                    for (var variable : variables.entrySet())
                        filled = filled.replaceAll("\\{" + variable.getKey() + "(:[^/]*)?}", variable.getValue());
                    return filled;
                })
                .filter(filled -> !filled.contains("{") && filled.contains("/c/"))
                .toList();
    }

    private int most(String address, int many) {
        return pattern(address)
                        .map(one -> one.getPatternString().replace("{slug}", ""))
                        .filter(rest -> rest.contains("{"))
                        .isPresent()
                ? many
                : FEW;
    }

    private static boolean wanted(String link) {
        return !link.startsWith("//") && !link.startsWith("/webjars/");
    }

    /// The same for addresses that differ in ids alone.
    private String kind(String address) {
        String query = Stream.of(address.replaceFirst("^[^?]*\\??", "").split("&"))
                .map(part -> part.replaceFirst("=.*", ""))
                .sorted()
                .collect(Collectors.joining("&"));
        return pattern(address).map(PathPattern::getPatternString).orElse("file") + "?" + query;
    }
}
