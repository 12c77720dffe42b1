package coppice.server.polls.web;

import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.commons.Circle;
import coppice.server.commons.Circles;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.MemberLine;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.kernel.Fields;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ThreadId;
import coppice.server.polls.Poll;
import coppice.server.polls.Poll.Ballot;
import coppice.server.polls.Poll.Kind;
import coppice.server.polls.Poll.Turnout;
import coppice.server.polls.PollCounts;
import coppice.server.polls.PollCounts.Counted;
import coppice.server.polls.PollId;
import coppice.server.polls.Polls;
import coppice.server.polls.SecretBallots;
import coppice.server.talk.Thread;
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
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/// Asking, voting, and what came of it.
@Controller
class PollPages {
    private static final int SHOWN = 200;

    private final Polls polls;
    private final PollCounts counts;
    private final Threads threads;
    private final Circles circles;
    private final Commonses commonses;
    private final Charters charters;
    private final PartyNames partyNames;

    PollPages(
            Polls polls,
            PollCounts counts,
            Threads threads,
            Circles circles,
            Commonses commonses,
            Charters charters,
            PartyNames partyNames) {
        this.polls = polls;
        this.counts = counts;
        this.threads = threads;
        this.circles = circles;
        this.commonses = commonses;
        this.charters = charters;
        this.partyNames = partyNames;
    }

    record ListPage(Commons commons, List<Poll> polls) {}

    record KindsPage(Commons commons, String thread) {}

    record NewPollPage(
            Commons commons,
            Kind kind,
            Form form,
            Optional<Thread> thread,
            List<Circle> circles,
            List<MemberLine> members,
            boolean hasWeights) {}

    /// @param given   how many ballots the viewer gave; absent when they may not vote
    /// @param own     what they voted last, where ballots have names
    /// @param result  as far as the viewer may see it
    /// @param voices  named ballots, where their words or names are to be shown
    /// @param receipt of the secret ballot that has just been given; shown this once
    /// @param checked the counted ballot whose receipt was asked for
    record PollPage(
            Commons commons,
            Poll poll,
            Names names,
            boolean isMine,
            Optional<Integer> given,
            Optional<Ballot> own,
            Turnout turnout,
            Optional<PollView> result,
            List<Ballot> voices,
            Optional<String> receipt,
            Optional<Ballot> checked,
            Form form) {
        boolean mayEnd() {
            return poll.isOpen()
                    && (turnout.took() == turnout.eligible()
                            || (isMine && poll.kind().endsAtWill()));
        }
    }

    @GetMapping("/c/{slug}/polls")
    @Allow(Access.MEMBER)
    Page list(Standing standing) {
        return Page.of(
                "polls/web/list.jte",
                new ListPage(
                        standing.commons(),
                        polls.polls(standing.member().party(), standing.commons(), Optional.empty(), SHOWN)));
    }

    @GetMapping("/c/{slug}/polls/new")
    @Allow(Access.MEMBER)
    Page ask(Standing standing, Form form) {
        if (form.value("kind").isBlank())
            return Page.of("polls/web/poll-kinds.jte", new KindsPage(standing.commons(), form.value("thread")));
        var kind = form.choice("kind", Kind.class);
        var values = new HashMap<>(PollBody.usual(kind));
        values.putAll(form.values());
        return newPage(standing, kind, Form.fresh(values));
    }

    private Page newPage(Standing standing, Kind kind, Form form) {
        return Page.of(
                "polls/web/poll-new.jte",
                new NewPollPage(
                        standing.commons(),
                        kind,
                        form,
                        form.optional("thread", field -> form.id(field, ThreadId::new))
                                .map(id -> threads.thread(standing.member(), id)),
                        circles.all(standing.commons().id()),
                        commonses.members(standing.commons().id()),
                        charters.chapter(standing.commons().id(), DecisionRules.class)
                                .hasWeights()));
    }

    @PostMapping("/c/{slug}/polls")
    @Allow(Access.MEMBER)
    Reply open(Standing standing, Form form) {
        var kind = form.choice("kind", Kind.class);
        return form.submit(
                () -> Polls.address(
                        standing.commons(),
                        polls.open(standing.member(), PollBody.of(form).draft(), form.key())),
                again -> newPage(standing, kind, again));
    }

    @GetMapping("/c/{slug}/polls/{poll}")
    @Allow(Access.MEMBER)
    Page one(Standing standing, Text text, @PathVariable PollId poll) {
        return page(standing, text, poll, Form.fresh(Map.of()), Optional.empty(), Optional.empty());
    }

    private Page page(
            Standing standing, Text text, PollId id, Form form, Optional<String> receipt, Optional<Ballot> checked) {
        var commons = standing.commons();
        var me = standing.member().party();
        var poll = polls.poll(standing.member(), id);
        var part = counts.part(commons, poll, me);
        Optional<Counted> counted = counts.mayRead(commons, poll, Optional.of(me))
                ? Optional.of(counts.counted(commons, poll, Optional.of(me)))
                : Optional.empty();
        var ballots = counted.map(Counted::ballots).orElse(List.of());
        var parties = new ArrayList<PartyId>(List.of(poll.openedBy()));
        ballots.forEach(ballot -> ballot.party().ifPresent(parties::add));
        return Page.of(
                "polls/web/poll.jte",
                new PollPage(
                        commons,
                        poll,
                        partyNames.of(standing, text, parties),
                        poll.openedBy().equals(me),
                        part.given(),
                        counts.own(commons, poll, me),
                        part.turnout(),
                        counted.flatMap(Counted::result).map(result -> PollView.of(poll, result, text)),
                        ballots,
                        receipt,
                        checked,
                        form));
    }

    @PostMapping("/c/{slug}/polls/{poll}/ballots")
    @Allow(Access.MEMBER)
    Reply vote(Standing standing, Text text, @PathVariable PollId poll, Form form) {
        var found = polls.poll(standing.member(), poll);
        if (!found.secret())
            return form.submit(
                    () -> {
                        polls.vote(standing.member(), poll, vote(form));
                        return Polls.address(standing.commons(), poll);
                    },
                    again -> page(standing, text, poll, again, Optional.empty(), Optional.empty()));
        return form.show(it -> page(
                standing,
                text,
                poll,
                it,
                it.refusal() != null ? Optional.empty() : Optional.of(polls.vote(standing.member(), poll, vote(it))),
                Optional.empty()));
    }

    private static SecretBallots.Vote vote(Form form) {
        var marks = new HashMap<String, String>();
        form.values().forEach((field, value) -> {
            if (field.startsWith("mark.")) marks.put(field.substring("mark.".length()), value);
        });
        if (!form.value("choice").isBlank()) marks.put(form.value("choice"), "1");
        return new SecretBallots.Vote(Polls.marks(marks), form.value("reason"), form.value("receipt"), form.key());
    }

    @PostMapping("/c/{slug}/polls/{poll}/receipt")
    @Allow(value = Access.MEMBER, afterEnd = true)
    Page check(Standing standing, Text text, @PathVariable PollId poll, Form form) {
        return form.show(again -> page(
                standing,
                text,
                poll,
                again,
                Optional.empty(),
                again.refusal() != null
                        ? Optional.empty()
                        : Optional.of(counts.byReceipt(standing.commons(), poll, again.value("receipt")))));
    }

    /// One of the forms of a poll's page.
    private interface Deed {
        void on(PollId poll);
    }

    private Reply deed(Standing standing, Text text, PollId poll, Form form, Deed deed) {
        return form.submit(
                () -> {
                    deed.on(poll);
                    return Polls.address(standing.commons(), poll);
                },
                again -> page(standing, text, poll, again, Optional.empty(), Optional.empty()));
    }

    private static int days(Form form) {
        return Fields.whole("days", form.value("days"), 1, 365);
    }

    @PostMapping("/c/{slug}/polls/{poll}/close")
    @Allow(Access.MEMBER)
    Reply close(Standing standing, Text text, @PathVariable PollId poll, Form form) {
        return deed(standing, text, poll, form, id -> polls.closeEarly(standing.member(), id));
    }

    @PostMapping("/c/{slug}/polls/{poll}/extension")
    @Allow(Access.MEMBER)
    Reply extend(Standing standing, Text text, @PathVariable PollId poll, Form form) {
        return deed(standing, text, poll, form, id -> polls.extend(standing.member(), id, days(form)));
    }

    /// Opens a named poll again.
    @PostMapping("/c/{slug}/polls/{poll}/reopening")
    @Allow(Access.MEMBER)
    Reply reopen(Standing standing, Text text, @PathVariable PollId poll, Form form) {
        return deed(standing, text, poll, form, id -> polls.reopen(standing.member(), id, days(form)));
    }

    @PostMapping("/c/{slug}/polls/{poll}/nudge")
    @Allow(Access.MEMBER)
    Reply nudge(Standing standing, Text text, @PathVariable PollId poll, Form form) {
        return deed(standing, text, poll, form, id -> polls.nudge(standing.member(), id));
    }
}
