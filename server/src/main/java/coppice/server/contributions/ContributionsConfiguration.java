package coppice.server.contributions;

import coppice.server.kernel.Room;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ContributionsConfiguration {
    @Bean
    Room contributionsRoom() {
        return Room.with("contributions", Room.Place.WORK, 10, Room.Audience.READERS);
    }
}
