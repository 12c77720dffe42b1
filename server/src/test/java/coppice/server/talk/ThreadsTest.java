package coppice.server.talk;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Asking;
import coppice.server.Visitor;
import coppice.server.kernel.ThreadId;
import coppice.server.talk.Thread.State;
import coppice.server.web.Markdown;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Talk: what is written, changed, pinned, closed and found.
class ThreadsTest extends Asking {
    private final Threads threads = house.room(Threads.class);
    private final Comments comments = house.room(Comments.class);

    private ThreadId start(String title, String words) {
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
    void aRefusedChangeKeepsTheWordsAndSaysWhy() {
        var thread = start("The roof", "It leeks");
        var comment = comments.comments(commons.id(), thread).getFirst();
        var ben = Visitor.signedIn(house.story().person("Ben"));
        String at = commons.address() + "/talk/comments/" + comment.id();
        String words = "It leaks. ".repeat(2001);
        var answer = ben.post(at, Map.of("words", words));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("words-wrong", ">" + words.substring(0, 1000));
        assertThat(comments.versions(members.getFirst(), comment.id())).hasSize(1);
        assertThat(ben.post(at, Map.of("words", "It leaks")).statusCode()).isEqualTo(303);
        assertThat(ben.get(at).body()).contains("It leeks", ">It leaks</textarea>");
        assertThat(Visitor.signedIn(house.story().person("Cy")).get(at).body())
                .contains("It leeks")
                .doesNotContain("<textarea");
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
}
