package coppice.server.decisions;

import coppice.server.kernel.Room;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DecisionsConfiguration {
    @Bean
    Room decisionsRoom() {
        return Room.with("decisions", Room.Place.DECISIONS, 20, Room.Audience.EVERYONE);
    }
}
