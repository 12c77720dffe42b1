package coppice.server.ledger;

import coppice.server.kernel.Room;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {
    @Bean
    Room ledgerRoom() {
        return Room.with("ledger", Room.Place.MONEY, 20, Room.Audience.EVERYONE);
    }
}
