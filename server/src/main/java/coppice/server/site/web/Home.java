package coppice.server.site.web;

import coppice.server.charter.Charters;
import coppice.server.commons.Activity;
import coppice.server.commons.Commons;
import coppice.server.commons.Figures;
import coppice.server.commons.Standing;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Page;
import coppice.server.web.Text;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The first page of a commons: what it is for, how it stands, what happened, and what is next. Every room
/// speaks for itself.
@Controller
class Home {
    private static final int EVENTS = 10;

    private final Charters charters;
    private final ObjectProvider<Figures> figures;
    private final ObjectProvider<Activity> activity;

    Home(Charters charters, ObjectProvider<Figures> figures, ObjectProvider<Activity> activity) {
        this.charters = charters;
        this.figures = figures;
        this.activity = activity;
    }

    record HomePage(
            Commons commons,
            String purpose,
            List<Figures.Figure> figures,
            List<Activity.Event> activity,
            boolean member,
            boolean steward) {}

    @GetMapping("/c/{slug}")
    @Allow(Access.PUBLIC)
    Page show(Standing standing, Text text) {
        var commons = standing.commons();
        return Page.of(
                "site/web/home.jte",
                new HomePage(
                        commons,
                        charters.inForce(commons.id()).charter().purpose(),
                        figures.stream()
                                .sorted(Comparator.comparingInt(Figures::order))
                                .flatMap(room -> room.home(standing, text).stream())
                                .toList(),
                        standing.isMember() ? Activity.latest(activity.stream(), standing, EVENTS, text) : List.of(),
                        standing.isMember(),
                        standing.isSteward()));
    }
}
