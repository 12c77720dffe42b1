package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import com.rometools.rome.io.SyndFeedInput;
import coppice.server.commons.Commonses;
import coppice.server.commons.Steward;
import coppice.server.outcomes.Feeds;
import coppice.server.outcomes.Feeds.Kind;
import coppice.server.polls.Poll;
import coppice.server.talk.Comments;
import coppice.server.talk.Thread.State;
import coppice.server.talk.Threads;
import coppice.server.web.Markdown;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Talk: what is written, changed, pinned, closed and found; and feeds that tell of it.
class ThreadsTest extends Asking {
    private final Threads threads = house.room(Threads.class);
    private final Comments comments = house.room(Comments.class);
    private final Feeds feeds = house.room(Feeds.class);

    private UUID start(String title, String words) {
        return threads.start(members.get(1), title, words, UUID.randomUUID().toString());
    }

    @Test
    void aCommentIsChangedByWhoSaidItAndItsVersionsStay() {
        var thread = start("The roof", "It leeks");
        var comment = comments.comments(commons.id(), thread).getFirst();
        comments.change(members.get(1), comment.id(), "It leaks");
        comments.change(members.get(1), comment.id(), "It leaks");
        var changed = comments.comments(commons.id(), thread).getFirst();
        assertThat(changed.words()).isEqualTo("It leaks");
        assertThat(changed.versions()).isEqualTo(1);
        assertThat(comments.versions(members.getFirst(), comment.id()))
                .extracting(version -> version.words())
                .containsExactly("It leeks", "It leaks");
        assertThat(refusal(() -> comments.change(members.get(2), comment.id(), "Mine"))
                        .code())
                .isEqualTo("not-found");
    }

    @Test
    void aClosedThreadTakesNothingUntilItIsOpenedAgain() {
        var thread = start("The roof", "It leaks");
        threads.set(members.get(2), thread, State.CLOSED);
        assertThat(refusal(() -> comments.comment(members.get(1), thread, "More", "k"))
                        .code())
                .isEqualTo("thread-closed");
        threads.set(members.get(2), thread, State.REOPENED);
        comments.comment(members.get(1), thread, "More", "k");
        assertThat(comments.comments(commons.id(), thread)).hasSize(2);
    }

    @Test
    void pinnedThreadsComeFirstAndASummaryStandsOnTop() {
        var first = start("First", "a");
        start("Second", "b");
        threads.set(members.getFirst(), first, State.PINNED);
        threads.summarise(members.getFirst(), first, "We **agree**");
        var top = threads.threads(members.getFirst(), "", 10).getFirst();
        assertThat(top.title()).isEqualTo("First");
        assertThat(top.summary()).isEqualTo("We **agree**");
        var page = Visitor.signedIn(house.story().person("Ana"))
                .get(commons.address() + "/talk/" + first)
                .body();
        assertThat(page).contains("<strong>agree</strong>", "Pinned");
    }

    @Test
    void whatWasSaidIsFound() {
        start("The roof", "It leaks at 100% of the joints");
        start("The door", "It sticks");
        assertThat(threads.threads(members.getFirst(), "JOINTS", 10)).hasSize(1);
        assertThat(threads.threads(members.getFirst(), "100%", 10)).hasSize(1);
        assertThat(threads.threads(members.getFirst(), "%", 10)).hasSize(1);
        assertThat(threads.threads(members.getFirst(), "door", 10)).hasSize(1);
        assertThat(threads.threads(members.getFirst(), "window", 10)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            **bold** and _soft_|<p><strong>bold</strong> and <em>soft</em></p>
            <script>alert(1)</script>|&lt;script&gt;
            [x](javascript:alert(1))|<a rel="nofollow noopener" href="">x</a>
            ![cat](https://elsewhere.example/cat.png)|<a rel="nofollow noopener" href="https://elsewhere.example/cat.png">cat</a>
            https://example.org/a|href="https://example.org/a"
            <img src=x onerror=alert(1)>|&lt;img
            """)
    void wordsAreMadeSafe(String words, String html) {
        assertThat(Markdown.html(words)).contains(html).doesNotContain("<script", "<img", "javascript:");
    }

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
