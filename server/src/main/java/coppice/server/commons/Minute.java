package coppice.server.commons;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// While the server listens, what is due happens every minute, even when nobody looks.
@Component
public class Minute {
    private static final Logger LOG = LoggerFactory.getLogger(Minute.class);

    private final List<Due> rooms;
    private final Commonses commonses;

    Minute(List<Due> rooms, Commonses commonses) {
        this.rooms = rooms;
        this.commonses = commonses;
    }

    /// What one room or one commons fails at keeps no other waiting. After its end nothing is due in a commons.
    public void passed() {
        for (var commons :
                commonses.all().stream().filter(one -> one.ended().isEmpty()).toList())
            for (var room : rooms)
                try {
                    room.settleDue(commons);
                } catch (RuntimeException trouble) {
                    LOG.warn(
                            "{} could not settle what is due in {} yet: {}",
                            room.getClass().getSimpleName(),
                            commons.slug(),
                            trouble.toString());
                }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    @EnableScheduling
    static class Ticking {
        private final Minute minute;

        Ticking(Minute minute) {
            this.minute = minute;
        }

        @Scheduled(initialDelay = 60_000, fixedDelay = 60_000)
        void passed() {
            minute.passed();
        }
    }
}
