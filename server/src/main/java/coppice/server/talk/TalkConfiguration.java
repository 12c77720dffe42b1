package coppice.server.talk;

import coppice.server.kernel.Room;
import coppice.server.web.Moved;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TalkConfiguration {
    @Bean
    Room talkRoom() {
        return Room.with("talk", Room.Place.DECISIONS, 10, Room.Audience.MEMBERS);
    }

    @Bean
    Moved talkMoved() {
        return Moved.inCommons(Map.of(
                "decisions/threads", "talk",
                "decisions/comments", "talk/comments",
                "decisions/statements", "talk/statements",
                "decisions/templates", "talk/templates"));
    }
}
