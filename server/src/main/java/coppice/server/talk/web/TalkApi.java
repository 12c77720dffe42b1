package coppice.server.talk.web;

import coppice.rules.opinion.OpinionGroups;
import coppice.server.commons.CircleId;
import coppice.server.commons.Standing;
import coppice.server.kernel.Fields;
import coppice.server.kernel.ThreadId;
import coppice.server.talk.CommentId;
import coppice.server.talk.Comments;
import coppice.server.talk.OpinionId;
import coppice.server.talk.Opinions;
import coppice.server.talk.Thread;
import coppice.server.talk.Threads;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Api;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Threads and opinions for programs.
@RestController
@RequestMapping("/api/c/{slug}/talk")
class TalkApi {
    private static final int MOST = 1000;

    private final Threads threads;
    private final Comments comments;
    private final Opinions opinions;

    TalkApi(Threads threads, Comments comments, Opinions opinions) {
        this.threads = threads;
        this.comments = comments;
        this.opinions = opinions;
    }

    /// @param circle whose members alone read it; absent: all members
    /// @param fresh  how many comments by others you have not seen
    record ThreadItem(
            String id,
            String title,
            String startedBy,
            Instant startedAt,
            long comments,
            long fresh,
            Instant lastAt,
            @Nullable String circle,
            boolean pinned,
            boolean closed,
            String summary,
            @Nullable String mergedInto) {
        static ThreadItem of(Thread thread) {
            return new ThreadItem(
                    thread.id().toString(),
                    thread.title(),
                    thread.startedBy().toString(),
                    thread.startedAt(),
                    thread.comments(),
                    thread.fresh(),
                    thread.lastAt(),
                    thread.circle().map(CircleId::toString).orElse(null),
                    thread.pinned(),
                    thread.closed(),
                    thread.summary(),
                    thread.mergedInto().map(ThreadId::toString).orElse(null));
        }
    }

    /// @param versions  how often it was changed
    /// @param reactions how many gave each
    record CommentItem(
            String id, String saidBy, Instant saidAt, String words, int versions, Map<String, Integer> reactions) {
        static CommentItem of(Thread.Comment comment) {
            return new CommentItem(
                    comment.id().toString(),
                    comment.saidBy().toString(),
                    comment.saidAt(),
                    comment.words(),
                    comment.versions(),
                    comment.reactions().entrySet().stream()
                            .collect(Collectors.toMap(
                                    one -> one.getKey().name(),
                                    one -> one.getValue().size())));
        }
    }

    record ThreadBody(String title, String words, @Nullable String circle) {}

    record WordsBody(String words) {}

    record ReactionBody(String reaction) {}

    /// @param answer 1 agrees, -1 disagrees, 0 passes
    record AnswerBody(int answer) {}

    /// @param mine what you answered; absent: nothing yet
    record StatementItem(String id, String words, @Nullable Integer mine) {}

    /// @param groups how many people are in each group that was found, the largest first
    record OpinionsItem(List<StatementItem> statements, List<Long> groups) {}

    @Operation(summary = "Threads that you may read, the pinned ones first, then the one spoken in last")
    @GetMapping
    @Allow(Access.MEMBER)
    List<ThreadItem> threads(Standing standing, @RequestParam(defaultValue = "") String search) {
        return threads.threads(standing.member(), search, MOST).stream()
                .map(ThreadItem::of)
                .toList();
    }

    @Operation(summary = "Starts a thread with a first comment")
    @PostMapping
    @Allow(Access.MEMBER)
    @ResponseStatus(HttpStatus.CREATED)
    ThreadItem start(Standing standing, @RequestHeader(Api.KEY) String key, @RequestBody ThreadBody body) {
        var id = threads.start(
                standing.member(),
                body.title(),
                body.words(),
                Optional.ofNullable(body.circle()).map(one -> Fields.id("circle", CircleId::new, one)),
                key);
        return ThreadItem.of(threads.thread(standing.member(), id));
    }

    @Operation(summary = "What was said in a thread, in its newest version")
    @GetMapping("/{thread}/comments")
    @Allow(Access.MEMBER)
    List<CommentItem> comments(Standing standing, @PathVariable ThreadId thread) {
        var found = threads.thread(standing.member(), thread);
        return comments.comments(standing.commons().id(), found.id()).stream()
                .map(CommentItem::of)
                .toList();
    }

    @Operation(summary = "Says something in a thread")
    @PostMapping("/{thread}/comments")
    @Allow(Access.MEMBER)
    @ResponseStatus(HttpStatus.CREATED)
    CommentItem say(
            Standing standing,
            @PathVariable ThreadId thread,
            @RequestHeader(Api.KEY) String key,
            @RequestBody WordsBody body) {
        var id = comments.comment(standing.member(), thread, body.words(), key);
        return comments.comments(standing.commons().id(), thread).stream()
                .filter(comment -> comment.id().equals(id))
                .map(CommentItem::of)
                .findFirst()
                .orElseThrow();
    }

    @Operation(summary = "Gives a reaction, or takes it back where it was given")
    @PostMapping("/comments/{comment}/reactions")
    @Allow(Access.MEMBER)
    ThreadItem react(Standing standing, @PathVariable CommentId comment, @RequestBody ReactionBody body) {
        var thread = comments.react(
                standing.member(), comment, Fields.choice("reaction", Thread.Reaction.class, body.reaction()));
        return ThreadItem.of(threads.thread(standing.member(), thread));
    }

    @Operation(summary = "The statements of a thread, and the groups of opinion in the answers")
    @GetMapping("/{thread}/opinions")
    @Allow(Access.MEMBER)
    OpinionsItem opinions(Standing standing, @PathVariable ThreadId thread) {
        var found = opinions.found(standing.member(), thread);
        return new OpinionsItem(
                found.statements().stream()
                        .map(one -> new StatementItem(
                                one.id().toString(), one.words(), found.mine().get(one.id())))
                        .toList(),
                sizes(found.groups().groupOf()));
    }

    private static List<Long> sizes(List<Integer> groupOf) {
        return groupOf.stream()
                .filter(group -> group != OpinionGroups.NO_GROUP)
                .collect(Collectors.groupingBy(group -> group, TreeMap::new, Collectors.counting()))
                .values()
                .stream()
                .toList();
    }

    @Operation(summary = "Adds a statement")
    @PostMapping("/{thread}/statements")
    @Allow(Access.MEMBER)
    @ResponseStatus(HttpStatus.CREATED)
    StatementItem state(
            Standing standing,
            @PathVariable ThreadId thread,
            @RequestHeader(Api.KEY) String key,
            @RequestBody WordsBody body) {
        var id = opinions.state(standing.member(), thread, body.words(), key);
        return new StatementItem(id.toString(), body.words(), null);
    }

    @Operation(summary = "Answers a statement; the last answer counts")
    @PostMapping("/statements/{statement}/answer")
    @Allow(Access.MEMBER)
    OpinionsItem answer(Standing standing, @PathVariable OpinionId statement, @RequestBody AnswerBody body) {
        var thread = opinions.answer(
                standing.member(), statement, Fields.whole("answer", String.valueOf(body.answer()), -1, 1));
        return opinions(standing, thread);
    }
}
