package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.web.Problems;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every refusal says all about itself by what it is; that each has a message is asked by [MessagesTest].
class RefusalsTest {
    private static final Problems PROBLEMS = House.open().room(Problems.class);

    @Test
    void aRefusalsCodeIsItsName() throws Exception {
        var faults = new ArrayList<String>();
        for (var type : Refusals.types()) {
            if (!type.isRecord()) faults.add(type + " is no record");
            if (Stream.of(type.getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals("code"))) faults.add(type + " says a code of its own");
        }
        assertThat(Refusals.types()).hasSizeGreaterThan(30);
        assertThat(faults).isEmpty();
    }

    @Test
    void noTwoRefusalsOfOneRoomHaveOneCode() throws Exception {
        assertThat(Refusals.types().stream()
                        .flatMap(type -> Refusals.codes(type).map(code -> type.getPackageName() + " " + code)))
                .doesNotHaveDuplicates();
    }

    /// The server finds refusals by the names of their classes and makes one of each.
    @Test
    void everyRefusalIsAProblem() throws Exception {
        assertThat(PROBLEMS.all().keySet()).hasSizeGreaterThan(200).hasSameElementsAs(Refusals.codes());
    }

    /// The `type` of each problem document leads to a page that says what it means, its status and what to do.
    @Test
    void everyCodeHasAPage() {
        var visitor = Visitor.nobody();
        var list = visitor.get("/problems").body();
        for (var problem : PROBLEMS.all().values()) {
            assertThat(list).contains("\"/problems/" + problem.code() + "\"");
            var page = visitor.get("/problems/" + problem.code());
            assertThat(page.statusCode()).as(problem.code()).isEqualTo(200);
            assertThat(page.body())
                    .contains(
                            "<code>" + problem.code() + "</code>",
                            "<dd>" + problem.status().value() + " ",
                            "othing was changed")
                    .doesNotContainPattern("\\{\\d");
        }
        assertThat(visitor.get("/problems/none-like-this").statusCode()).isEqualTo(404);
        assertThat(visitor.get("/problems/cannot-happen").body()).contains("it is an idea / a draft / ");
        var refused = visitor.get("/api/c/nowhere").body();
        assertThat(refused).contains("\"type\":\"/problems/not-found\"");
    }
}
