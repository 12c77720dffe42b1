package coppice.server.polls;

import coppice.server.RouteSamples;
import coppice.server.Village;
import java.util.List;
import java.util.Optional;

class PollRoutes implements RouteSamples {
    @Override
    public List<Sample> in(Village village) {
        var ana = village.ana();
        return List.of(
                Sample.of("panel", village.room(Panels.class).draw(ana, Optional.empty(), "Keys", 2, "", "", "routes")),
                Sample.of(
                        "poll",
                        village.room(Polls.class).polls(ana.party(), village.commons(), Optional.empty(), 10).stream()
                                .filter(one -> !one.isOpen())
                                .map(Poll::id)
                                .findFirst()
                                .orElseThrow()));
    }
}
