package coppice.server.distributions;

import coppice.server.charter.Charters;
import coppice.server.commons.Scene.Of;
import coppice.server.commons.StoryPart;
import java.time.LocalDate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What was shared out.
@Configuration(proxyBeanMethods = false)
class DistributionStory {
    @Bean
    StoryPart firstRun(Distributions distributions) {
        return new StoryPart(
                Of.VILLAGE,
                40,
                scene -> distributions.adopt(scene.steward(), 120000, LocalDate.parse("2026-10-11"), 1, "demo:run:1"));
    }

    /// By the charter that knows owners: it serves who lent for the roof.
    @Bean
    StoryPart runsWithOwners(Distributions distributions, Charters charters) {
        return new StoryPart(Of.VILLAGE, 130, scene -> {
            var commons = scene.commons().id();
            if (distributions.count(commons) > 1) return;
            int version = charters.inForce(commons).version();
            var until = LocalDate.parse("2026-10-20");
            distributions.adopt(scene.steward(), 50_000, until, version, "demo:run:2");
            distributions.adopt(scene.steward(), 40_000, until.plusDays(1), version, "demo:run:3");
        });
    }

    /// An illustration, not the project's own.
    @Bean
    StoryPart runOfTheRecord(Distributions distributions, Charters charters) {
        return new StoryPart(
                Of.RECORD,
                30,
                scene -> distributions.adopt(
                        scene.steward(),
                        100000,
                        LocalDate.parse("2026-08-05"),
                        charters.inForce(scene.commons().id()).version(),
                        "demo:run:1"));
    }
}
