package coppice.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.House;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// What had another address before is still found there.
class MovedTest {
    private final House house = House.open();
    private final HttpClient client = HttpClient.newHttpClient();

    private Map<String, String> moved() {
        var all = new TreeMap<String, String>();
        house.context().getBeansOfType(Moved.class).values().forEach(moved -> all.putAll(moved.addresses()));
        assertThat(all).isNotEmpty();
        return all;
    }

    private List<PathPattern> routes() {
        return house
                .context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .stream()
                .flatMap(route -> route.getPatternValues().stream())
                .map(PathPatternParser.defaultInstance::parse)
                .toList();
    }

    private static String path(String pattern) {
        return pattern.replace("{*rest}", "rest").replace("{rest}", "/rest").replaceAll("\\{[^}]*}", "one");
    }

    @Test
    void whateverMovedIsWhereItIsSaidToBe() {
        var routes = routes();
        moved().forEach((from, to) -> {
            assertThat(routes).as(from + " is no route any more").noneMatch(route -> matches(route, from));
            if (!to.endsWith("{rest}"))
                assertThat(routes).as(to + " is a route").anyMatch(route -> matches(route, to));
        });
    }

    private static boolean matches(PathPattern route, String pattern) {
        return route.matches(PathContainer.parsePath(path(pattern)));
    }

    @Test
    void pagesAnswer301AndProgramsMayKeepWhatTheySend() throws Exception {
        for (var one : moved().entrySet()) {
            boolean api = one.getKey().startsWith("/api/");
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(house.address() + path(one.getKey()) + "?proposal=7"))
                            .build(),
                    BodyHandlers.discarding());
            assertThat(answer.statusCode()).as(one.getKey()).isEqualTo(api ? 308 : 301);
            assertThat(answer.headers().firstValue("Location")).contains(path(one.getValue()) + "?proposal=7");
        }
    }
}
