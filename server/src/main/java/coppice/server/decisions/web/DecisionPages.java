package coppice.server.decisions.web;

import coppice.rules.voting.Stance;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.MotionKind;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Procedure;
import coppice.server.commons.Standing;
import coppice.server.decisions.Decisions;
import coppice.server.decisions.Poll;
import coppice.server.decisions.Polls;
import coppice.server.decisions.Proposal;
import coppice.server.decisions.Proposal.Voice;
import coppice.server.decisions.Thread;
import coppice.server.decisions.Thread.Comment;
import coppice.server.decisions.Threads;
import coppice.server.identity.Identity;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refusal;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Text;
import coppice.server.web.Viewer;
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
import org.springframework.web.bind.annotation.RequestParam;

/// Talk, proposals, stances, outcomes.
@Controller
class DecisionPages {
    private static final int SHOWN = 200;

    private final Decisions decisions;
    private final Threads threads;
    private final Polls polls;
    private final Commonses commonses;
    private final PartyNames partyNames;
    private final Identity identity;

    DecisionPages(
            Decisions decisions,
            Threads threads,
            Polls polls,
            Commonses commonses,
            PartyNames partyNames,
            Identity identity) {
        this.decisions = decisions;
        this.threads = threads;
        this.polls = polls;
        this.commonses = commonses;
        this.partyNames = partyNames;
        this.identity = identity;
    }

    record ListPage(
            Commons commons,
            List<ProposalLine> proposals,
            List<Poll> polls,
            List<Thread> threads,
            boolean member,
            String search) {}

    /// @param title what somebody may read of it
    record ProposalLine(Proposal proposal, String title) {}

    record NewProposalPage(Commons commons, Form form, Procedure procedure, Optional<Thread> thread) {}

    /// @param would  what would happen if it passed now
    /// @param cannot why it could not be done now
    /// @param mine   what the viewer said last
    /// @param speaksFor who is heard through whom
    record ProposalPage(
            Commons commons,
            Proposal proposal,
            String title,
            List<MotionKind.Line> would,
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
            Form form) {}

    /// The stances so far or at the close, in the order they are asked for; what has not been said comes last.
    record Tally(List<Count> counts, long silent, long eligible, long took, long needed) {
        /// @param start where its part of the bar begins, of 1000
        /// @param width how wide that is
        record Count(Stance stance, long people, long start, long width) {}
    }

    @GetMapping("/waiting")
    @Allow(Access.ACCOUNT)
    Page waiting(Viewer viewer) {
        var account = viewer.account()
                .flatMap(identity::account)
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        return Page.of("decisions/web/waiting.jte", decisions.waiting(commonses.seats(account)));
    }

    @GetMapping("/c/{slug}/decisions")
    @Allow(Access.PUBLIC)
    Page list(Standing standing, Text text, @RequestParam Map<String, String> asked) {
        var commons = standing.commons();
        String search = asked.getOrDefault("search", "").strip();
        return Page.of(
                "decisions/web/list.jte",
                new ListPage(
                        commons,
                        lines(standing, text, decisions.proposals(commons, SHOWN)),
                        standing.isMember() ? polls.polls(commons, Optional.empty(), SHOWN) : List.of(),
                        standing.isMember() ? threads.threads(commons.id(), search, SHOWN) : List.of(),
                        standing.isMember(),
                        search));
    }

    static List<ProposalLine> lines(Standing standing, Text text, List<Proposal> proposals) {
        return proposals.stream()
                .map(proposal -> new ProposalLine(proposal, title(standing, text, proposal)))
                .toList();
    }

    /// What concerns one person is named for those only who may know names.
    private static String title(Standing standing, Text text, Proposal proposal) {
        return standing.showsNames() || proposal.matter() != Matter.MEMBERSHIP
                ? proposal.title()
                : text.say("motion." + proposal.motion());
    }

    @GetMapping("/c/{slug}/decisions/new")
    @Allow(Access.MEMBER)
    Page newProposal(Standing standing, @RequestParam Map<String, String> asked) {
        return newPage(standing, Form.fresh(asked));
    }

    private Page newPage(Standing standing, Form form) {
        var commons = standing.commons();
        return Page.of(
                "decisions/web/new.jte",
                new NewProposalPage(
                        commons,
                        form,
                        commonses.charter(commons.id()).charter().procedure(Matter.OTHER),
                        home(form).map(id -> threads.thread(commons.id(), id))));
    }

    private static Optional<UUID> home(Form form) {
        return form.value("thread").isBlank() ? Optional.empty() : Optional.of(Ids.parse(form.value("thread")));
    }

    @PostMapping("/c/{slug}/decisions")
    @Allow(Access.MEMBER)
    Object propose(Standing standing, @RequestParam Map<String, String> posted) {
        var form = Form.of(posted);
        return form.submit(
                () -> Decisions.address(
                        standing.commons(),
                        decisions.propose(
                                standing.member(),
                                standing.commons(),
                                home(form),
                                "",
                                Map.of(),
                                form.value("title"),
                                form.value("reason"),
                                form.key())),
                again -> newPage(standing, again));
    }

    @GetMapping("/c/{slug}/decisions/{proposal}")
    @Allow(Access.PUBLIC)
    Page one(Standing standing, Text text, @PathVariable String proposal, @RequestParam Map<String, String> asked) {
        return proposalPage(standing, text, Ids.parse(proposal), Form.fresh(asked));
    }

    private Page proposalPage(Standing standing, Text text, UUID id, Form form) {
        var commons = standing.commons();
        var proposal = decisions.proposal(commons, id);
        boolean member = standing.isMember();
        var voices = member ? decisions.voices(commons.id(), id) : List.<Voice>of();
        var comments = member ? threads.comments(commons.id(), proposal.thread()) : List.<Comment>of();
        List<MotionKind.Line> would = List.of();
        Refusal cannot = null;
        if (standing.showsNames() || proposal.matter() != Matter.MEMBERSHIP)
            try {
                if (proposal.isOpen()) would = decisions.dryRun(commons, proposal, text);
            } catch (Refused refused) {
                cannot = refused.refusal();
            }
        var speaksFor = new HashMap<PartyId, List<PartyId>>();
        if (member)
            decisions
                    .heardThrough(commons.id(), proposal)
                    .forEach((party, through) -> speaksFor
                            .computeIfAbsent(through, _ -> new ArrayList<>())
                            .add(party));
        var parties = new ArrayList<PartyId>(List.of(proposal.openedBy()));
        speaksFor.values().forEach(parties::addAll);
        voices.forEach(voice -> parties.add(voice.party()));
        comments.forEach(comment -> parties.add(comment.saidBy()));
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
                        tally(commons, proposal),
                        voices,
                        speaksFor,
                        comments,
                        partyNames.of(standing, text, parties),
                        member,
                        standing.isSteward(),
                        me.isPresent() && decisions.mayTakePart(commons.id(), id, me.get()),
                        mine,
                        me.filter(proposal.openedBy()::equals).isPresent(),
                        me,
                        form));
    }

    private Tally tally(Commons commons, Proposal proposal) {
        var counts = decisions.counts(commons.id(), proposal);
        long eligible = proposal.closed()
                .map(Proposal.Outcome::eligible)
                .orElseGet(() -> decisions.eligible(commons.id(), proposal.id()));
        var lines = new ArrayList<Tally.Count>();
        long took = 0;
        for (var stance : proposal.rule().method().stances()) {
            long people = counts.getOrDefault(stance, 0L);
            long start = eligible == 0 ? 0 : took * 1000 / eligible;
            took += people;
            lines.add(new Tally.Count(stance, people, start, eligible == 0 ? 0 : took * 1000 / eligible - start));
        }
        long needed = proposal.rule().judge(eligible, Map.of()).needed();
        return new Tally(lines, eligible - took, eligible, took, needed);
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/stances")
    @Allow(Access.MEMBER)
    Object take(Standing standing, Text text, @PathVariable String proposal, @RequestParam Map<String, String> posted) {
        var id = Ids.parse(proposal);
        return Form.of(posted)
                .submit(
                        () -> {
                            decisions.proposal(standing.commons(), id);
                            decisions.take(
                                    standing.member(),
                                    standing.commons(),
                                    id,
                                    Fields.choice("stance", Stance.class, posted.get("stance")),
                                    posted.getOrDefault("reason", ""));
                            return Decisions.address(standing.commons(), id);
                        },
                        again -> proposalPage(standing, text, id, again));
    }

    /// One of the buttons of a proposal's page.
    private interface Deed {
        void on(UUID proposal);
    }

    private Object deed(Standing standing, Text text, String proposal, Map<String, String> posted, Deed deed) {
        var id = Ids.parse(proposal);
        return Form.of(posted)
                .submit(
                        () -> {
                            deed.on(id);
                            return Decisions.address(standing.commons(), id);
                        },
                        again -> proposalPage(standing, text, id, again));
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/close")
    @Allow(Access.MEMBER)
    Object close(
            Standing standing, Text text, @PathVariable String proposal, @RequestParam Map<String, String> posted) {
        return deed(
                standing,
                text,
                proposal,
                posted,
                id -> decisions.closeEarly(standing.member(), standing.commons(), id));
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/withdrawal")
    @Allow(Access.MEMBER)
    Object withdraw(
            Standing standing, Text text, @PathVariable String proposal, @RequestParam Map<String, String> posted) {
        return deed(
                standing, text, proposal, posted, id -> decisions.withdraw(standing.member(), standing.commons(), id));
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/enactment")
    @Allow(Access.MEMBER)
    Object enact(
            Standing standing, Text text, @PathVariable String proposal, @RequestParam Map<String, String> posted) {
        return deed(
                standing,
                text,
                proposal,
                posted,
                id -> decisions.enactLater(standing.member(), standing.commons(), id));
    }

    @PostMapping("/c/{slug}/decisions/{proposal}/mandate/withdrawal")
    @Allow(Access.STEWARD)
    Object withdrawMandate(
            Standing standing, Text text, @PathVariable String proposal, @RequestParam Map<String, String> posted) {
        return deed(
                standing,
                text,
                proposal,
                posted,
                id -> decisions.withdrawMandate(standing.steward(), standing.commons(), id));
    }
}
