package coppice.server.talk.web;

import coppice.server.commons.Commons;
import coppice.server.commons.Standing;
import coppice.server.files.FileId;
import coppice.server.files.Files;
import coppice.server.kernel.Fields;
import coppice.server.kernel.ThreadId;
import coppice.server.talk.CommentId;
import coppice.server.talk.Comments;
import coppice.server.talk.Thread;
import coppice.server.talk.Threads;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Redirect;
import coppice.server.web.Reply;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// A comment by itself: what it said before, its change, its files, reactions to it.
@Controller
class CommentPages {
    private final Comments comments;
    private final Files files;

    CommentPages(Comments comments, Files files) {
        this.comments = comments;
        this.files = files;
    }

    /// @param mine the viewer said it, and may change it
    record VersionsPage(Commons commons, CommentId comment, List<Thread.Version> versions, boolean mine, Form form) {}

    @GetMapping("/c/{slug}/talk/comments/{comment}")
    @Allow(Access.MEMBER)
    Page versions(Standing standing, @PathVariable CommentId comment) {
        return page(
                standing,
                comment,
                Form.fresh(Map.of(
                        "words",
                        comments.versions(standing.member(), comment).getLast().words())));
    }

    private Page page(Standing standing, CommentId id, Form form) {
        return Page.of(
                "talk/web/versions.jte",
                new VersionsPage(
                        standing.commons(),
                        id,
                        comments.versions(standing.member(), id),
                        comments.isOwn(standing.member(), id),
                        form));
    }

    @PostMapping("/c/{slug}/talk/comments/{comment}")
    @Allow(Access.MEMBER)
    Reply change(Standing standing, @PathVariable CommentId comment, Form form) {
        return form.submit(
                () -> at(standing, comments.change(standing.member(), comment, form.value("words")), comment),
                again -> page(standing, comment, again));
    }

    private static String at(Standing standing, ThreadId thread, CommentId comment) {
        return Threads.address(standing.commons(), thread) + "#c" + comment;
    }

    /// Gives a reaction, or takes it back.
    @PostMapping("/c/{slug}/talk/comments/{comment}/reactions")
    @Allow(Access.MEMBER)
    Reply react(Standing standing, @PathVariable CommentId comment, Form form) {
        var thread = comments.react(
                standing.member(),
                comment,
                Fields.choice("reaction", Thread.Reaction.class, form.values().getOrDefault("reaction", "AGREE")));
        return new Redirect(at(standing, thread, comment));
    }

    @GetMapping("/c/{slug}/talk/comments/{comment}/files/{file}")
    @Allow(Access.MEMBER)
    ResponseEntity<byte[]> attached(Standing standing, @PathVariable CommentId comment, @PathVariable FileId file) {
        var id = comments.attached(standing.member(), comment, file);
        return files.answer(standing.commons().id(), id);
    }
}
