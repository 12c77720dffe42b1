package coppice.server.site.web;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.identity.Identity;
import coppice.server.kernel.Room;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Page;
import coppice.server.web.Viewer;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/// The first page of the server.
@Controller
class FrontDoor {
    private static final int MOST = 50;

    private final Commonses commonses;
    private final Identity identity;

    FrontDoor(Commonses commonses, Identity identity) {
        this.commonses = commonses;
        this.identity = identity;
    }

    /// @param next behind which the next page begins; absent: this is the last
    record FrontPage(List<Commons> commonses, String search, Optional<String> next, List<Commons> mine, boolean isNew) {
        String more() {
            return UriComponentsBuilder.fromPath("/")
                    .queryParam("search", "{search}")
                    .queryParam("after", "{after}")
                    .build(search, next.orElse(""))
                    .toString();
        }
    }

    @GetMapping("/")
    @Allow(Access.PUBLIC)
    Page show(
            Viewer viewer,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String after) {
        var found = commonses.page(search, after, MOST + 1);
        var shown = found.subList(0, Math.min(MOST, found.size()));
        return Page.of(
                "site/web/front.jte",
                new FrontPage(
                        shown,
                        search,
                        found.size() > MOST ? Optional.of(shown.getLast().slug()) : Optional.empty(),
                        viewer.account()
                                .flatMap(identity::account)
                                .map(commonses::of)
                                .orElse(List.of()),
                        identity.isNew()));
    }

    @Configuration(proxyBeanMethods = false)
    static class SiteConfiguration {
        @Bean
        Room siteRoom() {
            return Room.without("site");
        }
    }
}
