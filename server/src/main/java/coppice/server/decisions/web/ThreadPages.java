package coppice.server.decisions.web;

import coppice.server.commons.Circle;
import coppice.server.commons.Circles;
import coppice.server.commons.Commons;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.decisions.Decisions;
import coppice.server.decisions.Panels;
import coppice.server.decisions.Poll;
import coppice.server.decisions.Polls;
import coppice.server.decisions.Thread;
import coppice.server.decisions.Thread.Comment;
import coppice.server.decisions.Thread.Template;
import coppice.server.decisions.Threads;
import coppice.server.decisions.web.DecisionPages.ProposalLine;
import coppice.server.files.Files;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.PartyId;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
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
    private final Decisions decisions;
    private final Polls polls;
    private final Panels panels;
    private final Circles circles;
    private final Files files;
    private final PartyNames partyNames;

    ThreadPages(
            Threads threads,
            Decisions decisions,
            Polls polls,
            Panels panels,
            Circles circles,
            Files files,
            PartyNames partyNames) {
        this.threads = threads;
        this.decisions = decisions;
        this.polls = polls;
        this.panels = panels;
        this.circles = circles;
        this.files = files;
        this.partyNames = partyNames;
    }

    /// @param circle  whose members alone read it
    /// @param mine    the circles it can be moved into
    /// @param others  the threads it can go on in
    /// @param readers how many have read it to the end
    /// @param me      the viewer, who may change their own comments
    record ThreadPage(
            Commons commons,
            Thread thread,
            List<Comment> comments,
            List<ProposalLine> proposals,
            List<Poll> polls,
            List<Panels.Drawn> panels,
            String following,
            Optional<Circle> circle,
            List<Circle> mine,
            List<Thread> others,
            long readers,
            Names names,
            PartyId me,
            Form form) {}

    record NewThreadPage(Commons commons, Form form, List<Circle> circles, List<Template> templates) {}

    record VersionsPage(Commons commons, UUID comment, List<Thread.Version> versions) {}

    record TemplatesPage(Commons commons, List<Template> templates, Form form) {}

    @GetMapping("/c/{slug}/decisions/threads/new")
    @Allow(Access.MEMBER)
    Page newThread(Standing standing, Form form) {
        var values = new HashMap<>(form.values());
        threads.templates(standing.commons().id()).stream()
                .filter(template -> template.id().toString().equals(form.value("template")))
                .forEach(template -> {
                    values.put("title", template.title());
                    values.put("words", template.words());
                });
        return newPage(standing, Form.fresh(values));
    }

    private Page newPage(Standing standing, Form form) {
        return Page.of(
                "decisions/web/new-thread.jte",
                new NewThreadPage(
                        standing.commons(),
                        form,
                        circlesOf(standing),
                        threads.templates(standing.commons().id())));
    }

    private List<Circle> circlesOf(Standing standing) {
        return circles.of(standing.member()).stream()
                .filter(circle -> !circle.isClass())
                .toList();
    }

    @PostMapping("/c/{slug}/decisions/threads")
    @Allow(Access.MEMBER)
    Reply start(Standing standing, Form form) {
        return form.submit(
                () -> threadAddress(
                        standing,
                        threads.start(
                                standing.member(),
                                form.value("title"),
                                form.value("words"),
                                Optional.of(form.value("circle"))
                                        .filter(circle -> !circle.isBlank())
                                        .map(Ids::parse),
                                form.key())),
                again -> newPage(standing, again));
    }

    private static String threadAddress(Standing standing, UUID thread) {
        return standing.commons().address() + "/decisions/threads/" + thread;
    }

    @GetMapping("/c/{slug}/decisions/threads/{thread}")
    @Allow(Access.MEMBER)
    Reply thread(Standing standing, Text text, @PathVariable String thread) {
        var found = threads.thread(standing.member(), Ids.parse(thread));
        if (found.mergedInto().isPresent())
            return new Redirect(threadAddress(standing, found.mergedInto().get()));
        threads.see(standing.member(), found.id());
        return threadPage(standing, text, Ids.parse(thread), Form.fresh(Map.of()));
    }

    private Page threadPage(Standing standing, Text text, UUID id, Form form) {
        var commons = standing.commons();
        var thread = threads.thread(standing.member(), id);
        var comments = threads.comments(commons.id(), id);
        var parties =
                new ArrayList<PartyId>(comments.stream().map(Comment::saidBy).toList());
        parties.add(thread.startedBy());
        comments.forEach(comment -> comment.reactions().values().forEach(parties::addAll));
        var mine = circlesOf(standing);
        return Page.of(
                "decisions/web/thread.jte",
                new ThreadPage(
                        commons,
                        thread,
                        comments,
                        DecisionPages.lines(standing, text, decisions.ofThread(commons, id)),
                        polls.polls(standing.member().party(), commons, Optional.of(id), SHOWN),
                        panels.ofThread(commons.id(), id),
                        threads.following(standing.member(), id),
                        thread.circle().map(circle -> circles.circle(commons.id(), circle)),
                        thread.circle().isEmpty() ? mine : List.of(),
                        threads.threads(standing.member(), "", SHOWN).stream()
                                .filter(other -> !other.id().equals(id)
                                        && other.circle().equals(thread.circle())
                                        && other.mergedInto().isEmpty())
                                .toList(),
                        threads.readers(commons.id(), id),
                        partyNames.of(standing, text, parties),
                        standing.member().party(),
                        form));
    }

    @PostMapping("/c/{slug}/decisions/threads/{thread}/comments")
    @Allow(Access.MEMBER)
    Reply comment(
            Standing standing,
            Text text,
            @PathVariable String thread,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Form form) {
        var id = Ids.parse(thread);
        return form.submit(
                () -> threadAddress(standing, id)
                        + "#c"
                        + threads.comment(standing.member(), id, form.value("words"), Files.brought(file), form.key()),
                again -> threadPage(standing, text, id, again));
    }

    @PostMapping("/c/{slug}/decisions/threads/{thread}/following")
    @Allow(Access.MEMBER)
    Reply follow(Standing standing, Text text, @PathVariable String thread, Form form) {
        var id = Ids.parse(thread);
        return form.submit(
                () -> {
                    threads.follow(standing.member(), id, form.value("following"));
                    return threadAddress(standing, id);
                },
                again -> threadPage(standing, text, id, again));
    }

    @PostMapping("/c/{slug}/decisions/threads/{thread}/state")
    @Allow(Access.MEMBER)
    Reply set(Standing standing, Text text, @PathVariable String thread, Form form) {
        var id = Ids.parse(thread);
        return form.submit(
                () -> {
                    threads.set(standing.member(), id, Fields.choice("state", Thread.State.class, form.value("state")));
                    return threadAddress(standing, id);
                },
                again -> threadPage(standing, text, id, again));
    }

    @PostMapping("/c/{slug}/decisions/threads/{thread}/summary")
    @Allow(Access.MEMBER)
    Reply summarise(Standing standing, Text text, @PathVariable String thread, Form form) {
        var id = Ids.parse(thread);
        return form.submit(
                () -> {
                    threads.summarise(standing.member(), id, form.value("summary"));
                    return threadAddress(standing, id);
                },
                again -> threadPage(standing, text, id, again));
    }

    @GetMapping("/c/{slug}/decisions/comments/{comment}")
    @Allow(Access.MEMBER)
    Page versions(Standing standing, @PathVariable String comment) {
        var id = Ids.parse(comment);
        return Page.of(
                "decisions/web/versions.jte",
                new VersionsPage(standing.commons(), id, threads.versions(standing.member(), id)));
    }

    @PostMapping("/c/{slug}/decisions/comments/{comment}")
    @Allow(Access.MEMBER)
    Reply change(Standing standing, @PathVariable String comment, Form form) {
        var id = Ids.parse(comment);
        return form.submit(
                () -> threadAddress(standing, threads.change(standing.member(), id, form.value("words"))) + "#c" + id,
                _ -> versions(standing, comment));
    }

    /// Gives a reaction, or takes it back.
    @PostMapping("/c/{slug}/decisions/comments/{comment}/reactions")
    @Allow(Access.MEMBER)
    Redirect react(Standing standing, @PathVariable String comment, Form form) {
        var id = Ids.parse(comment);
        var thread = threads.react(
                standing.member(),
                id,
                Fields.choice("reaction", Thread.Reaction.class, form.values().getOrDefault("reaction", "AGREE")));
        return new Redirect(threadAddress(standing, thread) + "#c" + id);
    }

    @GetMapping("/c/{slug}/decisions/comments/{comment}/files/{file}")
    @Allow(Access.MEMBER)
    ResponseEntity<byte[]> attached(Standing standing, @PathVariable String comment, @PathVariable String file) {
        var id = threads.attached(standing.member(), Ids.parse(comment), Ids.parse(file));
        return files.answer(standing.commons().id(), id);
    }

    @PostMapping("/c/{slug}/decisions/threads/{thread}/circle")
    @Allow(Access.MEMBER)
    Reply move(Standing standing, Text text, @PathVariable String thread, Form form) {
        var id = Ids.parse(thread);
        threads.thread(standing.member(), id);
        return form.submit(
                () -> {
                    threads.move(standing.member(), id, Ids.parse(Fields.text("circle", form.value("circle"), 60)));
                    return threadAddress(standing, id);
                },
                again -> threadPage(standing, text, id, again));
    }

    @PostMapping("/c/{slug}/decisions/threads/{thread}/merger")
    @Allow(Access.MEMBER)
    Reply merge(Standing standing, Text text, @PathVariable String thread, Form form) {
        var id = Ids.parse(thread);
        threads.thread(standing.member(), id);
        return form.submit(
                () -> {
                    var into = Ids.parse(Fields.text("into", form.value("into"), 60));
                    threads.merge(standing.member(), id, into);
                    return threadAddress(standing, into);
                },
                again -> threadPage(standing, text, id, again));
    }

    @GetMapping("/c/{slug}/decisions/templates")
    @Allow(Access.MEMBER)
    Page templates(Standing standing) {
        return templatesPage(standing, Form.fresh(Map.of()));
    }

    private Page templatesPage(Standing standing, Form form) {
        return Page.of(
                "decisions/web/templates.jte",
                new TemplatesPage(
                        standing.commons(), threads.templates(standing.commons().id()), form));
    }

    @PostMapping("/c/{slug}/decisions/templates")
    @Allow(Access.MEMBER)
    Reply keepTemplate(Standing standing, Form form) {
        return form.submit(
                () -> {
                    threads.keepTemplate(
                            standing.member(), form.value("name"), form.value("title"), form.value("words"));
                    return standing.commons().address() + "/decisions/templates";
                },
                again -> templatesPage(standing, again));
    }

    @PostMapping("/c/{slug}/decisions/templates/{template}/end")
    @Allow(Access.MEMBER)
    Redirect endTemplate(Standing standing, @PathVariable String template) {
        threads.endTemplate(standing.member(), Ids.parse(template));
        return new Redirect(standing.commons().address() + "/decisions/templates");
    }
}
