package coppice.server.decisions.web;

import coppice.server.commons.Standing;
import coppice.server.decisions.Decisions;
import coppice.server.decisions.SpecialResolutions;
import coppice.server.kernel.Ids;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// A class asks that something be decided by special resolution.
@Controller
class SpecialPages {
    private final Decisions decisions;
    private final DecisionPages pages;

    SpecialPages(Decisions decisions, DecisionPages pages) {
        this.decisions = decisions;
        this.pages = pages;
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/special")
    @Allow(Access.MEMBER)
    Reply call(Standing standing, Text text, @PathVariable String proposal, Form form) {
        var found = decisions.proposal(standing.commons(), Ids.parse(proposal));
        return form.submit(
                () -> Decisions.address(
                        standing.commons(),
                        decisions.propose(
                                standing.member(),
                                Optional.of(found.thread()),
                                SpecialResolutions.NAME,
                                Map.of("proposal", found.id().toString(), "class", form.value("class")),
                                text.say("decisions.special-title", found.title()),
                                text.say("decisions.special-why", form.value("class")),
                                form.key())),
                again -> pages.proposalPage(standing, text, found.id(), again));
    }
}
