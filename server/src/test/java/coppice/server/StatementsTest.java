package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;

/// Reads do not grow: a page over a list of sixty asks the database as often as one over a list of ten, for every
/// route there is.
class StatementsTest {
    private static final House HOUSE = House.open();

    @BeforeAll
    static void everybody() throws Exception {
        RoutesTest.everybody();
    }

    private static int statements(Visitor visitor, String path) {
        var answer = visitor.get(path);
        assertThat(answer.statusCode()).as(path).isLessThan(500);
        return answer.statusCode() == 200
                ? Integer.parseInt(
                        answer.headers().firstValue(StatementCount.HEADER).orElseThrow())
                : -answer.statusCode();
    }

    private static List<Routes.Route> reads() {
        return Routes.all().stream()
                .filter(route -> route.method() == RequestMethod.GET)
                .toList();
    }

    /// How often the one who may read most asks with each read of a commons.
    private static Map<String, Integer> counted(String slug, boolean everywhere) {
        var counted = new TreeMap<String, Integer>();
        for (var route : reads())
            if (everywhere || route.pattern().contains("{slug}"))
                for (var who : RoutesTest.readers(route)) {
                    String path = route.path(slug);
                    // what is due is done by the first who looks
                    statements(who, path);
                    counted.put(route.pattern(), statements(who, path));
                }
        return counted;
    }

    private static void sameOften(Map<String, Integer> few, Map<String, Integer> many) {
        var faults = new TreeMap<String, String>();
        few.forEach((route, little) -> {
            if (!little.equals(many.get(route))) faults.put(route, little + " statements, then " + many.get(route));
        });
        assertThat(faults).isEmpty();
    }

    @AfterAll
    static void leave() {
        Copies.away(HOUSE);
    }

    @Test
    void noReadAsksMoreOftenWhereThereIsMore() {
        sameOften(
                counted(Copies.of(HOUSE, HOUSE.village(), 10), false),
                counted(Copies.of(HOUSE, HOUSE.village(), 60), false));
    }

    /// Other people's commons on the same server are nobody's question.
    @Test
    void noReadAsksMoreOftenWhereThereAreMoreCommons() {
        String slug = HOUSE.village().slug();
        var before = counted(slug, true);
        for (int i = 0; i < 10; i++) Copies.foreign(HOUSE, HOUSE.village());
        sameOften(before, counted(slug, true));
    }

    @Test
    void thePagesOfAProposalADiscussionAndABucketAskSeldom() {
        for (var route : reads())
            if (List.of(
                            "/c/{slug}/decisions/{proposal}",
                            "/c/{slug}/talk/{thread}",
                            "/c/{slug}/cobudgeting/buckets/{bucket}")
                    .contains(route.pattern()))
                assertThat(statements(
                                RoutesTest.readers(route).getFirst(),
                                route.path(HOUSE.village().slug())))
                        .as(route.pattern())
                        .isBetween(1, 14);
    }
}
