package coppice.server.decisions.web;

import coppice.server.commons.Commons;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.decisions.Decisions;
import coppice.server.decisions.Panels;
import coppice.server.decisions.Poll;
import coppice.server.decisions.Polls;
import coppice.server.decisions.Thread;
import coppice.server.decisions.Thread.Comment;
import coppice.server.decisions.Threads;
import coppice.server.decisions.web.DecisionPages.ProposalLine;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.PartyId;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Talk.
@Controller
class ThreadPages {
    private static final int SHOWN = 200;

    private final Threads threads;
    private final Decisions decisions;
    private final Polls polls;
    private final Panels panels;
    private final PartyNames partyNames;

    ThreadPages(Threads threads, Decisions decisions, Polls polls, Panels panels, PartyNames partyNames) {
        this.threads = threads;
        this.decisions = decisions;
        this.polls = polls;
        this.panels = panels;
        this.partyNames = partyNames;
    }

    /// @param me the viewer, who may change their own comments
    record ThreadPage(
            Commons commons,
            Thread thread,
            List<Comment> comments,
            List<ProposalLine> proposals,
            List<Poll> polls,
            List<Panels.Drawn> panels,
            String following,
            Names names,
            PartyId me,
            Form form) {}

    record NewThreadPage(Commons commons, Form form) {}

    record VersionsPage(Commons commons, UUID comment, List<Thread.Version> versions) {}

    @GetMapping("/c/{slug}/decisions/threads/new")
    @Allow(Access.MEMBER)
    Page newThread(Standing standing) {
        return Page.of("decisions/web/new-thread.jte", new NewThreadPage(standing.commons(), Form.fresh(Map.of())));
    }

    @PostMapping("/c/{slug}/decisions/threads")
    @Allow(Access.MEMBER)
    Object start(Standing standing, @RequestParam Map<String, String> posted) {
        return Form.of(posted)
                .submit(
                        () -> threadAddress(
                                standing,
                                threads.start(
                                        standing.member(),
                                        posted.getOrDefault("title", ""),
                                        posted.getOrDefault("words", ""),
                                        Form.of(posted).key())),
                        again -> Page.of("decisions/web/new-thread.jte", new NewThreadPage(standing.commons(), again)));
    }

    private static String threadAddress(Standing standing, UUID thread) {
        return standing.commons().address() + "/decisions/threads/" + thread;
    }

    @GetMapping("/c/{slug}/decisions/threads/{thread}")
    @Allow(Access.MEMBER)
    Page thread(Standing standing, Text text, @PathVariable String thread) {
        return threadPage(standing, text, Ids.parse(thread), Form.fresh(Map.of()));
    }

    private Page threadPage(Standing standing, Text text, UUID id, Form form) {
        var commons = standing.commons();
        var thread = threads.thread(commons.id(), id);
        var comments = threads.comments(commons.id(), id);
        var parties =
                new ArrayList<PartyId>(comments.stream().map(Comment::saidBy).toList());
        parties.add(thread.startedBy());
        return Page.of(
                "decisions/web/thread.jte",
                new ThreadPage(
                        commons,
                        thread,
                        comments,
                        DecisionPages.lines(standing, text, decisions.ofThread(commons, id)),
                        polls.polls(commons, Optional.of(id), SHOWN),
                        panels.ofThread(commons.id(), id),
                        threads.following(standing.member(), id),
                        partyNames.of(standing, text, parties),
                        standing.member().party(),
                        form));
    }

    @PostMapping("/c/{slug}/decisions/threads/{thread}/comments")
    @Allow(Access.MEMBER)
    Object comment(
            Standing standing, Text text, @PathVariable String thread, @RequestParam Map<String, String> posted) {
        var id = Ids.parse(thread);
        return Form.of(posted)
                .submit(
                        () -> threadAddress(standing, id)
                                + "#c"
                                + threads.comment(
                                        standing.member(),
                                        standing.commons(),
                                        id,
                                        posted.getOrDefault("words", ""),
                                        Form.of(posted).key()),
                        again -> threadPage(standing, text, id, again));
    }

    @PostMapping("/c/{slug}/decisions/threads/{thread}/following")
    @Allow(Access.MEMBER)
    Object follow(Standing standing, Text text, @PathVariable String thread, @RequestParam Map<String, String> posted) {
        var id = Ids.parse(thread);
        return Form.of(posted)
                .submit(
                        () -> {
                            threads.follow(standing.member(), id, posted.getOrDefault("following", ""));
                            return threadAddress(standing, id);
                        },
                        again -> threadPage(standing, text, id, again));
    }

    @PostMapping("/c/{slug}/decisions/threads/{thread}/state")
    @Allow(Access.MEMBER)
    Object set(Standing standing, Text text, @PathVariable String thread, @RequestParam Map<String, String> posted) {
        var id = Ids.parse(thread);
        return Form.of(posted)
                .submit(
                        () -> {
                            threads.set(
                                    standing.member(),
                                    id,
                                    Fields.choice("state", Thread.State.class, posted.get("state")));
                            return threadAddress(standing, id);
                        },
                        again -> threadPage(standing, text, id, again));
    }

    @PostMapping("/c/{slug}/decisions/threads/{thread}/summary")
    @Allow(Access.MEMBER)
    Object summarise(
            Standing standing, Text text, @PathVariable String thread, @RequestParam Map<String, String> posted) {
        var id = Ids.parse(thread);
        return Form.of(posted)
                .submit(
                        () -> {
                            threads.summarise(standing.member(), id, posted.getOrDefault("summary", ""));
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
                new VersionsPage(
                        standing.commons(),
                        id,
                        threads.versions(standing.commons().id(), id)));
    }

    @PostMapping("/c/{slug}/decisions/comments/{comment}")
    @Allow(Access.MEMBER)
    Object change(Standing standing, @PathVariable String comment, @RequestParam Map<String, String> posted) {
        var id = Ids.parse(comment);
        return Form.of(posted)
                .submit(
                        () -> threadAddress(
                                        standing,
                                        threads.change(standing.member(), id, posted.getOrDefault("words", "")))
                                + "#c" + id,
                        _ -> versions(standing, comment));
    }
}
