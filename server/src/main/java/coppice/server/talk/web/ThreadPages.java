package coppice.server.talk.web;

import coppice.server.commons.Circle;
import coppice.server.commons.CircleId;
import coppice.server.commons.Circles;
import coppice.server.commons.Commons;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.files.Files;
import coppice.server.kernel.Fields;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ThreadId;
import coppice.server.talk.Comments;
import coppice.server.talk.GrewHere;
import coppice.server.talk.Templates;
import coppice.server.talk.Thread;
import coppice.server.talk.Thread.Comment;
import coppice.server.talk.Thread.Following;
import coppice.server.talk.Thread.Template;
import coppice.server.talk.Threads;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Message;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Redirect;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Talk.
@Controller
class ThreadPages {
    private static final int SHOWN = 200;

    private final Threads threads;
    private final Comments comments;
    private final Templates templates;
    private final List<GrewHere> grewHere;
    private final Circles circles;
    private final PartyNames partyNames;

    ThreadPages(
            Threads threads,
            Comments comments,
            Templates templates,
            List<GrewHere> grewHere,
            Circles circles,
            PartyNames partyNames) {
        this.threads = threads;
        this.comments = comments;
        this.templates = templates;
        this.grewHere = grewHere;
        this.circles = circles;
        this.partyNames = partyNames;
    }

    record ListPage(Commons commons, List<Thread> threads, String search) {}

    /// What grew out of a thread, of one kind.
    record Grown(Message heading, List<GrewHere.Line> lines) {}

    /// @param ways    what it can let grow, the usual first
    /// @param circle  whose members alone read it
    /// @param mine    the circles it can be moved into
    /// @param others  the threads it can go on in
    /// @param readers how many have read it to the end
    /// @param me      the viewer, who may change their own comments
    record ThreadPage(
            Commons commons,
            Thread thread,
            List<Comment> comments,
            List<Grown> grown,
            List<GrewHere.Way> ways,
            Following following,
            Optional<Circle> circle,
            List<Circle> mine,
            List<Thread> others,
            long readers,
            Names names,
            PartyId me,
            Form form) {}

    record NewThreadPage(Commons commons, Form form, List<Circle> circles, List<Template> templates) {}

    @GetMapping("/c/{slug}/talk")
    @Allow(Access.MEMBER)
    Page list(Standing standing, Form form) {
        String search = form.value("search").strip();
        return Page.of(
                "talk/web/list.jte",
                new ListPage(standing.commons(), threads.threads(standing.member(), search, SHOWN), search));
    }

    @GetMapping("/c/{slug}/talk/new")
    @Allow(Access.MEMBER)
    Page newThread(Standing standing, Form form) {
        var values = new HashMap<>(form.values());
        templates.all(standing.commons().id()).stream()
                .filter(template -> template.id().toString().equals(form.value("template")))
                .forEach(template -> {
                    values.put("title", template.title());
                    values.put("words", template.words());
                });
        return newPage(standing, Form.fresh(values));
    }

    private Page newPage(Standing standing, Form form) {
        return Page.of(
                "talk/web/new-thread.jte",
                new NewThreadPage(
                        standing.commons(),
                        form,
                        circlesOf(standing),
                        templates.all(standing.commons().id())));
    }

    private List<Circle> circlesOf(Standing standing) {
        return circles.of(standing.member()).stream()
                .filter(circle -> !circle.isClass())
                .toList();
    }

    @PostMapping("/c/{slug}/talk")
    @Allow(Access.MEMBER)
    Reply start(Standing standing, Form form) {
        return form.submit(
                () -> Threads.address(
                        standing.commons(),
                        threads.start(
                                standing.member(),
                                form.value("title"),
                                form.value("words"),
                                form.optional("circle", field -> form.id(field, CircleId::new)),
                                form.key())),
                again -> newPage(standing, again));
    }

    @GetMapping("/c/{slug}/talk/{thread}")
    @Allow(Access.MEMBER)
    Reply thread(Standing standing, Text text, @PathVariable ThreadId thread) {
        var found = threads.thread(standing.member(), thread);
        if (found.mergedInto().isPresent())
            return new Redirect(
                    Threads.address(standing.commons(), found.mergedInto().get()));
        threads.see(standing.member(), found.id());
        return threadPage(standing, text, found, Form.fresh(Map.of()));
    }

    private Page threadPage(Standing standing, Text text, Thread thread, Form form) {
        var commons = standing.commons();
        var id = thread.id();
        var reading = threads.reading(standing.member(), id);
        var said = comments.comments(commons.id(), id);
        var parties = new ArrayList<PartyId>(said.stream().map(Comment::saidBy).toList());
        parties.add(thread.startedBy());
        said.forEach(comment -> comment.reactions().values().forEach(parties::addAll));
        return Page.of(
                "talk/web/thread.jte",
                new ThreadPage(
                        commons,
                        thread,
                        said,
                        grewHere.stream()
                                .map(it -> new Grown(it.heading(), it.lines(standing.member(), id, text)))
                                .filter(grown -> !grown.lines().isEmpty())
                                .toList(),
                        grewHere.stream()
                                .flatMap(it -> it.way(commons, thread).stream())
                                .toList(),
                        reading.following(),
                        thread.circle().map(circle -> circles.circle(commons.id(), circle)),
                        thread.circle().isEmpty() ? circlesOf(standing) : List.of(),
                        threads.beside(standing.member(), thread, SHOWN),
                        reading.readers(),
                        partyNames.of(standing, text, parties),
                        standing.member().party(),
                        form));
    }

    /// One of the forms of a thread's page; gives where it leads.
    private interface Deed {
        String on(ThreadId thread);
    }

    private Reply deed(Standing standing, Text text, ThreadId thread, Form form, Deed deed) {
        threads.thread(standing.member(), thread);
        return form.submit(
                () -> deed.on(thread),
                again -> threadPage(standing, text, threads.thread(standing.member(), thread), again));
    }

    @PostMapping("/c/{slug}/talk/{thread}/comments")
    @Allow(Access.MEMBER)
    Reply comment(
            Standing standing,
            Text text,
            @PathVariable ThreadId thread,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Form form) {
        return deed(
                standing,
                text,
                thread,
                form,
                id -> Threads.address(standing.commons(), id)
                        + "#c"
                        + comments.comment(
                                standing.member(), id, form.value("words"), Files.brought(file), form.key()));
    }

    @PostMapping("/c/{slug}/talk/{thread}/following")
    @Allow(Access.MEMBER)
    Reply follow(Standing standing, Text text, @PathVariable ThreadId thread, Form form) {
        return deed(standing, text, thread, form, id -> {
            threads.follow(standing.member(), id, Fields.choice("following", Following.class, form.value("following")));
            return Threads.address(standing.commons(), id);
        });
    }

    @PostMapping("/c/{slug}/talk/{thread}/state")
    @Allow(Access.MEMBER)
    Reply set(Standing standing, Text text, @PathVariable ThreadId thread, Form form) {
        return deed(standing, text, thread, form, id -> {
            threads.set(standing.member(), id, Fields.choice("state", Thread.State.class, form.value("state")));
            return Threads.address(standing.commons(), id);
        });
    }

    @PostMapping("/c/{slug}/talk/{thread}/summary")
    @Allow(Access.MEMBER)
    Reply summarise(Standing standing, Text text, @PathVariable ThreadId thread, Form form) {
        return deed(standing, text, thread, form, id -> {
            threads.summarise(standing.member(), id, form.value("summary"));
            return Threads.address(standing.commons(), id);
        });
    }

    @PostMapping("/c/{slug}/talk/{thread}/circle")
    @Allow(Access.MEMBER)
    Reply move(Standing standing, Text text, @PathVariable ThreadId thread, Form form) {
        return deed(standing, text, thread, form, id -> {
            threads.move(standing.member(), id, form.id("circle", CircleId::new));
            return Threads.address(standing.commons(), id);
        });
    }

    @PostMapping("/c/{slug}/talk/{thread}/merger")
    @Allow(Access.MEMBER)
    Reply merge(Standing standing, Text text, @PathVariable ThreadId thread, Form form) {
        return deed(standing, text, thread, form, id -> {
            var into = form.id("into", ThreadId::new);
            threads.merge(standing.member(), id, into);
            return Threads.address(standing.commons(), into);
        });
    }
}
