package coppice.server.decisions;

import coppice.server.commons.Commonses;
import coppice.server.kernel.Room;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

@Configuration(proxyBeanMethods = false)
class DecisionsConfiguration {
    @Bean
    Room decisionsRoom() {
        return Room.with("decisions", Room.Place.DECISIONS, 20, Room.Audience.EVERYONE);
    }

    /// While the server listens, what is due is closed even when nobody looks. Nothing depends on it.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    @EnableScheduling
    static class Minute {
        private final Deadlines deadlines;

        private final Results results;
        private final Commonses commonses;

        Minute(Deadlines deadlines, Results results, Commonses commonses) {
            this.deadlines = deadlines;
            this.results = results;
            this.commonses = commonses;
        }

        @Scheduled(initialDelay = 60_000, fixedDelay = 60_000)
        void passed() {
            deadlines.settleDue();
            commonses.all().forEach(results::remind);
        }
    }
}
