package coppice.server.decisions.web;

import coppice.rules.voting.Stance;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.DecisionRules;
import coppice.server.commons.Matter;
import coppice.server.commons.Motion;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Procedure;
import coppice.server.commons.Standing;
import coppice.server.commons.VoterClass;
import coppice.server.commons.VoterClasses;
import coppice.server.decisions.Authorities;
import coppice.server.decisions.Authorities.Authority;
import coppice.server.decisions.AuthorityMotions.EndAuthority;
import coppice.server.decisions.AuthorityMotions.GrantAuthority;
import coppice.server.decisions.Decisions;
import coppice.server.decisions.Delegates;
import coppice.server.decisions.Proposal;
import coppice.server.decisions.Proposal.Voice;
import coppice.server.decisions.SpecialResolutions;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refusal;
import coppice.server.kernel.Refused;
import coppice.server.polls.Poll.Ballot;
import coppice.server.talk.Comments;
import coppice.server.talk.Thread;
import coppice.server.talk.Thread.Comment;
import coppice.server.talk.Threads;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Talk, proposals, stances, outcomes.
@Controller
class DecisionPages {
    private static final int SHOWN = 200;

    private final Decisions decisions;
    private final Threads threads;
    private final Comments comments;
    private final Commonses commonses;
    private final PartyNames partyNames;
    private final Delegates delegates;
    private final Authorities authorities;
    private final SpecialResolutions special;
    private final VoterClasses classes;

    DecisionPages(
            Decisions decisions,
            Threads threads,
            Comments comments,
            Commonses commonses,
            PartyNames partyNames,
            Delegates delegates,
            Authorities authorities,
            SpecialResolutions special,
            VoterClasses classes) {
        this.decisions = decisions;
        this.threads = threads;
        this.comments = comments;
        this.commonses = commonses;
        this.partyNames = partyNames;
        this.delegates = delegates;
        this.authorities = authorities;
        this.special = special;
        this.classes = classes;
    }

    record ListPage(
            Commons commons, List<ProposalLine> proposals, List<Authority> authorities, Names names, boolean member) {}

    /// @param title what somebody may read of it
    record ProposalLine(Proposal proposal, String title) {}

    record NewProposalPage(
            Commons commons, Form form, Procedure procedure, Optional<Procedure> emergency, Optional<Thread> thread) {}

    /// @param would  what would happen if it passed now
    /// @param cannot why it could not be done now
    /// @param mine   what the viewer said last
    /// @param speaksFor who is heard through whom
    /// @param mayClose whether it can be closed before its time
    /// @param proxy    to whom the viewer gave their voice for this one
    /// @param receipt  of the secret stance that has just been given; shown this once
    /// @param checked  the counted stance whose receipt was asked for
    record ProposalPage(
            Commons commons,
            Proposal proposal,
            String title,
            List<Motion.Line> would,
            @Nullable Refusal cannot,
            Tally tally,
            List<Voice> voices,
            Map<PartyId, List<PartyId>> speaksFor,
            List<Comment> comments,
            Names names,
            boolean member,
            boolean steward,
            boolean voter,
            Optional<Voice> mine,
            boolean isMine,
            Optional<PartyId> me,
            boolean mayClose,
            Optional<PartyId> proxy,
            List<MemberLine> others,
            List<Ballot> secretBallots,
            Optional<String> receipt,
            Optional<Ballot> checked,
            List<VoterClass> classes,
            Form form) {
        /// What was said on a secret ballot.
        Stance stance(Ballot ballot) {
            return proposal.rule()
                    .method()
                    .stances()
                    .get(ballot.marks().keySet().iterator().next());
        }
    }

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
                        lines(standing, text, decisions.proposals(commons, SHOWN)),
                        inForce,
                        partyNames.of(
                                standing,
                                text,
                                inForce.stream().map(Authority::party).toList()),
                        standing.isMember()));
    }

    static List<ProposalLine> lines(Standing standing, Text text, List<Proposal> proposals) {
        return proposals.stream()
                .map(proposal -> new ProposalLine(proposal, title(standing, text, proposal)))
                .toList();
    }

    private static boolean isAboutOne(Proposal proposal) {
        return proposal.matter() == Matter.MEMBERSHIP
                || proposal.motion().equals(Motion.name(GrantAuthority.class))
                || proposal.motion().equals(Motion.name(EndAuthority.class));
    }

    /// What concerns one person is named for those only who may know names.
    private static String title(Standing standing, Text text, Proposal proposal) {
        return standing.showsNames() || !isAboutOne(proposal)
                ? proposal.title()
                : text.word("motion", proposal.motion());
    }

    @GetMapping("/c/{slug}/decisions/new")
    @Allow(Access.MEMBER)
    Page newProposal(Standing standing, Form form) {
        return newPage(standing, Form.fresh(form.values()));
    }

    private Page newPage(Standing standing, Form form) {
        var commons = standing.commons();
        return Page.of(
                "decisions/web/new.jte",
                new NewProposalPage(
                        commons,
                        form,
                        commonses.chapter(commons.id(), DecisionRules.class).procedure(Matter.OTHER),
                        commonses.chapter(commons.id(), DecisionRules.class).emergency(),
                        home(form).map(id -> threads.thread(standing.member(), id))));
    }

    private static Optional<UUID> home(Form form) {
        return form.value("thread").isBlank() ? Optional.empty() : Optional.of(Ids.parse(form.value("thread")));
    }

    @PostMapping("/c/{slug}/decisions")
    @Allow(Access.MEMBER)
    Reply propose(Standing standing, Form form) {
        return form.submit(
                () -> Decisions.address(
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

    @GetMapping("/c/{slug}/decisions/{proposal}")
    @Allow(Access.PUBLIC)
    Page one(Standing standing, Text text, @PathVariable String proposal, Form form) {
        return proposalPage(standing, text, Ids.parse(proposal), Form.fresh(form.values()));
    }

    Page proposalPage(Standing standing, Text text, UUID id, Form form) {
        return proposalPage(standing, text, id, form, Optional.empty(), Optional.empty());
    }

    private Page proposalPage(
            Standing standing, Text text, UUID id, Form form, Optional<String> receipt, Optional<Ballot> checked) {
        var commons = standing.commons();
        var proposal = decisions.proposal(commons, id);
        boolean member = standing.isMember();
        var voices = member ? decisions.voices(commons.id(), id) : List.<Voice>of();
        var said = member ? comments.comments(commons.id(), proposal.thread()) : List.<Comment>of();
        List<Motion.Line> would = List.of();
        Refusal cannot = null;
        if (standing.showsNames() || !isAboutOne(proposal))
            try {
                if (proposal.isOpen()) would = decisions.dryRun(commons, proposal, text);
            } catch (Refused refused) {
                cannot = refused.refusal();
            }
        var stands = decisions.tally(commons, proposal);
        var speaksFor = new HashMap<PartyId, List<PartyId>>();
        if (member)
            stands.heardThrough()
                    .forEach((party, through) -> speaksFor
                            .computeIfAbsent(through, _ -> new ArrayList<>())
                            .add(party));
        var parties = new ArrayList<PartyId>(List.of(proposal.openedBy()));
        speaksFor.values().forEach(parties::addAll);
        voices.forEach(voice -> parties.add(voice.party()));
        said.forEach(comment -> {
            parties.add(comment.saidBy());
            comment.reactions().values().forEach(parties::addAll);
        });
        var proxy = member ? delegates.forProposal(standing.member(), id) : Optional.<PartyId>empty();
        proxy.ifPresent(parties::add);
        var me = standing.membership().map(membership -> membership.party());
        var mine = voices.stream()
                .filter(voice -> me.filter(voice.party()::equals).isPresent())
                .findFirst();
        return Page.of(
                "decisions/web/proposal.jte",
                new ProposalPage(
                        commons,
                        proposal,
                        title(standing, text, proposal),
                        would,
                        cannot,
                        Tally.of(proposal, stands, () -> classes.names(commons.id(), text)),
                        voices,
                        speaksFor,
                        said,
                        partyNames.of(standing, text, parties),
                        member,
                        standing.isSteward(),
                        me.filter(stands.voters()::contains).isPresent(),
                        mine,
                        me.filter(proposal.openedBy()::equals).isPresent(),
                        me,
                        member && stands.mayClose(),
                        proxy,
                        member && proposal.isOpen() ? others(standing) : List.of(),
                        member ? decisions.secretBallots(commons, proposal) : List.of(),
                        receipt,
                        checked,
                        member ? special.classes(standing.member(), proposal) : List.of(),
                        form));
    }

    private List<MemberLine> others(Standing standing) {
        return commonses.members(standing.commons().id()).stream()
                .filter(line -> !line.party().equals(standing.member().party()))
                .toList();
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/stances")
    @Allow(Access.MEMBER)
    Reply take(Standing standing, Text text, @PathVariable String proposal, Form form) {
        var id = Ids.parse(proposal);
        if (!decisions.proposal(standing.commons(), id).conduct().secret())
            return form.submit(
                    () -> {
                        say(standing, id, form);
                        return Decisions.address(standing.commons(), id);
                    },
                    again -> proposalPage(standing, text, id, again));
        return form.show(it -> proposalPage(
                standing,
                text,
                id,
                it,
                it.refusal() != null ? Optional.empty() : Optional.of(say(standing, id, it)),
                Optional.empty()));
    }

    private String say(Standing standing, UUID id, Form form) {
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
    Page check(Standing standing, Text text, @PathVariable String proposal, Form form) {
        var id = Ids.parse(proposal);
        decisions.proposal(standing.commons(), id);
        return form.show(again -> proposalPage(
                standing,
                text,
                id,
                again,
                Optional.empty(),
                again.refusal() != null
                        ? Optional.empty()
                        : Optional.of(decisions.byReceipt(standing.commons(), id, again.value("receipt")))));
    }

    /// Lets somebody else speak for oneself on this one, or takes that back.
    @PostMapping("/c/{slug}/decisions/{proposal}/proxy")
    @Allow(Access.MEMBER)
    Reply proxy(Standing standing, Text text, @PathVariable String proposal, Form form) {
        return deed(standing, text, proposal, form, id -> {
            decisions.proposal(standing.commons(), id);
            String to = form.value("to");
            if (to.isBlank()) delegates.takeBack(standing.member(), Optional.empty(), Optional.of(id));
            else delegates.handOn(standing.member(), new PartyId(Ids.parse(to)), Optional.empty(), Optional.of(id));
        });
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/nudge")
    @Allow(Access.MEMBER)
    Reply nudge(Standing standing, Text text, @PathVariable String proposal, Form form) {
        return deed(standing, text, proposal, form, id -> decisions.nudge(standing.member(), id));
    }

    /// One of the buttons of a proposal's page.
    private interface Deed {
        void on(UUID proposal);
    }

    private Reply deed(Standing standing, Text text, String proposal, Form form, Deed deed) {
        var id = Ids.parse(proposal);
        return form.submit(
                () -> {
                    deed.on(id);
                    return Decisions.address(standing.commons(), id);
                },
                again -> proposalPage(standing, text, id, again));
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/close")
    @Allow(Access.MEMBER)
    Reply close(Standing standing, Text text, @PathVariable String proposal, Form form) {
        return deed(standing, text, proposal, form, id -> decisions.closeEarly(standing.member(), id));
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/withdrawal")
    @Allow(Access.MEMBER)
    Reply withdraw(Standing standing, Text text, @PathVariable String proposal, Form form) {
        return deed(standing, text, proposal, form, id -> decisions.withdraw(standing.member(), id));
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/enactment")
    @Allow(Access.MEMBER)
    Reply enact(Standing standing, Text text, @PathVariable String proposal, Form form) {
        return deed(standing, text, proposal, form, id -> decisions.enactLater(standing.member(), id));
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/mandate/withdrawal")
    @Allow(Access.STEWARD)
    Reply withdrawMandate(Standing standing, Text text, @PathVariable String proposal, Form form) {
        return deed(standing, text, proposal, form, id -> decisions.withdrawMandate(standing.steward(), id));
    }
}
