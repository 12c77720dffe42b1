package coppice.server.mail;

import coppice.server.identity.Account;
import coppice.server.identity.Identity;
import coppice.server.kernel.Ids;
import coppice.server.kernel.Settings;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.mail.MailTables.Due;
import coppice.server.web.Messages;
import coppice.server.web.Text;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Carries letters out of the box to a mail server, each at least once and always with the same message id; two
/// servers on one database do not take the same one.
@Component
public class Postman {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final int MOST_TRIES = 12;
    private static final int MOST_AT_ONCE = 500;
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    private static final String PATIENCE_MILLIS = "15000";

    private final MailTables tables;
    private final Identity identity;
    private final Transactions transactions;
    private final Settings settings;
    private final Messages messages;
    private final Ids ids;
    private final Today today;

    Postman(
            MailTables tables,
            Identity identity,
            Transactions transactions,
            Settings settings,
            Messages messages,
            Ids ids,
            Today today) {
        this.tables = tables;
        this.identity = identity;
        this.transactions = transactions;
        this.settings = settings;
        this.messages = messages;
        this.ids = ids;
        this.today = today;
    }

    boolean isSetUp() {
        return settings.smtp().isPresent();
    }

    /// Sends what is due; gives how many letters left. Nothing is touched before a mail server is set.
    public int sendDue() {
        if (!isSetUp()) return 0;
        int sent = 0;
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            int more = transactions.run(this::sendNext);
            if (more < 0) return sent;
            sent += more;
        }
        return sent;
    }

    /// How many were sent; less than 0 when nothing is due.
    private int sendNext() {
        var now = today.now();
        var next = tables.next(now, MOST_TRIES);
        if (next.isEmpty()) return -1;
        var letters =
                next.get().digest() ? tables.together(next.get().account(), now, MOST_TRIES) : List.of(next.get());
        var account = identity.account(next.get().account());
        if (account.isEmpty()) {
            letters.forEach(letter -> tables.sent(letter, now));
            return 0;
        }
        try {
            send(message(next.get(), letters, account.get(), Session.getInstance(properties())));
            letters.forEach(letter -> tables.sent(letter, now));
            return letters.size();
        } catch (MessagingException trouble) {
            LOG.warn("a letter could not be sent: {}", trouble.getMessage());
            letters.forEach(letter -> tables.failed(letter, again(now, letter.tries()), said(trouble)));
            return 0;
        }
    }

    private static Instant again(Instant now, int tries) {
        var wait = Duration.ofMinutes(1L << Math.min(tries, 10));
        return now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }

    private static String said(MessagingException trouble) {
        String said = String.valueOf(trouble.getMessage());
        return said.length() > 500 ? said.substring(0, 500) : said;
    }

    /// `smtp`, which turns to TLS when the server can, or `smtps`.
    private String protocol() {
        return settings.smtp().orElseThrow().getScheme();
    }

    private Properties properties() {
        var server = settings.smtp().orElseThrow();
        boolean isTls = protocol().equals("smtps");
        String at = "mail." + protocol() + ".";
        var properties = new Properties();
        properties.put(at + "host", server.getHost());
        properties.put(at + "port", String.valueOf(server.getPort() < 0 ? (isTls ? 465 : 587) : server.getPort()));
        properties.put(at + "auth", String.valueOf(server.getUserInfo() != null));
        properties.put(at + "starttls.enable", "true");
        properties.put(at + "ssl.checkserveridentity", "true");
        properties.put(at + "connectiontimeout", PATIENCE_MILLIS);
        properties.put(at + "timeout", PATIENCE_MILLIS);
        properties.put(at + "writetimeout", PATIENCE_MILLIS);
        return properties;
    }

    private void send(MimeMessage message) throws MessagingException {
        var server = settings.smtp().orElseThrow();
        try (var transport = message.getSession().getTransport(protocol())) {
            String[] user = server.getUserInfo() == null
                    ? new String[0]
                    : server.getUserInfo().split(":", 2);
            if (user.length == 2) transport.connect(user[0], user[1]);
            else transport.connect();
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    /// Keeps the message id it is given.
    private static final class Lasting extends MimeMessage {
        private final String id;

        Lasting(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    private MimeMessage message(Due first, List<Due> letters, Account account, Session session)
            throws MessagingException {
        var message = plain(session, first.id(), account, subject(letters), words(letters));
        String end = address("/unsubscribe/" + tables.secret(first.commons(), account.id(), ids.secret()));
        message.setHeader("List-Unsubscribe", "<" + end + ">");
        message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        message.setText(
                words(letters) + "\n\n-- \n"
                        + address("/unsubscribe/" + tables.secret(first.commons(), account.id(), "")),
                StandardCharsets.UTF_8.name());
        message.saveChanges();
        return message;
    }

    private MimeMessage plain(Session session, LetterId id, Account account, String subject, String words)
            throws MessagingException {
        var message = new Lasting(session, "<" + id + "@" + host() + ">");
        message.setFrom(new InternetAddress(settings.mailFrom()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(account.email()));
        message.setSubject(subject.replaceAll("\\s+", " "), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(today.now()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setText(words, StandardCharsets.UTF_8.name());
        message.saveChanges();
        return message;
    }

    /// Letters leave in the server's own language.
    private Text text() {
        return messages.in(List.of());
    }

    private String subject(List<Due> letters) {
        String first = text().say(letters.getFirst().letter().subject());
        return letters.size() == 1 ? first : first + " (+" + (letters.size() - 1) + ")";
    }

    private String words(List<Due> letters) {
        return String.join(
                "\n\n\n",
                letters.stream()
                        .map(one ->
                                (letters.size() > 1 ? text().say(one.letter().subject()) + "\n\n" : "")
                                        + text().say(one.letter().words()).replace(Letter.HERE, address("")) + "\n\n"
                                        + address(one.letter().link()))
                        .toList());
    }

    private String host() {
        return settings.publicUrl().map(URI::getHost).orElse("localhost");
    }

    /// A path on this server as a whole address.
    public String address(String path) {
        return settings.publicUrl()
                        .map(url -> url.toString().replaceAll("/$", ""))
                        .orElse("http://localhost:" + settings.port())
                + path;
    }

    /// Sends a letter at once and keeps what was said on the line.
    Outbox.Tried tryOut(LetterId id, Account account, Letter letter) {
        if (!isSetUp()) return new Outbox.Tried(false, account.email(), "");
        var talk = new ByteArrayOutputStream();
        try {
            var session = Session.getInstance(properties());
            session.setDebugOut(new PrintStream(talk, true, StandardCharsets.UTF_8));
            session.setDebug(true);
            send(plain(session, id, account, text().say(letter.subject()), text().say(letter.words())));
            return new Outbox.Tried(true, account.email(), "");
        } catch (MessagingException trouble) {
            String said = talk.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("DEBUG: "))
                    .reduce("", (a, b) -> a + b + "\n");
            return new Outbox.Tried(
                    false,
                    account.email(),
                    said + Optional.ofNullable(trouble.getMessage()).orElse(""));
        }
    }
}
