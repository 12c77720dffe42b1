package coppice.server.distributions;

import coppice.server.kernel.Room;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DistributionsConfiguration {
    @Bean
    Room distributionsRoom() {
        return Room.with("distributions", 20, Room.Audience.EVERYONE);
    }
}
