package coppice.server.decisions.web;

import coppice.server.commons.Commonses;
import coppice.server.decisions.Deadlines;
import coppice.server.identity.Identity;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Page;
import coppice.server.web.Viewer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// What waits for somebody, in all their commons.
@Controller
class WaitingPages {
    private final Deadlines deadlines;
    private final Commonses commonses;
    private final Identity identity;

    WaitingPages(Deadlines deadlines, Commonses commonses, Identity identity) {
        this.deadlines = deadlines;
        this.commonses = commonses;
        this.identity = identity;
    }

    @GetMapping("/waiting")
    @Allow(Access.ACCOUNT)
    Page waiting(Viewer viewer) {
        var account = viewer.account()
                .flatMap(identity::account)
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        return Page.of("decisions/web/waiting.jte", deadlines.waiting(commonses.seats(account)));
    }
}
