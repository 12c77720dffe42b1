package coppice.server.cobudgeting;

import coppice.server.commons.Commonses;
import coppice.server.kernel.Room;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

@Configuration(proxyBeanMethods = false)
class CobudgetingConfiguration {
    @Bean
    Room cobudgetingRoom() {
        return Room.with("cobudgeting", Room.Place.MONEY, 30, Room.Audience.EVERYONE);
    }

    /// While the server listens, what is due happens even when nobody looks. Nothing depends on it.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    static class Minute {
        private static final Logger LOG = LoggerFactory.getLogger(Minute.class);

        private final Clockwork clockwork;
        private final Commonses commonses;

        Minute(Clockwork clockwork, Commonses commonses) {
            this.clockwork = clockwork;
            this.commonses = commonses;
        }

        @Scheduled(initialDelay = 60_000, fixedDelay = 60_000)
        void passed() {
            for (var commons : commonses.all())
                try {
                    clockwork.look(commons);
                } catch (RuntimeException trouble) {
                    LOG.warn("{} could not settle its rounds yet: {}", commons.slug(), trouble.toString());
                }
        }
    }
}
