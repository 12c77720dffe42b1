package coppice.server.decisions;

import coppice.server.commons.Commons;
import coppice.server.commons.Member;
import coppice.server.decisions.Thread.Comment;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Where members talk; proposals and polls grow out of it.
@Service
public class Threads {
    private final ThreadTables talk;
    private final News news;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Threads(ThreadTables talk, News news, Transactions transactions, Ids ids, Clock clock) {
        this.talk = talk;
        this.news = news;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /// The thread of something that did not grow out of one.
    UUID home(Member member, String title, RequestKey of) {
        return talk.addThread(member, ids.next(), title, RequestKey.of("of:" + of.key(), title), now());
    }

    /// Starts a thread with a first comment; the same key again gives the same thread.
    public UUID start(Member member, String title, String words, String key) {
        return transactions.run(() -> {
            String about = Fields.text("title", title, 200);
            String first = Fields.text("words", words, 20_000);
            var request = RequestKey.asked("thread", key, member.party(), about, first);
            var thread = talk.addThread(member, ids.next(), about, request, now());
            talk.addComment(member, thread, ids.next(), first, RequestKey.of("first:" + thread, first), now());
            return thread;
        });
    }

    public UUID comment(Member member, Commons commons, UUID thread, String words, String key) {
        return transactions.run(() -> {
            var about = thread(member.commons(), thread);
            if (about.closed()) throw new Refused(new DecisionRefusal.ThreadClosed());
            String said = Fields.text("words", words, 20_000);
            var id = ids.next();
            var first =
                    talk.addComment(member, thread, id, said, RequestKey.asked("comment", key, thread, said), now());
            if (first.equals(id)) news.said(member, commons, thread, about.title(), said);
            return first;
        });
    }

    /// How somebody hears of a thread: `ALL`, `USUAL` or `NONE`.
    public String following(Member member, UUID thread) {
        return news.following(member, thread).name();
    }

    public void follow(Member member, UUID thread, String following) {
        thread(member.commons(), thread);
        news.follow(member, thread, Fields.choice("following", News.Following.class, following));
    }

    public Thread thread(CommonsId commons, UUID id) {
        return talk.threads(commons, Optional.of(id), "", 1).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// Threads, the pinned ones first, then the one that was spoken in last.
    ///
    /// @param search what their titles or words hold; empty: all
    public List<Thread> threads(CommonsId commons, String search, int most) {
        return talk.threads(commons, Optional.empty(), Fields.optional("search", search, 200), most);
    }

    public List<Comment> comments(CommonsId commons, UUID thread) {
        return talk.comments(commons, thread);
    }

    /// Changes one's own comment; what it said before stays readable.
    public UUID change(Member member, UUID comment, String words) {
        return transactions.run(() -> {
            var thread = talk.threadOfOwn(member, comment).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
            String said = Fields.text("words", words, 20_000);
            while (!talk.versions(member.commons(), comment).getLast().words().equals(said)
                    && !talk.addVersion(member.commons(), comment, said, now())) {
                // another version came in between: look again
            }
            return thread;
        });
    }

    /// What a comment said, from the first version on; not found in another commons.
    public List<Thread.Version> versions(CommonsId commons, UUID comment) {
        var versions = talk.versions(commons, comment);
        if (versions.isEmpty()) throw new Refused(new KernelRefusal.NotFound());
        return versions;
    }

    /// Pins or closes a thread, or undoes it; any member may, and it is written down who did.
    public void set(Member member, UUID thread, Thread.State state) {
        transactions.run(() -> {
            thread(member.commons(), thread);
            talk.setState(member, thread, ids.next(), state, now());
        });
    }

    /// Writes what it came to so far, on top of the thread.
    public void summarise(Member member, UUID thread, String words) {
        transactions.run(() -> {
            thread(member.commons(), thread);
            talk.addSummary(member, thread, ids.next(), Fields.optional("summary", words, 5000), now());
        });
    }
}
