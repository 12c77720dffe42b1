package coppice.server.talk;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Asking;
import coppice.server.Putting;
import coppice.server.Visitor;
import coppice.server.commons.CircleId;
import coppice.server.commons.Circles;
import coppice.server.decisions.Decisions;
import coppice.server.files.Files;
import coppice.server.kernel.ThreadId;
import coppice.server.polls.Poll.Kind;
import coppice.server.polls.PollDraft;
import coppice.server.polls.PollId;
import coppice.server.polls.Polls;
import coppice.server.talk.Thread.Reaction;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// Circles that talk among themselves, reactions, files, and threads that move.
class TalkTest extends Asking {
    private final Threads threads = house.room(Threads.class);
    private final Templates templates = house.room(Templates.class);
    private final Comments comments = house.room(Comments.class);
    private final Circles circles = house.room(Circles.class);
    private final Decisions decisions = house.room(Decisions.class);

    private CircleId kitchen() {
        var circle = circles.make(members.get(1), "Kitchen", "Cooks", "kitchen");
        circles.change(members.get(1), circle, members.get(2).party(), true);
        return circle;
    }

    private ThreadId start(Optional<CircleId> circle) {
        return threads.start(
                members.get(1),
                "Soup",
                "Too salty @dot",
                circle,
                UUID.randomUUID().toString());
    }

    @Test
    void aCircleIsReadByThoseInItAloneWhereverOneLooks() {
        var circle = kitchen();
        var thread = start(Optional.of(circle));
        var poll = open(onThread(draft(Kind.CHOOSE, List.of("salt", "no salt"), 1, 1), thread), 1);
        comments.comment(members.get(1), thread, "@dot should not hear this", "k");
        var comment = comments.comments(commons.id(), thread).getLast().id();
        var inside = Visitor.signedIn(house.story().person("Cy"));
        var outside = Visitor.signedIn(house.story().person("Dot"));
        String base = commons.address() + "/talk";
        for (var path : List.of(
                base + "/" + thread,
                base + "/" + thread + "/opinions",
                base + "/comments/" + comment,
                Polls.address(commons, poll))) {
            assertThat(inside.get(path).statusCode()).as(path).isEqualTo(200);
            assertThat(outside.get(path).statusCode()).as(path).isEqualTo(404);
        }
        String list = commons.address() + "/polls";
        assertThat(inside.get(base).body()).contains("Soup");
        assertThat(inside.get(list).body()).contains("Salt in the soup");
        assertThat(outside.get(base).body()).doesNotContain("Soup");
        assertThat(outside.get(list).body()).doesNotContain("Salt in the soup");
        assertThat(outside.get(base + "?search=salty").body()).doesNotContain("Soup");
        assertThat(outside.get("/waiting").body()).doesNotContain(poll.toString());
        assertThat(outside.post(base + "/comments/" + comment + "/reactions", Map.of("reaction", "SAD"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(house.sql()
                        .sql("select count(*) from mail.outbox l where l::text like '%should not hear%'")
                        .query(Long.class)
                        .single())
                .as("letters: to the one other cook at most")
                .isLessThanOrEqualTo(1);
        assertThat(counts.part(
                                commons,
                                polls.poll(commons, poll),
                                members.getFirst().party())
                        .turnout()
                        .eligible())
                .isEqualTo(2);
        assertThat(refusal(() -> Putting.propose(members.get(1), Optional.of(thread), "", Map.of(), "Salt", "Why", "p"))
                        .code())
                .isEqualTo("thread-of-circle");
        circles.change(members.get(2), circle, members.get(2).party(), false);
        assertThat(inside.get(base + "/threads/" + thread).statusCode()).isEqualTo(404);
    }

    @Test
    void onlyThoseInACircleLetOthersIn() {
        var circle = kitchen();
        assertThat(refusal(() -> circles.change(
                                members.get(3), circle, members.get(3).party(), true))
                        .code())
                .isEqualTo("not-in-circle");
        assertThat(refusal(() -> circles.make(members.get(3), "Kitchen", "", "other"))
                        .code())
                .isEqualTo("circle-taken");
        assertThat(circles.make(members.get(1), "Kitchen", "Cooks", "kitchen")).isEqualTo(circle);
    }

    private PollDraft onThread(PollDraft draft, ThreadId thread) {
        return new PollDraft(
                Optional.of(thread),
                "Salt in the soup",
                draft.words(),
                draft.kind(),
                draft.options(),
                draft.zone(),
                draft.least(),
                draft.most(),
                draft.method(),
                draft.seats(),
                draft.secret(),
                draft.shows(),
                draft.days());
    }

    private PollId open(PollDraft draft, int by) {
        return polls.open(members.get(by), draft, UUID.randomUUID().toString());
    }

    @Test
    void whatIsNewIsCountedUntilItIsRead() {
        var thread = start(Optional.empty());
        assertThat(threads.thread(members.get(2), thread).fresh()).isEqualTo(1);
        threads.see(members.get(2), thread);
        assertThat(threads.thread(members.get(2), thread).fresh()).isZero();
        comments.comment(members.get(1), thread, "More", "k");
        assertThat(threads.thread(members.get(2), thread).fresh()).isEqualTo(1);
        assertThat(threads.thread(members.get(1), thread).fresh())
                .as("one's own")
                .isZero();
        assertThat(threads.reading(members.getFirst(), thread).readers()).isEqualTo(1);
    }

    @Test
    void aReactionIsGivenOnceAndTakenBack() {
        var thread = start(Optional.empty());
        var comment = comments.comments(commons.id(), thread).getFirst().id();
        comments.react(members.get(2), comment, Reaction.THANKS);
        comments.react(members.get(3), comment, Reaction.THANKS);
        assertThat(comments.comments(commons.id(), thread).getFirst().reactions())
                .isEqualTo(Map.of(
                        Reaction.THANKS,
                        List.of(members.get(2).party(), members.get(3).party())));
        comments.react(members.get(2), comment, Reaction.THANKS);
        assertThat(comments.comments(commons.id(), thread)
                        .getFirst()
                        .reactions()
                        .get(Reaction.THANKS))
                .containsExactly(members.get(3).party());
    }

    @Test
    void ofAPictureOnlyThePictureIsKept() throws Exception {
        var picture = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
        var out = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", out);
        var plain = out.toByteArray();
        var secret = "Exif: 52.5200 N, 13.4050 E".getBytes(StandardCharsets.US_ASCII);
        var tagged = new ByteArrayOutputStream();
        tagged.write(plain, 0, 2);
        tagged.write(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) (secret.length + 2)});
        tagged.writeBytes(secret);
        tagged.write(plain, 2, plain.length - 2);
        var files = house.room(Files.class);
        var kept = files.keep(members.getFirst(), new Files.Brought("../../plan.jpg", tagged.toByteArray()));
        assertThat(kept.name()).isEqualTo("plan.jpg");
        var answer = files.answer(commons.id(), kept.id());
        var bytes = java.util.Objects.requireNonNull(answer.getBody());
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("52.5200");
        var drawn = ImageIO.read(new ByteArrayInputStream(bytes));
        assertThat(List.of(drawn.getWidth(), drawn.getHeight())).containsExactly(40, 20);
        assertThat(answer.getHeaders().getFirst("Content-Security-Policy")).contains("sandbox");
    }

    @Test
    void whatIsNoPictureAndNoPaperIsNotKept() {
        var files = house.room(Files.class);
        var me = members.getFirst();
        assertThat(refusal(() -> files.keep(me, new Files.Brought("a.jpg", new byte[] {0x4d, 0x5a, 0, 1})))
                        .code())
                .isEqualTo("file-kind");
        var broken = new byte[100];
        Arrays.fill(broken, (byte) 7);
        broken[0] = (byte) 0x89;
        broken[1] = 'P';
        broken[2] = 'N';
        broken[3] = 'G';
        assertThat(refusal(() -> files.keep(me, new Files.Brought("a.png", broken)))
                        .code())
                .isEqualTo("file-broken");
        assertThat(refusal(() -> files.keep(me, new Files.Brought("a.txt", new byte[Files.LARGEST + 1])))
                        .code())
                .isEqualTo("file-over-limit");
        var page = files.keep(
                me, new Files.Brought("a.html", "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8)));
        var answer = files.answer(commons.id(), page.id());
        assertThat(answer.getHeaders().getContentType()).hasToString("text/plain");
        assertThat(answer.getHeaders().getFirst("Content-Disposition")).startsWith("attachment");
    }

    @Test
    void aFileIsAddedInTheBrowserAndSeenByWhoReadsTheThread() {
        var thread = start(Optional.of(kitchen()));
        String at = commons.address() + "/talk/" + thread;
        var ben = Visitor.signedIn(house.story().person("Ben"));
        assertThat(ben.upload(
                                at + "/comments",
                                "file",
                                "The plan".getBytes(StandardCharsets.UTF_8),
                                Map.of("words", "See"))
                        .statusCode())
                .isEqualTo(303);
        var match = java.util.regex.Pattern.compile("href=\"([^\"]+/files/[^\"]+)\"")
                .matcher(ben.get(at).body());
        assertThat(match.find()).isTrue();
        assertThat(ben.get(match.group(1)).body()).isEqualTo("The plan");
        assertThat(Visitor.signedIn(house.story().person("Dot"))
                        .get(match.group(1))
                        .statusCode())
                .isEqualTo(404);
        assertThat(ben.upload(at + "/comments", "file", new byte[] {0, 1, 2}, Map.of("words", "Kept words"))
                        .body())
                .contains("Nothing was kept", "Kept words");
    }

    @Test
    void aThreadGoesOnInAnother() {
        var first = start(Optional.empty());
        var second = start(Optional.empty());
        var poll = open(onThread(draft(Kind.CHOOSE, List.of("a", "b"), 1, 1), first), 1);
        threads.merge(members.get(3), first, second);
        assertThat(comments.comments(commons.id(), second)).hasSize(2);
        assertThat(polls.poll(commons, poll).thread()).isEqualTo(second);
        var answer = Visitor.signedIn(house.story().person("Dot")).get(commons.address() + "/talk/" + first);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith(second.toString());
        assertThat(refusal(() -> threads.merge(members.get(3), second, second)).code())
                .isEqualTo("threads-apart");
        assertThat(refusal(() -> threads.merge(members.get(1), second, start(Optional.of(kitchen()))))
                        .code())
                .isEqualTo("threads-apart");
    }

    @Test
    void aThreadMovesIntoACircleUnlessAllWereAskedSomethingInIt() {
        var circle = kitchen();
        var thread = start(Optional.empty());
        threads.move(members.get(1), thread, circle);
        assertThat(refusal(() -> threads.thread(members.get(3), thread)).code()).isEqualTo("not-found");
        var asked = start(Optional.empty());
        open(onThread(draft(Kind.CHOOSE, List.of("a", "b"), 1, 1), asked), 1);
        assertThat(refusal(() -> threads.move(members.get(1), asked, circle)).code())
                .isEqualTo("thread-stays");
    }

    @Test
    void wordsToBeginWithFillTheForm() {
        var id = templates.keep(members.get(1), "Check-in", "How are we?", "Everyone in turn");
        var page = Visitor.signedIn(house.story().person("Cy"))
                .get(commons.address() + "/talk/new?template=" + id)
                .body();
        assertThat(page).contains("How are we?", "Everyone in turn");
        assertThat(refusal(() -> templates.keep(members.get(1), "Check-in", "", "x"))
                        .code())
                .isEqualTo("template-taken");
        templates.end(members.get(2), id);
        assertThat(templates.all(commons.id())).isEmpty();
    }

    @Test
    void programsTalkDelegateAndDraw() {
        var ben = Visitor.program(house.story().person("Ben"), coppice.server.web.Viewer.Scope.CONTRIBUTE);
        var dot = Visitor.program(house.story().person("Dot"), coppice.server.web.Viewer.Scope.CONTRIBUTE);
        String base = "/api" + commons.address();
        String at = base + "/talk";
        var circle = kitchen();
        var made = ben.postJson(at, "k1", "{\"title\":\"Soup\",\"words\":\"Salt\",\"circle\":\"" + circle + "\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(dot.get(at).body()).doesNotContain("Soup");
        var thread = start(Optional.empty());
        assertThat(dot.postJson(at + "/" + thread + "/comments", "k2", "{\"words\":\"Pepper\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(ben.get(at + "/" + thread + "/comments").body()).contains("Too salty", "Pepper");
        assertThat(dot.postJson(at + "/" + thread + "/statements", "k3", "{\"words\":\"Less salt\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(ben.get(at + "/" + thread + "/opinions").body()).contains("Less salt");
        var drawn = ben.postJson(base + "/polls/panels", "k4", "{\"title\":\"Tasters\",\"places\":2}");
        assertThat(drawn.statusCode()).as(drawn.body()).isEqualTo(201);
        assertThat(drawn.body()).contains("\"seed\"");
        var cy = members.get(2).party();
        assertThat(ben.postJson(base + "/decisions/delegations", "k5", "{\"to\":\"" + cy + "\"}")
                        .body())
                .contains(cy.toString());
        assertThat(ben.postJson(
                                base + "/decisions/delegations",
                                "k6",
                                "{\"to\":\"" + cy + "\",\"proposal\":\"" + UUID.randomUUID() + "\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(ben.postJson(base + "/decisions/delegations", "k7", "{}").body())
                .isEqualTo("[]");
    }
}
