package coppice.server.decisions;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.decisions.DecisionTables.NewProposal;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.mail.Letter;
import coppice.server.mail.Outbox;
import coppice.server.web.Messages;
import coppice.server.web.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Tells people what is asked of them and what came of it, in the transaction in which it happens.
@Component
class News {
    private static final int LONGEST = 2000;
    private static final Pattern MENTION = Pattern.compile("@([\\p{L}\\p{N}_.-]+)");

    private final Outbox outbox;
    private final NewsTables tables;
    private final Commonses commonses;
    private final Messages messages;

    News(Outbox outbox, NewsTables tables, Commonses commonses, Messages messages) {
        this.outbox = outbox;
        this.tables = tables;
        this.commonses = commonses;
        this.messages = messages;
    }

    private Text text() {
        return messages.in(List.of());
    }

    private static String shortened(String words) {
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "…" : words;
    }

    private static List<PartyId> without(PartyId one, List<PartyId> all) {
        return all.stream().filter(party -> !party.equals(one)).toList();
    }

    void proposed(Member by, NewProposal proposal, List<PartyId> voters) {
        var commons = by.commons();
        String link = Decisions.address(commons, proposal.id());
        var answers = new ArrayList<String>();
        for (var stance : proposal.rule().method().stances())
            answers.add(text().say("decisions.stance." + stance.name()) + ": " + Letter.HERE + link + "?stance="
                    + stance.name());
        outbox.tell(
                commons.id(),
                without(by.party(), voters),
                new Letter(
                        text().say(
                                        proposal.conduct().emergency()
                                                ? "decisions.mail.emergency"
                                                : "decisions.mail.proposed",
                                        commons.name(),
                                        proposal.title()),
                        text().say(
                                                "decisions.mail.proposed-words",
                                                by.name(),
                                                shortened(proposal.reason()),
                                                proposal.closesAt())
                                + "\n\n" + String.join("\n", answers),
                        link));
    }

    void asked(Member by, UUID poll, String title, String words, Instant closesAt, List<PartyId> voters) {
        var commons = by.commons();
        outbox.tell(
                commons.id(),
                without(by.party(), voters),
                new Letter(
                        text().say("decisions.mail.asked", commons.name(), title),
                        text().say("decisions.mail.asked-words", by.name(), shortened(words), closesAt),
                        Polls.address(commons, poll)));
    }

    /// To whoever took part, and whoever began it.
    void closed(Commons commons, String title, String outcome, String link, Set<PartyId> parties) {
        outbox.tell(
                commons.id(),
                parties,
                new Letter(text().say("decisions.mail.closed", commons.name(), title), outcome, link));
    }

    String outcome(String reason) {
        return text().say("decisions.because." + reason);
    }

    String won(List<String> winners) {
        return winners.isEmpty()
                ? text().say("decisions.poll-closed")
                : text().say("decisions.won", winners.size(), String.join(", ", winners));
    }

    /// To the people of the thread and to whoever is named with an @, those left out who want to hear nothing of it.
    ///
    /// @param readers who alone may read the thread; absent: all members
    void said(Member by, Thread about, String words, Optional<List<PartyId>> readers) {
        var thread = about.id();
        var listeners = new HashSet<>(tables.listeners(by.commons().id(), thread));
        var named = new HashSet<String>();
        MENTION.matcher(words)
                .results()
                .forEach(match -> named.add(match.group(1).toLowerCase(Locale.ROOT)));
        if (!named.isEmpty())
            for (var member : commonses.members(by.commons().id()))
                if (named.contains(member.name().toLowerCase(Locale.ROOT).replace(' ', '.')))
                    listeners.add(member.party());
        listeners.removeAll(tables.deaf(by.commons().id(), thread));
        listeners.remove(by.party());
        readers.ifPresent(listeners::retainAll);
        outbox.tell(
                by.commons().id(),
                listeners,
                new Letter(
                        text().say("decisions.mail.said", by.commons().name(), about.title()),
                        text().say("decisions.mail.said-words", by.name(), shortened(words)),
                        by.commons().address() + "/decisions/threads/" + thread));
    }

    /// Once, before the close, to whoever has not said anything.
    void remind(Commons commons, UUID subject, String title, String link, Instant closesAt, Instant now) {
        if (!tables.addReminder(commons.id(), subject, now)) return;
        outbox.tell(
                commons.id(),
                tables.silent(commons.id(), subject),
                new Letter(
                        text().say("decisions.mail.reminder", commons.name(), title),
                        text().say("decisions.mail.reminder-words", closesAt),
                        link));
    }

    /// Asks those who have said nothing to speak; at most once a day for each proposal and poll.
    void nudge(Member by, UUID subject, String title, String link, Instant closesAt, UUID id, Instant now) {
        var commons = by.commons();
        if (!tables.addNudge(by, subject, id, now, now.minus(Duration.ofDays(1))))
            throw new Refused(new TalkRefusal.NudgedAlready());
        outbox.tell(
                commons.id(),
                without(by.party(), tables.silent(commons.id(), subject)),
                new Letter(
                        text().say("decisions.mail.nudge", commons.name(), title),
                        text().say("decisions.mail.nudge-words", by.name(), closesAt),
                        link));
    }

    /// To all, when somebody did alone what a decision lets them do.
    void actedAlone(Member by, String title, String link, List<PartyId> members) {
        outbox.tell(
                by.commons().id(),
                without(by.party(), members),
                new Letter(
                        text().say("decisions.mail.acted-alone", by.commons().name(), by.name()),
                        text().say("decisions.mail.acted-alone-words", by.name(), title),
                        link));
    }

    /// To whoever looks after a result whose day of review has come, once.
    void review(Commons commons, UUID line, String title, String link, List<PartyId> responsible, Instant now) {
        if (!tables.addReminder(commons.id(), line, now)) return;
        outbox.tell(
                commons.id(),
                responsible,
                new Letter(
                        text().say("decisions.mail.review", commons.name(), title),
                        text().say("decisions.mail.review-words"),
                        link));
    }

    /// How somebody follows a thread.
    enum Following {
        ALL,
        /// As one who takes part.
        USUAL,
        NONE
    }

    Following following(Member member, UUID thread) {
        return tables.following(member, thread);
    }

    void follow(Member member, UUID thread, Following following) {
        tables.follow(member, thread, following);
    }

    Map<UUID, String> nearClose(CommonsId commons, Instant now, Instant before) {
        return tables.nearClose(commons, now, before);
    }
}
