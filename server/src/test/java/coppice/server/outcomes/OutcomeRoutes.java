package coppice.server.outcomes;

import coppice.server.RouteSamples;
import coppice.server.Village;
import coppice.server.polls.Poll;
import coppice.server.polls.Polls;
import java.util.List;
import java.util.Optional;

class OutcomeRoutes implements RouteSamples {
    @Override
    public List<Sample> in(Village village) {
        var poll =
                village.room(Polls.class).polls(village.ana().party(), village.commons(), Optional.empty(), 10).stream()
                        .filter(one -> !one.isOpen())
                        .map(Poll::id)
                        .findFirst()
                        .orElseThrow();
        var results = village.room(Results.class);
        results.addMilestone(village.ana(), new SubjectId(poll.value()), "Look at it again", Optional.empty());
        return List.of(
                Sample.of("subject", poll),
                Sample.of(
                        "milestone",
                        results.result(village.ana(), new SubjectId(poll.value()))
                                .milestones()
                                .getFirst()
                                .id()),
                Sample.nobodys("feed"),
                Sample.nobodys("secret"));
    }
}
