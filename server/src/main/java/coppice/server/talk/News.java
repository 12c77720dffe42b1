package coppice.server.talk;

import coppice.server.commons.Commonses;
import coppice.server.commons.Member;
import coppice.server.kernel.PartyId;
import coppice.server.mail.Letter;
import coppice.server.mail.Outbox;
import coppice.server.web.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Tells people what was said, in the transaction in which it is said.
@Component("talkNews")
class News {
    private static final Pattern MENTION = Pattern.compile("@([\\p{L}\\p{N}_.-]+)");

    private final Outbox outbox;
    private final FollowingTables tables;
    private final Commonses commonses;

    News(Outbox outbox, FollowingTables tables, Commonses commonses) {
        this.outbox = outbox;
        this.tables = tables;
        this.commonses = commonses;
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
                        Message.of("talk.mail.said", by.commons().name(), about.title()),
                        Message.of("talk.mail.said-words", by.name(), Letter.shortened(words)),
                        Threads.address(by.commons(), thread)));
    }
}
