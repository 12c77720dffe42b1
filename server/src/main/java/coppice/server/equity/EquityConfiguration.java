package coppice.server.equity;

import coppice.server.kernel.Room;
import coppice.server.ledger.Fund;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EquityConfiguration {
    @Bean
    Room equityRoom() {
        return Room.with("equity", Room.Place.COMMONS, 20, Room.Audience.EVERYONE);
    }

    @Bean
    Fund redemptionFundOfEquity() {
        return Fund.kept(RedemptionFund.ACCOUNT, RedemptionFund.CATEGORY).reserve();
    }
}
