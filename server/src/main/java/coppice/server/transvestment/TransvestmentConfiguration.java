package coppice.server.transvestment;

import coppice.server.kernel.Room;
import coppice.server.ledger.Category;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TransvestmentConfiguration {
    @Bean
    Room transvestmentRoom() {
        return Room.with("transvestment", Room.Place.MONEY, 50, Room.Audience.EVERYONE);
    }

    @Bean
    Category moneyOnItsWayIn() {
        return Category.held("transvestment", 70, Category.NEUTRAL);
    }
}
