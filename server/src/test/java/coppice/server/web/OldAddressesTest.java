package coppice.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.House;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every route that `decisions` had before talk, polls and outcomes became rooms leads to where it is now: letters and
/// bookmarks are still good.
class OldAddressesTest {
    private final House house = House.open();
    private final HttpClient client = HttpClient.newHttpClient();

    private Set<String> routes() {
        var routes = new HashSet<String>();
        house.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(route -> route.getMethodsCondition()
                        .getMethods()
                        .forEach(method ->
                                route.getPatternValues().forEach(pattern -> routes.add(method + " " + pattern))));
        return routes;
    }

    private static String path(String pattern) {
        return pattern.replace("{slug}", "one-commons").replaceAll("\\{[^}]*}", "0192a1b2-0000-7000-8000-000000000001");
    }

    @Test
    void everyOneLeadsToTheRouteItIsNow() throws Exception {
        var lines = Files.readAllLines(Path.of("src/test/resources/moved-from-decisions.txt"));
        assertThat(lines).hasSizeGreaterThan(50);
        var routes = routes();
        for (var line : lines) {
            String[] part = line.split(" ");
            assertThat(routes).contains(part[0] + " " + part[2]);
            boolean isPage = part[0].equals("GET") && !part[1].startsWith("/api/");
            for (var method : isPage ? new String[] {"GET", "HEAD"} : new String[] {part[0]}) {
                var answer = client.send(
                        HttpRequest.newBuilder(URI.create(house.address() + path(part[1]) + "?a=%20b"))
                                .method(method, BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding());
                assertThat(answer.statusCode()).as(line).isEqualTo(isPage ? 301 : 308);
                assertThat(answer.headers().firstValue("Location")).as(line).contains(path(part[2]) + "?a=%20b");
            }
        }
    }
}
