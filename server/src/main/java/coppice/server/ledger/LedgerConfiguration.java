package coppice.server.ledger;

import coppice.server.kernel.Room;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {
    @Bean
    Room ledgerRoom() {
        return Room.with("ledger", 40, Room.Audience.EVERYONE);
    }
}
