package coppice.server.distributions;

import coppice.server.kernel.Room;
import coppice.server.ledger.Category;
import coppice.server.ledger.Fund;
import coppice.server.ledger.Ledger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DistributionsConfiguration {
    @Bean
    Room distributionsRoom() {
        return Room.with("distributions", Room.Place.MONEY, 40, Room.Audience.EVERYONE);
    }

    @Bean
    Fund mutualFund() {
        return DistributionFunds.MUTUAL;
    }

    @Bean
    Category payoutCategory() {
        return DistributionFunds.PAYOUTS;
    }

    @Bean
    Destination toReserve() {
        return Destination.fund("reserve", 10, Ledger.RESERVE);
    }

    @Bean
    Destination toTrust() {
        return Destination.fund("trust", 20, Ledger.TRUST);
    }
}
