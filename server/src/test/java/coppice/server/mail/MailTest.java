package coppice.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import coppice.rules.voting.Stance;
import coppice.server.Asking;
import coppice.server.Coppice;
import coppice.server.Putting;
import coppice.server.Visitor;
import coppice.server.commons.Minute;
import coppice.server.commons.Steward;
import coppice.server.decisions.Decisions;
import coppice.server.decisions.Proposals;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Settings;
import coppice.server.polls.Poll;
import coppice.server.talk.Comments;
import coppice.server.talk.Thread;
import coppice.server.talk.Threads;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/// Letters, carried by a second server that has mail: who gets which, at least once, and when the mail is down.
class MailTest extends Asking {
    private final Decisions decisions = house.room(Decisions.class);
    private final Proposals proposals = house.room(Proposals.class);
    private final Threads threads = house.room(Threads.class);
    private final Comments comments = house.room(Comments.class);
    private final Outbox outbox = house.room(Outbox.class);
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        house.sql()
                .sql("update mail.outbox set sent_at = created_at where sent_at is null")
                .update();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private interface WithPostman {
        void run(Postman postman, ConfigurableApplicationContext other);
    }

    private void withPostman(int port, Clock clock, WithPostman work) {
        var environment = new HashMap<>(house.environment());
        environment.put("COPPICE_SMTP_URL", "smtp://127.0.0.1:" + port);
        environment.put("COPPICE_MAIL_FROM", "commons@example.org");
        environment.put("COPPICE_PUBLIC_URL", "https://commons.example.org");
        try (var other = Coppice.start(Settings.from(environment), house.database(), clock, false)) {
            work.run(other.getBean(Postman.class), other);
        }
    }

    private void carry() {
        withPostman(server.getSmtp().getPort(), Clock.systemUTC(), (postman, _) -> postman.sendDue());
    }

    private List<MimeMessage> to(String name) throws Exception {
        String address = name.toLowerCase(java.util.Locale.ROOT) + "@example.org";
        return Arrays.stream(server.getReceivedMessages())
                .filter(message -> hasRecipient(message, address) && isOfThisCommons(message))
                .toList();
    }

    /// Other tests' commons are on the same server.
    private boolean isOfThisCommons(MimeMessage message) {
        try {
            return message.getSubject().startsWith(commons.name());
        } catch (jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static boolean hasRecipient(MimeMessage message, String address) {
        try {
            return message.getRecipients(Message.RecipientType.TO)[0].toString().equals(address);
        } catch (jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private ProposalId propose(String title) {
        return Putting.propose(
                members.getFirst(),
                Optional.empty(),
                "",
                Map.of(),
                title,
                "Because",
                UUID.randomUUID().toString());
    }

    @Test
    void everyVoterIsToldOnceAndNotWhoAsked() throws Exception {
        var proposal = propose("A new\nroof");
        carry();
        carry();
        assertThat(to("Ana")).isEmpty();
        assertThat(to("Ben")).hasSize(1);
        var letter = to("Ben").getFirst();
        assertThat(letter.getSubject()).isEqualTo(commons.name() + ": A new roof");
        assertThat(letter.getContent().toString())
                .contains(
                        "Because",
                        "https://commons.example.org/c/" + commons.slug() + "/decisions/" + proposal
                                + "?stance=NO_OBJECTION");
        assertThat(letter.getHeader("List-Unsubscribe")[0]).startsWith("<https://commons.example.org/unsubscribe/");
        assertThat(letter.getHeader("List-Unsubscribe-Post")[0]).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(letter.getMessageID()).matches("<[0-9a-f-]{36}@commons\\.example\\.org>");
    }

    @Test
    void theCloseIsToldToWhoTookPart() throws Exception {
        var proposal = propose("A new roof");
        for (int i = 0; i < 3; i++) decisions.take(members.get(i), proposal, Stance.NO_OBJECTION, "");
        house.later(LATER, () -> proposals.proposal(commons, proposal));
        withPostman(
                server.getSmtp().getPort(), Clock.offset(Clock.systemUTC(), LATER), (postman, _) -> postman.sendDue());
        assertThat(to("Ana")).hasSize(1);
        assertThat(to("Cy")).hasSize(2);
        assertThat(to("Dot")).hasSize(1);
        assertThat(to("Cy").getLast().getContent().toString()).contains("The rule was met.");
    }

    @Test
    void aPollAsksAndTellsWhatWon() throws Exception {
        var poll = open(draft(Poll.Kind.CHOOSE, List.of("Slate", "Thatch"), 1, 1));
        for (int i = 0; i < 4; i++) vote(i, poll, Map.of(1, 1));
        close(poll);
        carry();
        assertThat(to("Ben")).hasSize(2);
        assertThat(to("Ben").getLast().getContent().toString()).contains("Thatch won.");
    }

    @Test
    void theReminderGoesOnceToWhoHasSaidNothing() throws Exception {
        var proposal = propose("A new roof");
        decisions.take(members.get(1), proposal, Stance.NO_OBJECTION, "");
        house.sql().sql("update mail.outbox set sent_at = created_at").update();
        house.later(Duration.ofDays(6).plusHours(2), () -> {
            house.room(Minute.class).passed();
            house.room(Minute.class).passed();
            return true;
        });
        withPostman(
                server.getSmtp().getPort(),
                Clock.offset(Clock.systemUTC(), Duration.ofDays(7)),
                (postman, _) -> postman.sendDue());
        assertThat(to("Ben")).isEmpty();
        assertThat(to("Cy")).hasSize(1);
        assertThat(to("Cy").getFirst().getSubject()).contains("not answered yet");
    }

    @Test
    void aThreadTellsThoseWhoTalkAndThoseWhoAreNamed() throws Exception {
        var thread = threads.start(members.get(1), "The roof", "It leaks", "mail-thread-" + commons.slug());
        threads.follow(members.getFirst(), thread, Thread.Following.ALL);
        comments.comment(members.get(2), thread, "@dot knows a roofer", "c1");
        comments.comment(members.get(2), thread, "@dot knows a roofer", "c1");
        threads.follow(members.get(1), thread, Thread.Following.NONE);
        comments.comment(members.get(2), thread, "Next week", "c2");
        carry();
        assertThat(to("Ben")).hasSize(1);
        assertThat(to("Dot")).hasSize(1);
        assertThat(to("Ana")).hasSize(2);
        assertThat(to("Cy")).isEmpty();
    }

    @Test
    void whoWantsADigestGetsOneAndWhoWantsNoneGetsNone() throws Exception {
        outbox.choose(members.get(1), Level.DAILY);
        outbox.choose(members.get(2), Level.NONE);
        propose("A roof");
        propose("A door");
        carry();
        assertThat(to("Ben")).isEmpty();
        withPostman(
                server.getSmtp().getPort(),
                Clock.offset(Clock.systemUTC(), Duration.ofDays(1)),
                (postman, _) -> postman.sendDue());
        assertThat(to("Ben")).hasSize(1);
        assertThat(to("Ben").getFirst().getContent().toString()).contains("A roof", "A door");
        assertThat(to("Cy")).isEmpty();
        assertThat(to("Dot")).hasSize(2);
    }

    @Test
    void aMailServerThatIsDownStopsNothingAndLosesNothing() throws Exception {
        int port = server.getSmtp().getPort();
        server.stop();
        var proposal = propose("A roof");
        withPostman(
                port,
                Clock.systemUTC(),
                (postman, _) -> assertThat(postman.sendDue()).isZero());
        decisions.take(members.get(1), proposal, Stance.NO_OBJECTION, "");
        assertThat(outbox.recent((Steward) members.getFirst()))
                .allMatch(posted -> posted.sentAt() == null
                        && posted.tries() == 1
                        && !posted.trouble().isEmpty());
        server.start();
        withPostman(
                server.getSmtp().getPort(),
                Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5)),
                (postman, _) -> postman.sendDue());
        assertThat(to("Ben")).hasSize(1);
    }

    @Test
    void twoServersDoNotSendOneLetterTwice() throws Exception {
        for (int i = 0; i < 10; i++) propose("Number " + i);
        withPostman(
                server.getSmtp().getPort(),
                Clock.systemUTC(),
                (one, _) -> withPostman(server.getSmtp().getPort(), Clock.systemUTC(), (two, _) -> {
                    try (var pool = Executors.newFixedThreadPool(4)) {
                        for (int i = 0; i < 4; i++) {
                            var postman = i % 2 == 0 ? one : two;
                            pool.submit(postman::sendDue);
                        }
                    }
                }));
        assertThat(to("Ben")).hasSize(10);
        assertThat(to("Cy")).hasSize(10);
    }

    @Test
    void aLinkEndsLettersByAButtonOrByTheMailProgram() throws Exception {
        propose("A roof");
        carry();
        String end = to("Ben").getFirst().getHeader("List-Unsubscribe")[0].replaceAll(".*(/unsubscribe/[^>]+)>", "$1");
        assertThat(Visitor.nobody().get(end).body()).contains("End them", commons.name());
        assertThat(outbox.level(members.get(1))).isEqualTo(Level.EACH);
        var oneClick = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(java.net.URI.create(house.address() + end))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(oneClick.statusCode()).isEqualTo(200);
        assertThat(outbox.level(members.get(1))).isEqualTo(Level.NONE);
        assertThat(Visitor.nobody().get("/unsubscribe/guessed").statusCode()).isEqualTo(404);
    }

    @Test
    void aTestLetterSaysWhatTheOtherSideSaid() {
        var letter = new Letter(
                coppice.server.web.Message.of("mail.test-subject", "Test"),
                coppice.server.web.Message.of("mail.test-words"),
                "/");
        withPostman(
                server.getSmtp().getPort(),
                Clock.systemUTC(),
                (_, other) -> assertThat(other.getBean(Outbox.class)
                                .test((Steward) members.getFirst(), letter)
                                .sent())
                        .isTrue());
        int port = server.getSmtp().getPort();
        server.stop();
        withPostman(port, Clock.systemUTC(), (_, other) -> {
            var tried = other.getBean(Outbox.class).test((Steward) members.getFirst(), letter);
            assertThat(tried.sent()).isFalse();
            assertThat(tried.talk()).contains("127.0.0.1");
        });
    }

    @Test
    void aLinkInALetterOnlyOpensThePageWithTheAnswerChosen() {
        var proposal = propose("A roof");
        var ben = Visitor.signedIn(house.story().person("Ben"));
        String path = Proposals.address(commons, proposal) + "?stance=OBJECTION";
        assertThat(ben.get(path).body().replaceAll("\\s+", " ")).containsPattern("value=\"OBJECTION\"[^>]* checked");
        assertThat(proposals.voices(commons.id(), proposal)).isEmpty();
        assertThat(Visitor.nobody().get(path).body()).contains("/sign-in?to=");
    }
}
