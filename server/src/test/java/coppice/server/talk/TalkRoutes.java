package coppice.server.talk;

import coppice.server.RouteSamples;
import coppice.server.Village;
import coppice.server.files.Files.Brought;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

class TalkRoutes implements RouteSamples {
    @Override
    public List<Sample> in(Village village) {
        var ana = village.ana();
        var thread = village.room(Threads.class).start(ana, "Where to put the kiln", "By the door?", "routes");
        var comments = village.room(Comments.class);
        var comment = comments.comment(
                ana,
                thread,
                "A plan",
                Optional.of(new Brought("plan.txt", "The plan".getBytes(StandardCharsets.UTF_8))),
                "routes-file");
        return List.of(
                Sample.of("thread", thread),
                Sample.of("comment", comment),
                Sample.of(
                        "file",
                        comments.comments(village.commons().id(), thread).stream()
                                .filter(one -> one.id().equals(comment))
                                .findFirst()
                                .orElseThrow()
                                .files()
                                .getFirst()
                                .id()),
                Sample.of(
                        "statement",
                        village.room(Opinions.class).state(ana, thread, "It is dry by the door", "routes")),
                Sample.of(
                        "template",
                        village.room(Templates.class).keep(ana, "Routes", "How are we?", "Everyone in turn")));
    }
}
