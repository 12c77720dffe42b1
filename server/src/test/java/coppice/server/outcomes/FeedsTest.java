package coppice.server.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import com.rometools.rome.io.SyndFeedInput;
import coppice.server.Asking;
import coppice.server.Visitor;
import coppice.server.commons.Commonses;
import coppice.server.commons.Steward;
import coppice.server.outcomes.Feeds.Kind;
import coppice.server.polls.Poll;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Addresses that readers of news and calendars fetch.
class FeedsTest extends Asking {
    private final Feeds feeds = house.room(Feeds.class);

    @Test
    void aFeedTellsOfWhatIsAskedUntilItIsEnded() throws Exception {
        open(draft(Poll.Kind.CHOOSE, List.of("a", "b"), 1, 1));
        String secret = feeds.make(members.get(2), Kind.ATOM);
        var answer = Visitor.nobody().get("/feeds/" + secret + ".atom");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/atom+xml");
        var feed = new SyndFeedInput().build(new StringReader(answer.body()));
        assertThat(feed.getTitle()).isEqualTo(commons.name());
        assertThat(feed.getEntries()).extracting(entry -> entry.getTitle()).containsExactly("A question");
        assertThat(Visitor.nobody().get("/feeds/" + secret + ".ics").statusCode())
                .isEqualTo(404);
        assertThat(Visitor.nobody().get("/feeds/" + secret + "x.atom").statusCode())
                .isEqualTo(404);
        feeds.end(members.get(2), feeds.of(members.get(2)).getFirst().id());
        assertThat(Visitor.nobody().get("/feeds/" + secret + ".atom").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aCalendarHasClosesAndTheTimeThatWon() {
        open(draft(Poll.Kind.CHOOSE, List.of("a", "b"), 1, 1));
        var time = open(draft(Poll.Kind.TIME, List.of("2026-12-01 10:00", "2026-12-02 18:30"), 0, 0));
        vote(1, time, Map.of(1, 2));
        close(time);
        String secret = feeds.make(members.get(2), Kind.ICAL);
        var calendar = Biweekly.parse(
                        Visitor.nobody().get("/feeds/" + secret + ".ics").body())
                .first();
        assertThat(calendar.getEvents()).hasSize(2);
        assertThat(calendar.getEvents())
                .anySatisfy(event ->
                        assertThat(event.getDateStart().getValue().toInstant()).hasToString("2026-12-02T17:30:00Z"));
    }

    @Test
    void aFeedEndsWithTheMembership() {
        String secret = feeds.make(members.get(3), Kind.ATOM);
        assertThat(Visitor.nobody().get("/feeds/" + secret + ".atom").statusCode())
                .isEqualTo(200);
        house.room(Commonses.class)
                .release((Steward) members.getFirst(), members.get(3).party());
        assertThat(Visitor.nobody().get("/feeds/" + secret + ".atom").statusCode())
                .isEqualTo(404);
    }
}
