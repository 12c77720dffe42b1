package coppice.server.outcomes;

import coppice.server.commons.Scene.Of;
import coppice.server.commons.StoryPart;
import coppice.server.kernel.Today;
import coppice.server.polls.PollId;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What became of the kiln's name.
@Configuration(proxyBeanMethods = false)
class OutcomeStory {
    @Bean
    StoryPart signForTheKiln(Results results, Today today) {
        return new StoryPart(Of.VILLAGE, 88, scene -> {
            var ben = scene.member("Ben");
            var result = results.result(
                    scene.steward(),
                    new SubjectId(scene.of("poll about a name", PollId.class).value()));
            if (!result.lines().isEmpty()) return;
            results.write(
                    ben,
                    result.subject(),
                    new Results.Note(
                            "The sign is cut; it wants painting.",
                            List.of(ben.party()),
                            60,
                            Optional.of(today.date().plusDays(20))));
            results.addMilestone(
                    ben,
                    result.subject(),
                    "Hang it up",
                    Optional.of(today.date().plusDays(12)));
        });
    }
}
