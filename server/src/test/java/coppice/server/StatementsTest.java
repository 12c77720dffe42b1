package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.web.Access;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;

/// Reads do not grow: a page over a list of sixty asks the database as often as one over a list of ten.
class StatementsTest {
    private static final House HOUSE = House.open();

    private static int statements(Visitor visitor, String path) {
        var answer = visitor.get(path);
        return answer.statusCode() == 200
                ? Integer.parseInt(answer.headers().firstValue(StatementCount.HEADER).orElseThrow())
                : -answer.statusCode();
    }

    @Test
    void noReadAsksMoreOftenWhereThereIsMore() throws Exception {
        RoutesTest.everybody();
        String few = Copies.of(HOUSE, HOUSE.village(), 10);
        String many = Copies.of(HOUSE, HOUSE.village(), 60);
        HOUSE.database().analyse("commons");
        var faults = new TreeMap<String, String>();
        for (var route : RoutesTest.routes()) {
            if (route.method() != RequestMethod.GET || !route.pattern().contains("{slug}")) continue;
            for (var who : RoutesTest.readers(route)) {
                String of = RoutesTest.path(route.pattern(), few);
                statements(who, of);
                int little = statements(who, of);
                int much = statements(who, RoutesTest.path(route.pattern(), many));
                System.err.println(route.pattern() + " " + little + " " + much);
                if (little != much) faults.put(route.pattern(), little + " statements, then " + much);
            }
        }
        assertThat(faults).isEmpty();
    }
}
