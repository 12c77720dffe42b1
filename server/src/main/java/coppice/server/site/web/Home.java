package coppice.server.site.web;

import coppice.server.commons.CharterVersion;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Standing;
import coppice.server.distributions.Distributions;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Page;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The first page of a commons: what it is for, and what is next.
@Controller
class Home {
    private final Commonses commonses;
    private final Distributions distributions;

    Home(Commonses commonses, Distributions distributions) {
        this.commonses = commonses;
        this.distributions = distributions;
    }

    record HomePage(
            Commons commons,
            CharterVersion charter,
            int runs,
            int members,
            boolean member,
            boolean steward,
            Optional<Distributions.Standings> mine) {}

    @GetMapping("/c/{slug}")
    @Allow(Access.PUBLIC)
    Page show(Standing standing) {
        var commons = standing.commons();
        return Page.of(
                "site/web/home.jte",
                new HomePage(
                        commons,
                        commonses.charter(commons.id()),
                        distributions.runs(commons.id()).size(),
                        commonses.members(commons.id()).size(),
                        standing.isMember(),
                        standing.isSteward(),
                        standing.membership().map(member -> distributions.standings(commons.id(), member.party()))));
    }
}
