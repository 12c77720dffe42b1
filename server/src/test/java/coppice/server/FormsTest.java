package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.cobudgeting.Buckets;
import coppice.server.cobudgeting.Rounds;
import coppice.server.commons.Commonses;
import coppice.server.identity.Identity;
import coppice.server.web.Viewer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/// Every form of every page: where its token against forgery stands, and what an upload costs before it is let in.
class FormsTest {
    private static final House HOUSE = House.open();
    private static final Pattern FORM = Pattern.compile("<form [^>]*>.*?</form>", Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("(?:href|src|action|formaction)=\"([^\"]*)\"");
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @BeforeAll
    static void everybody() throws Exception {
        RoutesTest.everybody();
    }

    /// The addresses of the forms that take files.
    private static Set<String> uploads() {
        return HOUSE
                .context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(route -> Arrays.asList(route.getValue().getMethod().getParameterTypes())
                        .contains(MultipartFile.class))
                .flatMap(route -> route.getKey().getPatternValues().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Every page there is, and those of all buckets: what they offer depends on how far they are.
    private static Set<String> pages() {
        var village = HOUSE.village();
        var pages = Routes.all().stream()
                .filter(route -> route.method() == RequestMethod.GET && !route.api())
                .map(route -> route.path(village.slug()))
                .collect(Collectors.toCollection(TreeSet::new));
        var ana = HOUSE.story().person("Ana");
        var standing = HOUSE.room(Commonses.class)
                .standing(
                        village.slug(),
                        new Viewer(Optional.of(ana.id()), ana.name(), Optional.empty(), Optional.empty()));
        for (var round : HOUSE.room(Rounds.class).rounds(village))
            for (var bucket : HOUSE.room(Buckets.class).ofRound(standing, round.id()))
                pages.add(village.address() + "/cobudgeting/buckets/" + bucket.id());
        return pages;
    }

    private static List<String> found(Pattern pattern, String html) {
        return pattern.matcher(html)
                .results()
                .map(match -> match.group(Math.min(1, match.groupCount())))
                .toList();
    }

    @Test
    void everyFormHasItsTokenAndNoAddressHasOne() {
        var faults = new TreeSet<String>();
        var uploads = new HashSet<>(uploads());
        int forms = 0;
        for (var name : List.of("Ana", "Ben", "Dot")) {
            var visitor = Visitor.signedIn(HOUSE.story().person(name));
            for (var page : pages()) {
                var answer = visitor.get(page);
                if (!answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) continue;
                var tokens = found(TOKEN, answer.body());
                for (var address : found(ADDRESS, answer.body()))
                    if (address.contains("_csrf") || tokens.stream().anyMatch(address::contains))
                        faults.add(page + " → " + address);
                for (var form : found(FORM, answer.body())) {
                    boolean posts = form.contains("method=\"post\"");
                    if (posts != TOKEN.matcher(form).find())
                        faults.add(page + ": " + form.lines().findFirst());
                    if (posts) forms++;
                    if (form.contains("multipart/form-data"))
                        uploads.removeIf(upload -> PathPatternParser.defaultInstance
                                .parse(upload)
                                .matches(PathContainer.parsePath(
                                        found(ADDRESS, form).getFirst())));
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(uploads).as("uploads whose form was not met").isEmpty();
        assertThat(forms).isGreaterThan(100);
    }

    @Test
    void anUploadWithoutItsTokenIsRefused() {
        var ana = Visitor.signedIn(HOUSE.story().person("Ana"));
        assertThat(uploads()).hasSizeGreaterThan(5);
        for (var upload : uploads()) {
            String path = Routes.path(upload, HOUSE.village().slug());
            assertThat(ana.upload(path, "file", new byte[] {1}, Map.of("_csrf", "planted"))
                            .statusCode())
                    .as(upload)
                    .isEqualTo(403);
        }
        var form = ana.upload(HOUSE.village().address() + "/ledger/new", "amount", new byte[] {1}, Map.of("_csrf", ""));
        assertThat(form.statusCode()).as("any form, sent as if it had files").isEqualTo(403);
    }

    /// Announces a large file and sends no byte of it: an answer is one that did not wait for the file.
    @ParameterizedTest
    @CsvSource({"nobody, 20000000, 303", "Eve, 20000000, 404", "Ben, 20000000, 404", "Ana, 100000000, 413"})
    void whatIsRefusedIsRefusedUnread(String who, long length, int status) throws IOException {
        var server = URI.create(HOUSE.address());
        var session = who.equals("nobody")
                ? "nothing"
                : HOUSE.room(Identity.class)
                        .openSession(HOUSE.story().person(who), "test")
                        .value();
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout((int) Duration.ofMinutes(1).toMillis());
            socket.getOutputStream().write("""
                            POST %s/ledger/statements HTTP/1.1
                            Host: localhost
                            Cookie: coppice-session=%s
                            Content-Type: multipart/form-data; boundary=x
                            Content-Length: %d

                            --x
                            Content-Disposition: form-data; name="file"; filename="a.csv"

                            """.formatted(HOUSE.village().address(), session, length)
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            var answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
            assertThat(answer).isEqualTo("HTTP/1.1 " + status);
        }
    }
}
