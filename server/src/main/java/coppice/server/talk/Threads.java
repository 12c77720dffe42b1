package coppice.server.talk;

import coppice.server.commons.Circle;
import coppice.server.commons.CircleId;
import coppice.server.commons.Circles;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses.Seat;
import coppice.server.commons.Member;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.ThreadId;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.talk.Thread.Following;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/// Where members talk; proposals and polls grow out of it.
@Service
public class Threads {
    private final ThreadTables talk;
    private final CommentTables comments;
    private final FollowingTables hears;
    private final Circles circles;
    private final ObjectProvider<GrewHere> grewHere;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Threads(
            ThreadTables talk,
            CommentTables comments,
            FollowingTables hears,
            Circles circles,
            ObjectProvider<GrewHere> grewHere,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.talk = talk;
        this.comments = comments;
        this.hears = hears;
        this.circles = circles;
        this.grewHere = grewHere;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    public static String address(Commons commons, ThreadId thread) {
        return commons.address() + "/talk/" + thread;
    }

    /// The thread of something that did not grow out of one.
    public ThreadId home(Member member, String title, RequestKey of) {
        return talk.addThread(
                member,
                ids.next(ThreadId::new),
                title,
                Optional.empty(),
                RequestKey.of("of:" + of.key(), title),
                today.now());
    }

    public ThreadId start(Member member, String title, String words, String key) {
        return start(member, title, words, Optional.empty(), key);
    }

    /// Starts a thread with a first comment, for all or for a circle one is in; the same key again gives the same
    /// thread.
    public ThreadId start(Member member, String title, String words, Optional<CircleId> circle, String key) {
        return transactions.run(() -> {
            String about = Fields.text("title", title, 200);
            String first = Fields.text("words", words, 20_000);
            circle.ifPresent(id -> inside(member, id));
            var request = circle.isPresent()
                    ? RequestKey.asked("thread", member.party(), key, about, first, circle.get())
                    : RequestKey.asked("thread", member.party(), key, about, first);
            var thread = talk.addThread(member, ids.next(ThreadId::new), about, circle, request, today.now());
            comments.addComment(
                    member,
                    thread,
                    ids.next(CommentId::new),
                    first,
                    RequestKey.of("first:" + thread, first),
                    today.now());
            return thread;
        });
    }

    private void inside(Member member, CircleId circle) {
        if (!circles.circle(member.commons().id(), circle).has(member.party()))
            throw new Refused(new KernelRefusal.NotFound());
    }

    /// How somebody hears of a thread, and how many have read it up to its last word.
    public record Reading(Following following, long readers) {}

    public Reading reading(Member member, ThreadId thread) {
        return hears.reading(member, thread);
    }

    public void follow(Member member, ThreadId thread, Following following) {
        thread(member, thread);
        hears.follow(member, thread, following);
    }

    /// A thread, for somebody; not found when it is of a circle that they are not in.
    public Thread thread(Member viewer, ThreadId id) {
        return talk.threads(viewer.commons().id(), viewer.party(), Optional.of(id), "", 1).stream()
                .filter(thread -> thread.circle()
                        .map(circle ->
                                circles.circle(viewer.commons().id(), circle).has(viewer.party()))
                        .orElse(true))
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// A thread that proposals can grow out of: they concern all members, so it is one that all can read.
    public Thread open(Member member, ThreadId id) {
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

    /// Other threads that the same people may read, none of them merged.
    public List<Thread> beside(Member viewer, Thread thread, int most) {
        return talk.threads(viewer.commons().id(), viewer.party(), Optional.empty(), "", most).stream()
                .filter(other -> !other.id().equals(thread.id())
                        && other.circle().equals(thread.circle())
                        && other.mergedInto().isEmpty())
                .toList();
    }

    /// Threads of circles that somebody is not in.
    public Set<ThreadId> hiddenFrom(CommonsId commons, PartyId viewer) {
        var mine = circles.all(commons).stream()
                .filter(circle -> circle.has(viewer))
                .map(Circle::id)
                .toList();
        return talk.ofOtherCircles(List.of(commons), mine);
    }

    /// Threads of circles that somebody is not in, in all of their commons.
    public Set<ThreadId> hiddenFrom(Collection<Seat> seats) {
        return talk.ofOtherCircles(
                seats.stream().map(seat -> seat.commons().id()).toList(), circles.of(seats));
    }

    /// Notes that somebody has read a thread up to now.
    public void see(Member member, ThreadId thread) {
        transactions.run(() -> talk.see(member, thread, today.now()));
    }

    /// Moves a thread into a circle one is in, whose members alone read it from then on. What was asked or proposed of
    /// all stays with all, and what was said in a circle stays in it.
    public void move(Member member, ThreadId thread, CircleId circle) {
        transactions.run(() -> {
            var found = thread(member, thread);
            inside(member, circle);
            if (found.circle().isPresent()
                    || grewHere.stream().anyMatch(it -> it.any(member.commons().id(), thread)))
                throw new Refused(new TalkRefusal.ThreadStays());
            talk.move(member.commons().id(), thread, circle);
            talk.setState(member, thread, ids.next(), "MOVED", today.now());
        });
    }

    /// Goes on with one thread in another: all that was said, asked and proposed in it moves there.
    public void merge(Member member, ThreadId from, ThreadId into) {
        transactions.run(() -> {
            var first = thread(member, from);
            var second = thread(member, into);
            if (from.equals(into)
                    || !first.circle().equals(second.circle())
                    || first.mergedInto().isPresent()
                    || second.mergedInto().isPresent()) throw new Refused(new TalkRefusal.ThreadsApart());
            talk.merge(member.commons().id(), from, into);
            grewHere.forEach(it -> it.moved(member.commons().id(), from, into));
            talk.setState(member, from, ids.next(), "MERGED", today.now());
            talk.setState(member, from, ids.next(), Thread.State.CLOSED.name(), today.now());
        });
    }

    /// Pins or closes a thread, or undoes it; any member may, and it is written down who did.
    public void set(Member member, ThreadId thread, Thread.State state) {
        transactions.run(() -> {
            thread(member, thread);
            talk.setState(member, thread, ids.next(), state.name(), today.now());
        });
    }

    /// Writes what it came to so far, on top of the thread.
    public void summarise(Member member, ThreadId thread, String words) {
        transactions.run(() -> {
            thread(member, thread);
            talk.addSummary(member, thread, ids.next(), Fields.optional("summary", words, 5000), today.now());
        });
    }
}
