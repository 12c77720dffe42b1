package coppice.server.polls;

import coppice.server.commons.Commons;
import coppice.server.commons.Member;
import coppice.server.kernel.Id;
import coppice.server.kernel.Ids;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.mail.Letter;
import coppice.server.mail.Outbox;
import coppice.server.web.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Tells people what is asked of them, that it closes soon, and what came of it, in the transaction in which it
/// happens;
/// for polls, and for proposals, which are open until a moment as they are.
@Component
public class Notices {
    private static final Duration BETWEEN_NUDGES = Duration.ofDays(1);

    private final Outbox outbox;
    private final NoticeTables tables;
    private final Ids ids;
    private final Today today;

    Notices(Outbox outbox, NoticeTables tables, Ids ids, Today today) {
        this.outbox = outbox;
        this.tables = tables;
        this.ids = ids;
        this.today = today;
    }

    /// What people are told about.
    public record About(Id id, String title, String address, Instant closesAt) {}

    private static List<PartyId> without(Member by, Collection<PartyId> all) {
        return all.stream().filter(party -> !party.equals(by.party())).toList();
    }

    void asked(Member by, Poll poll, List<PartyId> voters) {
        var commons = by.commons();
        outbox.tell(
                commons.id(),
                without(by, voters),
                new Letter(
                        Message.of("polls.mail.asked", commons.name(), poll.title()),
                        Message.of(
                                "polls.mail.asked-words", by.name(), Letter.shortened(poll.words()), poll.closesAt()),
                        Polls.address(commons, poll.id())));
    }

    /// To whoever took part, and whoever began it.
    public void closed(Commons commons, String title, Message outcome, String link, Collection<PartyId> parties) {
        outbox.tell(
                commons.id(),
                parties,
                new Letter(Message.of("polls.mail.closed", commons.name(), title), outcome, link));
    }

    static Message won(List<String> winners) {
        return winners.isEmpty()
                ? Message.of("polls.poll-closed")
                : Message.of("polls.won", winners.size(), String.join(", ", winners));
    }

    /// Once, before the close, to whoever has not said anything.
    public void remind(Commons commons, About about, Supplier<List<PartyId>> silent) {
        if (!tables.addReminder(commons.id(), about.id(), today.now())) return;
        outbox.tell(
                commons.id(),
                silent.get(),
                new Letter(
                        Message.of("polls.mail.reminder", commons.name(), about.title()),
                        Message.of("polls.mail.reminder-words", about.closesAt()),
                        about.address()));
    }

    /// Asks those who have said nothing to speak; at most once a day for each proposal and poll.
    public void nudge(Member by, About about, Collection<PartyId> silent) {
        var commons = by.commons();
        var now = today.now();
        if (!tables.addNudge(by, about.id(), ids.next(), now, now.minus(BETWEEN_NUDGES)))
            throw new Refused(new PollRefusal.NudgedAlready());
        outbox.tell(
                commons.id(),
                without(by, silent),
                new Letter(
                        Message.of("polls.mail.nudge", commons.name(), about.title()),
                        Message.of("polls.mail.nudge-words", by.name(), about.closesAt()),
                        about.address()));
    }
}
