package coppice.server.lock;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Owning;
import coppice.server.Visitor;
import coppice.server.decisions.Proposal.Step;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every route of a commons that has ended, from the running program's own list: nothing is written any more, and
/// everything can still be read.
class EndedRoutesTest extends Owning {
    private static final String SAYS_SO = " ended on ";

    /// What goes on after the end: people are paid, whoever has a receipt looks it up, and whoever gave an address
    /// away takes it back.
    private static final List<String> GO_ON = List.of(
            "/c/{slug}/distributions/account",
            "/c/{slug}/distributions/payouts",
            "/c/{slug}/distributions/payouts/accounts",
            "/c/{slug}/distributions/payouts/statements",
            "/c/{slug}/distributions/payouts/{number:[0-9]{1,9}}/marks",
            "/c/{slug}/distributions/payouts/{number:[0-9]{1,9}}/pain.001.xml",
            "/c/{slug}/polls/{poll}/receipt",
            "/c/{slug}/decisions/{proposal}/receipt",
            "/c/{slug}/outcomes/feeds/{feed}/end");

    private final Visitor browser = Visitor.signedIn(house.story().person("Ana"));
    private final Visitor program = program("Ana");

    @BeforeEach
    void itHasEnded() {
        assertThat(all("dissolve", Map.of("debts", "")).step()).isEqualTo(Step.ENACTED);
    }

    private List<RequestMappingInfo> routes() {
        return new ArrayList<>(house.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet());
    }

    private List<String> patterns(boolean reading) {
        return routes().stream()
                .filter(route ->
                        reading == route.getMethodsCondition().getMethods().equals(java.util.Set.of(RequestMethod.GET)))
                .flatMap(route -> route.getPatternValues().stream())
                .filter(pattern -> pattern.contains("/c/{slug}"))
                .sorted()
                .toList();
    }

    private String path(String pattern) {
        return pattern.replace("{slug}", commons.slug())
                .replaceAll("\\{\\w+:\\[0-9][^}]*}+", "1")
                .replaceAll("\\{\\w+}", UUID.randomUUID().toString());
    }

    @Test
    void nothingIsWrittenButWhatPaysPeople() {
        var goOn = new ArrayList<String>();
        var faults = new TreeMap<String, String>();
        var patterns = patterns(false);
        assertThat(patterns).hasSizeGreaterThan(100);
        for (var pattern : patterns) {
            boolean api = pattern.startsWith("/api/");
            var answer = api
                    ? program.postJson(path(pattern), UUID.randomUUID().toString(), "{}")
                    : browser.post(
                            path(pattern), Map.of("key", UUID.randomUUID().toString()));
            if (!isRefusedBecauseItEnded(answer, api)) goOn.add(pattern);
            if (answer.statusCode() >= 500) faults.put(pattern, answer.body());
        }
        assertThat(faults).isEmpty();
        assertThat(goOn).containsExactlyInAnyOrderElementsOf(GO_ON);
    }

    private boolean isRefusedBecauseItEnded(HttpResponse<String> answer, boolean api) {
        return answer.statusCode() == 409
                && answer.body().contains(api ? "/problems/has-ended" : commons.name() + SAYS_SO);
    }

    @Test
    void everythingCanBeReadAndEveryPageSaysSo() {
        var faults = new TreeMap<String, Integer>();
        int asked = 0;
        for (var pattern : patterns(true)) {
            if (pattern.indexOf('{', pattern.indexOf("{slug}") + 1) >= 0) continue;
            boolean api = pattern.startsWith("/api/");
            var answer = (api ? program : browser).get(path(pattern));
            asked++;
            boolean page =
                    answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
            boolean silent = page && !answer.body().contains("This commons" + SAYS_SO);
            if (answer.statusCode() >= 500 || silent) faults.put(pattern, answer.statusCode());
        }
        assertThat(asked).isGreaterThan(40);
        assertThat(faults).isEmpty();
    }
}
