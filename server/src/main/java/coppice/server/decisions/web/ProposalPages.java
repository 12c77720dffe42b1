package coppice.server.decisions.web;

import coppice.rules.voting.Stance;
import coppice.server.commons.Acts;
import coppice.server.commons.Acts.Asked;
import coppice.server.commons.Acts.How;
import coppice.server.commons.Standing;
import coppice.server.commons.VoterClasses;
import coppice.server.decisions.Decisions;
import coppice.server.decisions.Delegates;
import coppice.server.decisions.Proposals;
import coppice.server.decisions.SpecialResolutions.CallSpecial;
import coppice.server.kernel.Fields;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// A proposal, and what people do about it.
@Controller
class ProposalPages {
    private final Decisions decisions;
    private final Proposals proposals;
    private final Delegates delegates;
    private final VoterClasses classes;
    private final Acts acts;
    private final ProposalView view;

    ProposalPages(
            Decisions decisions,
            Proposals proposals,
            Delegates delegates,
            VoterClasses classes,
            Acts acts,
            ProposalView view) {
        this.decisions = decisions;
        this.proposals = proposals;
        this.delegates = delegates;
        this.classes = classes;
        this.acts = acts;
        this.view = view;
    }

    @GetMapping("/c/{slug}/decisions/{proposal}")
    @Allow(Access.PUBLIC)
    Page one(Standing standing, Text text, @PathVariable ProposalId proposal, Form form) {
        return view.page(standing, text, proposal, Form.fresh(form.values()));
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/stances")
    @Allow(Access.MEMBER)
    Reply take(Standing standing, Text text, @PathVariable ProposalId proposal, Form form) {
        if (!proposals.proposal(standing.commons(), proposal).conduct().secret())
            return form.submit(
                    () -> {
                        say(standing, proposal, form);
                        return Proposals.address(standing.commons(), proposal);
                    },
                    again -> view.page(standing, text, proposal, again));
        return form.show(it -> view.page(
                standing,
                text,
                proposal,
                it,
                it.refusal() != null ? Optional.empty() : Optional.of(say(standing, proposal, it)),
                Optional.empty()));
    }

    private String say(Standing standing, ProposalId id, Form form) {
        return decisions.take(
                standing.member(),
                id,
                new Decisions.Said(
                        Fields.choice("stance", Stance.class, form.value("stance")),
                        form.value("reason"),
                        form.value("receipt"),
                        form.key()));
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/receipt")
    @Allow(value = Access.MEMBER, afterEnd = true)
    Page check(Standing standing, Text text, @PathVariable ProposalId proposal, Form form) {
        proposals.proposal(standing.commons(), proposal);
        return form.show(again -> view.page(
                standing,
                text,
                proposal,
                again,
                Optional.empty(),
                again.refusal() != null
                        ? Optional.empty()
                        : Optional.of(proposals.byReceipt(standing.commons(), proposal, again.value("receipt")))));
    }

    /// Lets somebody else speak for oneself on this one, or takes that back.
    @PostMapping("/c/{slug}/decisions/{proposal}/proxy")
    @Allow(Access.MEMBER)
    Reply proxy(Standing standing, Text text, @PathVariable ProposalId proposal, Form form) {
        return deed(standing, text, proposal, form, id -> {
            proposals.proposal(standing.commons(), id);
            String to = form.value("to");
            if (to.isBlank()) delegates.takeBack(standing.member(), Optional.empty(), Optional.of(id));
            else delegates.handOn(standing.member(), form.id("to", PartyId::new), Optional.empty(), Optional.of(id));
        });
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/nudge")
    @Allow(Access.MEMBER)
    Reply nudge(Standing standing, Text text, @PathVariable ProposalId proposal, Form form) {
        return deed(standing, text, proposal, form, id -> decisions.nudge(standing.member(), id));
    }

    /// One of the buttons of a proposal's page.
    private interface Deed {
        void on(ProposalId proposal);
    }

    private Reply deed(Standing standing, Text text, ProposalId proposal, Form form, Deed deed) {
        return form.submit(
                () -> {
                    deed.on(proposal);
                    return Proposals.address(standing.commons(), proposal);
                },
                again -> view.page(standing, text, proposal, again));
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/close")
    @Allow(Access.MEMBER)
    Reply close(Standing standing, Text text, @PathVariable ProposalId proposal, Form form) {
        return deed(standing, text, proposal, form, id -> decisions.closeEarly(standing.member(), id));
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/withdrawal")
    @Allow(Access.MEMBER)
    Reply withdraw(Standing standing, Text text, @PathVariable ProposalId proposal, Form form) {
        return deed(standing, text, proposal, form, id -> decisions.withdraw(standing.member(), id));
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/enactment")
    @Allow(Access.MEMBER)
    Reply enact(Standing standing, Text text, @PathVariable ProposalId proposal, Form form) {
        return deed(standing, text, proposal, form, id -> decisions.enactLater(standing.member(), id));
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/mandate/withdrawal")
    @Allow(Access.STEWARD)
    Reply withdrawMandate(Standing standing, Text text, @PathVariable ProposalId proposal, Form form) {
        return deed(standing, text, proposal, form, id -> decisions.withdrawMandate(standing.steward(), id));
    }

    /// A class asks that it be decided by special resolution.
    @PostMapping("/c/{slug}/decisions/{proposal}/special")
    @Allow(Access.MEMBER)
    Reply call(Standing standing, Text text, @PathVariable ProposalId proposal, Form form) {
        var found = proposals.proposal(standing.commons(), proposal);
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
                again -> view.page(standing, text, found.id(), again));
    }
}
