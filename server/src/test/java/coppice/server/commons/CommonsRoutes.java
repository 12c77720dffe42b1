package coppice.server.commons;

import coppice.server.RouteSamples;
import coppice.server.Village;
import java.util.List;

class CommonsRoutes implements RouteSamples {
    @Override
    public List<Sample> in(Village village) {
        var commons = village.commons();
        var applications = village.room(Applications.class);
        applications.apply(village.account("Applicant"), commons, "I would like to join");
        var circles = village.room(Circles.class);
        var circle = circles.make(village.ana(), "Kiln", "", "routes");
        circles.change(village.ana(), circle, village.member("Ben").party(), true);
        return List.of(
                Sample.of(
                        "application",
                        applications.open(commons.id()).getFirst().id()),
                Sample.of("circle", circle),
                Sample.of("party", village.member("Dot").party()),
                Sample.nobodys("invitation"));
    }
}
