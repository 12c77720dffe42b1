package coppice.server.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.BothFaces;
import coppice.server.Untouched;
import coppice.server.Visitor;
import coppice.server.commons.Circles;
import coppice.server.web.Viewer.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Addresses for readers of news and calendars that are no address, somebody else’s, or of what only a circle reads.
class FeedInputTest extends BothFaces {
    /// What only a circle reads is known to its members' feeds and pages alone.
    @Test
    void whatACircleDecidedIsItsOwn() {
        var kitchen = house.room(Circles.class).make(members.get(1), "Kitchen", "Cooks", key());
        String thread = id(program(1)
                .postJson(
                        api("/talk"),
                        key(),
                        body(Map.of("title", "Soup", "words", "Salt?", "circle", kitchen.toString()))));
        String poll = id(program(1)
                .postJson(
                        api("/polls"),
                        key(),
                        body(Map.of(
                                "title",
                                "Salt in it",
                                "kind",
                                "CHOOSE",
                                "options",
                                List.of("a", "b"),
                                "thread",
                                thread))));
        program(1).postJson(api("/polls/" + poll + "/ballots"), key(), body(Map.of("marks", Map.of("0", 1))));
        assertThat(page(1).post(at("/polls/" + poll + "/close"), Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(page(1).get(at("/outcomes/" + poll)).statusCode()).isEqualTo(200);
        assertThat(page(3).get(at("/outcomes/" + poll)).statusCode()).isEqualTo(404);
        assertThat(page(3).post(at("/outcomes/" + poll), Map.of("statement", "x"))
                        .statusCode())
                .isEqualTo(404);
        var feeds = house.room(Feeds.class);
        String inside = feeds.make(members.get(1), Feeds.Kind.ATOM);
        String outside = feeds.make(members.get(3), Feeds.Kind.ATOM);
        assertThat(Visitor.nobody().get("/feeds/" + inside + ".atom").body()).contains("Salt in it");
        assertThat(Visitor.nobody().get("/feeds/" + outside + ".atom").body()).doesNotContain("Salt in it");
    }

    @Test
    void anAddressOfAFeedIsOnesOwn() {
        var ben = page(1);
        refusedFeed(ben, "RSS");
        refusedFeed(ben, "");
        assertThat(ben.post(at("/outcomes/feeds"), Map.of("kind", "ICAL")).body())
                .contains(".ics");
        var feeds = house.room(Feeds.class);
        var feed = feeds.of(members.get(1)).getFirst();
        var untouched = Untouched.of(commons);
        assertThat(page(2).post(at("/outcomes/feeds/" + feed.id() + "/end"), Map.of())
                        .statusCode())
                .isEqualTo(404);
        for (var wrong : List.of("nothing", "x.y", commons.id() + ".", commons.id() + ".x", "%2e%2e"))
            assertThat(Visitor.nobody().get("/feeds/" + wrong + ".ics").statusCode())
                    .as(wrong)
                    .isIn(400, 404);
        untouched.check("addresses that are none");
        assertThat(ben.post(at("/outcomes/feeds/" + feed.id() + "/end"), Map.of())
                        .statusCode())
                .isEqualTo(303);
        assertThat(feeds.of(members.get(1))).isEmpty();
        assertThat(Visitor.program(house.story().person("Ben"), Scope.READ)
                        .get(at("/outcomes/feeds"))
                        .statusCode())
                .isNotEqualTo(500);
    }

    private void refusedFeed(Visitor by, String kind) {
        var untouched = Untouched.of(commons);
        assertThat(by.post(at("/outcomes/feeds"), Map.of("kind", kind)).statusCode())
                .isEqualTo(422);
        untouched.check("a feed of kind " + kind);
    }
}
