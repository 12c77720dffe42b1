package coppice.server.commons.web;

import coppice.server.commons.Commonses;
import coppice.server.commons.Waits;
import coppice.server.commons.Waits.Waiting;
import coppice.server.identity.Identity;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Page;
import coppice.server.web.Viewer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// What waits for somebody, in all their commons and all rooms; the most urgent first.
@Controller
class WaitingPages {
    private final List<Waits> rooms;
    private final Commonses commonses;
    private final Identity identity;

    WaitingPages(List<Waits> rooms, Commonses commonses, Identity identity) {
        this.rooms = rooms;
        this.commonses = commonses;
        this.identity = identity;
    }

    @GetMapping("/waiting")
    @Allow(Access.ACCOUNT)
    Page waiting(Viewer viewer) {
        var account = viewer.account()
                .flatMap(identity::account)
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        var seats = commonses.seats(account);
        return Page.of(
                "commons/web/waiting.jte",
                rooms.stream()
                        .flatMap(room -> room.waiting(seats).stream())
                        .sorted(Comparator.comparing(
                                (Waiting line) -> line.until().orElse(Instant.MAX)))
                        .toList());
    }
}
