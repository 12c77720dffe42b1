package coppice.server.charter;

import coppice.server.kernel.Room;
import coppice.server.web.Moved;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CharterConfiguration {
    @Bean
    Room charterRoom() {
        return Room.with("charter", Room.Place.COMMONS, 15, Room.Audience.EVERYONE);
    }

    /// The charter was a part of `commons` before.
    @Bean
    Moved charterMoved() {
        return new Moved(Map.of(
                "/c/{slug}/commons/charter", "/c/{slug}/charter",
                "/c/{slug}/commons/charter/amend", "/c/{slug}/charter/amend",
                "/api/c/{slug}/commons/charter", "/api/c/{slug}/charter"));
    }
}
