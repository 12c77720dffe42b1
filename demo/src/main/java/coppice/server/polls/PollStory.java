package coppice.server.polls;

import coppice.server.commons.Scene;
import coppice.server.commons.Scene.Of;
import coppice.server.commons.StoryPart;
import coppice.server.kernel.Today;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// One poll that is over, one that asks for a time, and a secret one that has just begun.
@Configuration(proxyBeanMethods = false)
class PollStory {
    @Bean
    StoryPart nameForTheKiln(Polls polls) {
        return new StoryPart(Of.VILLAGE, 70, scene -> {
            var name = polls.open(
                    scene.member("Dot"),
                    ask(
                            "A name for the kiln",
                            Poll.Kind.RANKED,
                            List.of("Ember", "Salamander", "Old Smoky", "Dragon"),
                            false),
                    "demo:poll:1");
            scene.made("poll about a name", name);
            if (polls.poll(scene.commons(), name).isOpen()) everyoneRanks(polls, scene, name);
        });
    }

    private static void everyoneRanks(Polls polls, Scene scene, PollId name) {
        var orders = List.of(List.of(1, 0, 2), List.of(0, 1), List.of(1, 3), List.of(2, 0, 1, 3));
        for (int i = 0; i < orders.size(); i++) {
            var marks = new HashMap<Integer, Integer>();
            for (int rank = 0; rank < orders.get(i).size(); rank++)
                marks.put(orders.get(i).get(rank), rank + 1);
            polls.vote(scene.members().get(i), name, new SecretBallots.Vote(marks, "", "", "demo:vote:" + i));
        }
        polls.closeEarly(scene.steward(), name);
    }

    @Bean
    StoryPart timeAndKeys(Polls polls, PollCounts counts, Today today) {
        return new StoryPart(Of.VILLAGE, 75, scene -> {
            var cy = scene.member("Cy");
            var day = today.date().plusDays(9);
            var time = polls.open(
                    scene.member("Ben"),
                    ask(
                            "When do we fetch it?",
                            Poll.Kind.TIME,
                            List.of(day + " 10:00", day + " 17:30", day.plusDays(1) + " 10:00"),
                            false),
                    "demo:poll:2:" + day);
            var given = counts.part(scene.commons(), polls.poll(scene.commons(), time), cy.party())
                    .given();
            if (given.orElse(0) == 0)
                polls.vote(cy, time, new SecretBallots.Vote(Map.of(0, 2, 2, 1), "", "", "demo:time"));
            polls.open(
                    scene.steward(),
                    ask("Who keeps the keys?", Poll.Kind.CHOOSE, List.of("Ben", "Cy", "Dot"), true),
                    "demo:poll:3");
        });
    }

    private static PollDraft ask(String title, Poll.Kind kind, List<String> options, boolean secret) {
        return new PollDraft(
                Optional.empty(),
                title,
                "",
                kind,
                options,
                "Europe/London",
                1,
                1,
                Optional.empty(),
                1,
                secret,
                Poll.Shows.ALWAYS,
                10);
    }
}
