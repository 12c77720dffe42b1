package coppice.server.talk;

import coppice.server.commons.Circles;
import coppice.server.commons.Member;
import coppice.server.files.FileId;
import coppice.server.files.Files;
import coppice.server.files.Kept;
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
import coppice.server.talk.Thread.Comment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// What is said in threads. Whoever said it may change it; what it said before stays readable.
@Service
public class Comments {
    private final CommentTables tables;
    private final Threads threads;
    private final Circles circles;
    private final Files files;
    private final News news;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Comments(
            CommentTables tables,
            Threads threads,
            Circles circles,
            Files files,
            News news,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.tables = tables;
        this.threads = threads;
        this.circles = circles;
        this.files = files;
        this.news = news;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    public CommentId comment(Member member, ThreadId thread, String words, String key) {
        return comment(member, thread, words, Optional.empty(), key);
    }

    /// Says something, with a picture or paper if there is one.
    public CommentId comment(Member member, ThreadId thread, String words, Optional<Files.Brought> file, String key) {
        return transactions.run(() -> {
            var about = threads.thread(member, thread);
            if (about.closed()) throw new Refused(new TalkRefusal.ThreadClosed());
            String said = Fields.text("words", words, 20_000);
            var id = ids.next(CommentId::new);
            var first = tables.addComment(
                    member,
                    thread,
                    id,
                    said,
                    RequestKey.asked("comment", member.party(), key, thread, said),
                    today.now());
            if (!first.equals(id)) return first;
            file.ifPresent(brought -> tables.attach(
                    member.commons().id(), id, files.keep(member, brought).id()));
            threads.see(member, thread);
            news.said(member, about, said, readers(member.commons().id(), about));
            return id;
        });
    }

    /// Who may read a thread; absent: all members.
    private Optional<List<PartyId>> readers(CommonsId commons, Thread thread) {
        return thread.circle().map(id -> circles.circle(commons, id).members());
    }

    public List<Comment> comments(CommonsId commons, ThreadId thread) {
        var bare = tables.comments(commons, thread);
        var ids = bare.stream().flatMap(one -> one.files().stream()).toList();
        var kept = ids.isEmpty() ? Map.<FileId, Kept>of() : files.kept(commons, ids);
        return bare.stream()
                .map(one ->
                        one.comment().with(one.files().stream().map(kept::get).toList()))
                .toList();
    }

    /// A file that was added to a comment; not found for whoever may not read the comment.
    public FileId attached(Member viewer, CommentId comment, FileId file) {
        threadOf(viewer, comment);
        if (!tables.isAttached(viewer.commons().id(), comment, file)) throw new Refused(new KernelRefusal.NotFound());
        return file;
    }

    /// Gives a reaction, or takes it back where it was given.
    public ThreadId react(Member member, CommentId comment, Thread.Reaction reaction) {
        return transactions.run(() -> {
            var thread = threadOf(member, comment);
            if (!tables.unreact(member, comment, reaction)) tables.react(member, comment, reaction, today.now());
            return thread;
        });
    }

    private ThreadId threadOf(Member viewer, CommentId comment) {
        var thread = tables.threadOf(viewer.commons().id(), comment)
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        return threads.thread(viewer, thread).id();
    }

    /// Changes one's own comment.
    public ThreadId change(Member member, CommentId comment, String words) {
        return transactions.run(() -> {
            var thread = tables.lockOwn(member, comment).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
            String said = Fields.text("words", words, 20_000);
            if (!tables.versions(member.commons().id(), comment)
                    .getLast()
                    .words()
                    .equals(said)) tables.addVersion(member.commons().id(), comment, said, today.now());
            return thread;
        });
    }

    /// Whether somebody said it themselves, and may change it.
    public boolean isOwn(Member member, CommentId comment) {
        return tables.isOwn(member, comment);
    }

    /// What a comment said, from the first version on; not found in another commons.
    public List<Thread.Version> versions(Member viewer, CommentId comment) {
        threadOf(viewer, comment);
        return tables.versions(viewer.commons().id(), comment);
    }
}
