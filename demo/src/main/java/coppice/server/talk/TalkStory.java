package coppice.server.talk;

import coppice.server.commons.CircleId;
import coppice.server.commons.Scene.Of;
import coppice.server.commons.StoryPart;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// A kiln is offered; a circle talks among itself; words to begin with.
@Configuration(proxyBeanMethods = false)
class TalkStory {
    @Bean
    StoryPart kilnIsOffered(Threads threads, Comments comments) {
        return new StoryPart(Of.VILLAGE, 60, scene -> {
            var thread = threads.start(
                    scene.member("Ben"),
                    "A second-hand kiln",
                    "The school gives theirs away for the cost of moving it. Do we have the room, and does the reserve"
                            + " have the money?",
                    "demo:thread:1");
            comments.comment(
                    scene.member("Cy"), thread, "Behind the shed there is a dry corner with a socket.", "demo:c:1");
            scene.made("thread about the kiln", thread);
        });
    }

    @Bean
    StoryPart keepersTalk(Threads threads, Comments comments, Templates templates) {
        return new StoryPart(Of.VILLAGE, 85, scene -> {
            var ana = scene.steward();
            var commons = scene.commons().id();
            var thread = threads.start(
                    ana,
                    "First firing",
                    "Who brings the cones?",
                    Optional.of(scene.of("kiln keepers", CircleId.class)),
                    "demo:thread:2");
            var first = comments.comments(commons, thread).getFirst();
            if (first.reactions().isEmpty()) comments.react(scene.member("Ben"), first.id(), Thread.Reaction.AGREE);
            if (templates.all(commons).isEmpty())
                templates.keep(
                        ana, "Check-in", "How are we?", "Everyone in turn: how I am, what I need, what I can give.");
        });
    }
}
