package coppice.server.polls;

import coppice.server.kernel.Room;
import coppice.server.web.Moved;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PollsConfiguration {
    @Bean
    Room pollsRoom() {
        return Room.with("polls", Room.Place.DECISIONS, 30, Room.Audience.MEMBERS);
    }

    @Bean
    Moved pollsMoved() {
        return Moved.inCommons(Map.of("decisions/polls", "polls", "decisions/panels", "polls/panels"));
    }
}
