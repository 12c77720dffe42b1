package coppice.server.cobudgeting;

import coppice.server.commons.Matter;
import coppice.server.distributions.Destination;
import coppice.server.ledger.Account.Kind;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Category;
import coppice.server.ledger.Fund;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the members give out together; rounds, parts and buckets are accounts beneath it.
@Configuration(proxyBeanMethods = false)
class Pool {
    private static final Fund FUND =
            Fund.of("cobudgeting", Kind.RESERVE, 40, Category.NEUTRAL).spentBy(Matter.SURPLUS);
    static final Spec ACCOUNT = FUND.account();

    @Bean
    Fund poolFund() {
        return FUND;
    }

    @Bean
    Destination toPool() {
        return Destination.fund(FUND.code(), 50, ACCOUNT);
    }
}
