package coppice.server.decisions.web;

import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.commons.Commons;
import coppice.server.commons.Matter;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Procedure;
import coppice.server.commons.Standing;
import coppice.server.decisions.Authorities;
import coppice.server.decisions.Authorities.Authority;
import coppice.server.decisions.Decisions;
import coppice.server.decisions.Proposal;
import coppice.server.decisions.Proposals;
import coppice.server.kernel.ThreadId;
import coppice.server.talk.Thread;
import coppice.server.talk.Threads;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// What is put to the members, and putting something to them.
@Controller
class DecisionPages {
    private static final int SHOWN = 200;

    private final Decisions decisions;
    private final Proposals proposals;
    private final Threads threads;
    private final Charters charters;
    private final PartyNames partyNames;
    private final Authorities authorities;

    DecisionPages(
            Decisions decisions,
            Proposals proposals,
            Threads threads,
            Charters charters,
            PartyNames partyNames,
            Authorities authorities) {
        this.decisions = decisions;
        this.proposals = proposals;
        this.threads = threads;
        this.charters = charters;
        this.partyNames = partyNames;
        this.authorities = authorities;
    }

    record ListPage(
            Commons commons, List<ProposalLine> proposals, List<Authority> authorities, Names names, boolean member) {}

    /// @param title what somebody may read of it
    record ProposalLine(Proposal proposal, String title) {}

    record NewProposalPage(
            Commons commons, Form form, Procedure procedure, Optional<Procedure> emergency, Optional<Thread> thread) {}

    @GetMapping("/c/{slug}/decisions")
    @Allow(Access.PUBLIC)
    Page list(Standing standing, Text text) {
        var commons = standing.commons();
        var inForce = authorities.all(commons.id()).stream()
                .filter(Authority::inForce)
                .toList();
        return Page.of(
                "decisions/web/list.jte",
                new ListPage(
                        commons,
                        proposals.proposals(commons, SHOWN).stream()
                                .map(one -> new ProposalLine(one, ProposalView.title(standing, text, one)))
                                .toList(),
                        inForce,
                        partyNames.of(
                                standing,
                                text,
                                inForce.stream().map(Authority::party).toList()),
                        standing.isMember()));
    }

    @GetMapping("/c/{slug}/decisions/new")
    @Allow(Access.MEMBER)
    Page newProposal(Standing standing, Form form) {
        return newPage(standing, Form.fresh(form.values()));
    }

    private Page newPage(Standing standing, Form form) {
        var commons = standing.commons();
        var rules = charters.chapter(commons.id(), DecisionRules.class);
        return Page.of(
                "decisions/web/new.jte",
                new NewProposalPage(
                        commons,
                        form,
                        rules.procedure(Matter.OTHER),
                        rules.emergency(),
                        home(form).map(id -> threads.thread(standing.member(), id))));
    }

    private static Optional<ThreadId> home(Form form) {
        return form.value("thread").isBlank() ? Optional.empty() : Optional.of(form.id("thread", ThreadId::new));
    }

    @PostMapping("/c/{slug}/decisions")
    @Allow(Access.MEMBER)
    Reply propose(Standing standing, Form form) {
        return form.submit(
                () -> Proposals.address(
                        standing.commons(),
                        decisions.propose(
                                standing.member(),
                                new Decisions.Put(
                                        home(form),
                                        Optional.empty(),
                                        form.value("title"),
                                        form.value("reason"),
                                        form.chose("emergency", "yes")),
                                form.key())),
                again -> newPage(standing, again));
    }
}
