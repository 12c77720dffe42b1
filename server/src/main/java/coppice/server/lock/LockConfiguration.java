package coppice.server.lock;

import coppice.server.kernel.Room;
import coppice.server.ledger.Category;
import coppice.server.ledger.Category.Nature;
import coppice.server.web.Moved;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LockConfiguration {
    @Bean
    Room lockRoom() {
        return Room.with("lock", Room.Place.COMMONS, 30, Room.Audience.EVERYONE);
    }

    @Bean
    Category debts() {
        return Category.ofRoom("debts", Nature.EXPENSE, 140);
    }

    @Bean
    Category handedOver() {
        return Category.held("handed-over", 80, Category.NEUTRAL);
    }

    /// The lock was a part of `transvestment` before.
    @Bean
    Moved lockMoved() {
        return new Moved(Map.of(
                "/c/{slug}/transvestment/lock", "/c/{slug}/lock",
                "/c/{slug}/transvestment/rules", "/c/{slug}/lock/rules",
                "/c/{slug}/transvestment/dissolution", "/c/{slug}/lock/dissolution",
                "/c/{slug}/transvestment/consents", "/c/{slug}/lock/consents",
                "/c/{slug}/transvestment/assets/{asset}", "/c/{slug}/lock/assets/{asset}",
                "/api/c/{slug}/transvestment/lock", "/api/c/{slug}/lock"));
    }
}
