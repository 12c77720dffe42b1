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
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The first page of the server.
@Controller
class FrontDoor {
    private final Commonses commonses;
    private final Identity identity;

    FrontDoor(Commonses commonses, Identity identity) {
        this.commonses = commonses;
        this.identity = identity;
    }

    record FrontPage(List<Commons> commonses, List<Commons> mine, boolean isNew) {}

    @GetMapping("/")
    @Allow(Access.PUBLIC)
    Page show(Viewer viewer) {
        return Page.of(
                "site/web/front.jte",
                new FrontPage(
                        commonses.all(),
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
