package coppice.server.mail;

import coppice.server.kernel.Room;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

@Configuration(proxyBeanMethods = false)
class MailConfiguration {
    @Bean
    Room mailRoom() {
        return Room.without("mail");
    }

    /// While the server listens, letters leave a few seconds after they were written.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    @EnableScheduling
    static class Round {
        private final Postman postman;

        Round(Postman postman) {
            this.postman = postman;
        }

        @Scheduled(initialDelay = 5_000, fixedDelay = 5_000)
        void walk() {
            postman.sendDue();
        }
    }
}
