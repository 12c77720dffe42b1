package coppice.server.outcomes;

import coppice.server.kernel.Room;
import coppice.server.web.Moved;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutcomesConfiguration {
    @Bean
    Room outcomesRoom() {
        return Room.with("outcomes", Room.Place.DECISIONS, 40, Room.Audience.MEMBERS);
    }

    @Bean
    Moved outcomesMoved() {
        return Moved.inCommons(Map.of(
                "decisions/results", "outcomes",
                "decisions/milestones", "outcomes/milestones",
                "decisions/feeds", "outcomes/feeds"));
    }
}
