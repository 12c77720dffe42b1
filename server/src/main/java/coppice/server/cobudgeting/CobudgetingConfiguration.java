package coppice.server.cobudgeting;

import coppice.server.kernel.Room;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CobudgetingConfiguration {
    @Bean
    Room cobudgetingRoom() {
        return Room.with("cobudgeting", Room.Place.MONEY, 30, Room.Audience.EVERYONE);
    }
}
