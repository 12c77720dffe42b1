package coppice.server.decisions;

import coppice.server.commons.Circle;
import coppice.server.commons.Circles;
import coppice.server.commons.Member;
import coppice.server.decisions.Thread.Comment;
import coppice.server.decisions.Thread.Template;
import coppice.server.files.Files;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Where members talk; proposals and polls grow out of it.
@Service
public class Threads {
    private final ThreadTables talk;
    private final Circles circles;
    private final Files files;
    private final News news;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Threads(
            ThreadTables talk,
            Circles circles,
            Files files,
            News news,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        this.talk = talk;
        this.circles = circles;
        this.files = files;
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
        return talk.addThread(
                member, ids.next(), title, Optional.empty(), RequestKey.of("of:" + of.key(), title), now());
    }

    public UUID start(Member member, String title, String words, String key) {
        return start(member, title, words, Optional.empty(), key);
    }

    /// Starts a thread with a first comment, for all or for a circle one is in; the same key again gives the same
    /// thread.
    public UUID start(Member member, String title, String words, Optional<UUID> circle, String key) {
        return transactions.run(() -> {
            String about = Fields.text("title", title, 200);
            String first = Fields.text("words", words, 20_000);
            circle.ifPresent(id -> inside(member, id));
            var request = circle.isPresent()
                    ? RequestKey.asked("thread", member.party(), key, about, first, circle.get())
                    : RequestKey.asked("thread", member.party(), key, about, first);
            var thread = talk.addThread(member, ids.next(), about, circle, request, now());
            talk.addComment(member, thread, ids.next(), first, RequestKey.of("first:" + thread, first), now());
            return thread;
        });
    }

    private void inside(Member member, UUID circle) {
        if (!circles.circle(member.commons().id(), circle).has(member.party()))
            throw new Refused(new KernelRefusal.NotFound());
    }

    public UUID comment(Member member, UUID thread, String words, String key) {
        return comment(member, thread, words, Optional.empty(), key);
    }

    /// Says something, with a picture or paper if there is one.
    public UUID comment(Member member, UUID thread, String words, Optional<Files.Brought> file, String key) {
        return transactions.run(() -> {
            var about = thread(member, thread);
            if (about.closed()) throw new Refused(new TalkRefusal.ThreadClosed());
            String said = Fields.text("words", words, 20_000);
            var id = ids.next();
            var first = talk.addComment(
                    member, thread, id, said, RequestKey.asked("comment", member.party(), key, thread, said), now());
            if (!first.equals(id)) return first;
            file.ifPresent(brought -> talk.attach(
                    member.commons().id(), id, files.keep(member, brought).id()));
            talk.see(member, thread, now());
            news.said(member, about, said, readers(member.commons().id(), about));
            return id;
        });
    }

    /// Who may read a thread; absent: all members.
    private Optional<List<PartyId>> readers(CommonsId commons, Thread thread) {
        return thread.circle().map(id -> circles.circle(commons, id).members());
    }

    /// A file that was added to a comment; not found for whoever may not read the comment.
    public UUID attached(Member viewer, UUID comment, UUID file) {
        threadOf(viewer, comment);
        if (!talk.isAttached(viewer.commons().id(), comment, file)) throw new Refused(new KernelRefusal.NotFound());
        return file;
    }

    /// Gives a reaction, or takes it back where it was given.
    public UUID react(Member member, UUID comment, Thread.Reaction reaction) {
        return transactions.run(() -> {
            var thread = threadOf(member, comment);
            if (!talk.unreact(member, comment, reaction)) talk.react(member, comment, reaction, now());
            return thread;
        });
    }

    private UUID threadOf(Member viewer, UUID comment) {
        var thread = talk.threadOf(viewer.commons().id(), comment)
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        return thread(viewer, thread).id();
    }

    /// How somebody hears of a thread: `ALL`, `USUAL` or `NONE`.
    public String following(Member member, UUID thread) {
        return news.following(member, thread).name();
    }

    public void follow(Member member, UUID thread, String following) {
        thread(member, thread);
        news.follow(member, thread, Fields.choice("following", News.Following.class, following));
    }

    /// A thread, for somebody; not found when it is of a circle that they are not in.
    public Thread thread(Member viewer, UUID id) {
        return talk.threads(viewer.commons().id(), viewer.party(), Optional.of(id), "", 1).stream()
                .filter(thread -> thread.circle()
                        .map(circle ->
                                circles.circle(viewer.commons().id(), circle).has(viewer.party()))
                        .orElse(true))
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// A thread that proposals can grow out of: they concern all members, so it is one that all can read.
    Thread open(Member member, UUID id) {
        var thread = thread(member, id);
        if (thread.circle().isPresent()) throw new Refused(new TalkRefusal.ThreadOfCircle());
        return thread;
    }

    /// Threads that somebody may read, the pinned ones first, then the one that was spoken in last.
    ///
    /// @param search what their titles or words hold; empty: all
    public List<Thread> threads(Member viewer, String search, int most) {
        var hidden = hiddenFrom(viewer.commons().id(), viewer.party());
        return talk
                .threads(
                        viewer.commons().id(),
                        viewer.party(),
                        Optional.empty(),
                        Fields.optional("search", search, 200),
                        most)
                .stream()
                .filter(thread -> !hidden.contains(thread.id()))
                .toList();
    }

    /// Threads of circles that somebody is not in.
    Set<UUID> hiddenFrom(CommonsId commons, PartyId viewer) {
        var mine = circles.all(commons).stream()
                .filter(circle -> circle.has(viewer))
                .map(Circle::id)
                .toList();
        return talk.ofOtherCircles(commons, mine);
    }

    /// Notes that somebody has read a thread up to now.
    public void see(Member member, UUID thread) {
        transactions.run(() -> talk.see(member, thread, now()));
    }

    /// How many have read a thread up to its last word.
    public long readers(CommonsId commons, UUID thread) {
        return talk.seenToTheEnd(commons, thread);
    }

    /// Moves a thread into a circle one is in, whose members alone read it from then on. What was asked or proposed of
    /// all stays with all, and what was said in a circle stays in it.
    public void move(Member member, UUID thread, UUID circle) {
        transactions.run(() -> {
            var found = thread(member, thread);
            inside(member, circle);
            if (found.circle().isPresent() || talk.hasQuestions(member.commons().id(), thread))
                throw new Refused(new TalkRefusal.ThreadStays());
            talk.move(member.commons().id(), thread, circle);
            talk.setState(member, thread, ids.next(), "MOVED", now());
        });
    }

    /// Goes on with one thread in another: all that was said, asked and proposed in it moves there.
    public void merge(Member member, UUID from, UUID into) {
        transactions.run(() -> {
            var first = thread(member, from);
            var second = thread(member, into);
            if (from.equals(into)
                    || !first.circle().equals(second.circle())
                    || first.mergedInto().isPresent()
                    || second.mergedInto().isPresent()) throw new Refused(new TalkRefusal.ThreadsApart());
            talk.merge(member.commons().id(), from, into);
            talk.setState(member, from, ids.next(), "MERGED", now());
            talk.setState(member, from, ids.next(), Thread.State.CLOSED.name(), now());
        });
    }

    public List<Template> templates(CommonsId commons) {
        return talk.templates(commons);
    }

    /// Keeps words to begin threads with.
    public UUID keepTemplate(Member member, String name, String title, String words) {
        return transactions.run(() -> {
            var template = new Template(
                    ids.next(),
                    Fields.text("name", name, 60),
                    Fields.optional("title", title, 200),
                    Fields.text("words", words, 20_000));
            if (!talk.addTemplate(member, template, now()))
                throw new Refused(new TalkRefusal.TemplateTaken(template.name()));
            return template.id();
        });
    }

    public void endTemplate(Member member, UUID template) {
        transactions.run(() -> {
            if (!talk.endTemplate(member.commons().id(), template, now()))
                throw new Refused(new KernelRefusal.NotFound());
        });
    }

    public List<Comment> comments(CommonsId commons, UUID thread) {
        var attached = talk.attached(commons, thread);
        var kept = files.kept(
                commons, attached.values().stream().flatMap(List::stream).toList());
        return talk.comments(commons, thread, attached, kept);
    }

    /// Changes one's own comment; what it said before stays readable.
    public UUID change(Member member, UUID comment, String words) {
        return transactions.run(() -> {
            var thread = talk.threadOfOwn(member, comment).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
            String said = Fields.text("words", words, 20_000);
            while (!talk.versions(member.commons().id(), comment)
                            .getLast()
                            .words()
                            .equals(said)
                    && !talk.addVersion(member.commons().id(), comment, said, now())) {
                // another version came in between: look again
            }
            return thread;
        });
    }

    /// What a comment said, from the first version on; not found in another commons.
    public List<Thread.Version> versions(Member viewer, UUID comment) {
        threadOf(viewer, comment);
        return talk.versions(viewer.commons().id(), comment);
    }

    /// Pins or closes a thread, or undoes it; any member may, and it is written down who did.
    public void set(Member member, UUID thread, Thread.State state) {
        transactions.run(() -> {
            thread(member, thread);
            talk.setState(member, thread, ids.next(), state.name(), now());
        });
    }

    /// Writes what it came to so far, on top of the thread.
    public void summarise(Member member, UUID thread, String words) {
        transactions.run(() -> {
            thread(member, thread);
            talk.addSummary(member, thread, ids.next(), Fields.optional("summary", words, 5000), now());
        });
    }
}
