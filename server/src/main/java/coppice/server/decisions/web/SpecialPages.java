package coppice.server.decisions.web;

import coppice.server.commons.Acts;
import coppice.server.commons.Acts.Asked;
import coppice.server.commons.Acts.How;
import coppice.server.commons.Standing;
import coppice.server.commons.VoterClasses;
import coppice.server.decisions.Decisions;
import coppice.server.decisions.SpecialResolutions.CallSpecial;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// A class asks that something be decided by special resolution.
@Controller
class SpecialPages {
    private final Decisions decisions;
    private final DecisionPages pages;
    private final VoterClasses classes;
    private final Acts acts;

    SpecialPages(Decisions decisions, DecisionPages pages, VoterClasses classes, Acts acts) {
        this.classes = classes;
        this.decisions = decisions;
        this.pages = pages;
        this.acts = acts;
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/special")
    @Allow(Access.MEMBER)
    Reply call(Standing standing, Text text, @PathVariable String proposal, Form form) {
        var found = decisions.proposal(standing.commons(), Ids.parse(proposal));
        return form.submit(
                () -> acts.submit(
                        standing,
                        text,
                        new CallSpecial(found.id(), Fields.text("class", form.value("class"), 60)),
                        new Asked(
                                How.PROPOSE,
                                Optional.of(found.thread()),
                                "",
                                text.say(
                                        "decisions.special-why",
                                        classes.names(standing.commons().id(), text)
                                                .apply(form.value("class"))),
                                false,
                                form.key())),
                again -> pages.proposalPage(standing, text, found.id(), again));
    }
}
