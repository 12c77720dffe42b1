package coppice.server.decisions;

import coppice.rules.voting.Stance;
import coppice.server.commons.Assembly;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.commons.MotionKind;
import coppice.server.commons.Steward;
import coppice.server.decisions.DecisionTables.NewProposal;
import coppice.server.decisions.DecisionTables.Open;
import coppice.server.decisions.Proposal.Outcome;
import coppice.server.decisions.Proposal.Voice;
import coppice.server.kernel.Answer;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Transactions;
import coppice.server.web.Messages;
import coppice.server.web.Text;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/// Where a commons makes up its mind.
///
/// A proposal is open until its close, a moment of the clock: whoever looks at it after that finds it closed, and it
/// is counted, and its motion enacted, by the first who looks, once. Nobody's stance is taken after the close, and
/// none that was taken is lost.
@Service
public class Decisions implements Assembly {
    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

    private final DecisionTables tables;
    private final Threads threads;
    private final Polls polls;
    private final Delegates delegates;
    private final DelegationTables handed;
    private final News news;
    private final Commonses commonses;
    private final ObjectProvider<MotionKind> kinds;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;
    private final Messages messages;

    Decisions(
            DecisionTables tables,
            Threads threads,
            Polls polls,
            Delegates delegates,
            DelegationTables handed,
            News news,
            Commonses commonses,
            ObjectProvider<MotionKind> kinds,
            Transactions transactions,
            Ids ids,
            Clock clock,
            Messages messages) {
        this.tables = tables;
        this.threads = threads;
        this.polls = polls;
        this.delegates = delegates;
        this.handed = handed;
        this.news = news;
        this.commonses = commonses;
        this.kinds = kinds;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.messages = messages;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public String propose(Member member, Commons commons, Draft draft, String key) {
        return address(
                commons,
                propose(
                        member,
                        commons,
                        Optional.empty(),
                        draft.motion(),
                        draft.terms(),
                        draft.title(),
                        draft.reason(),
                        key));
    }

    public static String address(Commons commons, UUID proposal) {
        return commons.address() + "/decisions/" + proposal;
    }

    /// Opens a proposal by the charter's procedure for its matter; all members of this moment may take part.
    ///
    /// @param thread the thread it grew out of; absent: it starts one
    /// @param motion the name of a [MotionKind]; empty: it enacts nothing by itself
    public UUID propose(
            Member member,
            Commons commons,
            Optional<UUID> thread,
            String motion,
            Map<String, String> terms,
            String title,
            String reason,
            String key) {
        return transactions.run(() -> {
            String what = Fields.text("title", title, 200);
            String why = Fields.text("reason", reason, 20_000);
            var request = RequestKey.asked(
                    "propose", key, member.party(), thread, motion, new java.util.TreeMap<>(terms), what, why);
            var earlier = tables.byKey(commons.id(), request);
            if (earlier.isPresent()) return earlier.get();
            var kind = motion.isEmpty() ? Optional.<MotionKind>empty() : Optional.of(kind(motion));
            kind.ifPresent(it -> it.dryRun(commons, terms, text()));
            var charter = commonses.charter(commons.id());
            var matter = kind.map(MotionKind::matter).orElse(Matter.OTHER);
            var procedure = charter.charter().procedure(matter);
            var home = thread.isPresent()
                    ? threads.thread(commons.id(), thread.get()).id()
                    : threads.home(member, what, request);
            var id = ids.next();
            var opened = now();
            var closes = opened.plus(Duration.ofDays(procedure.days()));
            var voters = commonses.members(commons.id()).stream()
                    .map(Commonses.MemberLine::party)
                    .toList();
            tables.addProposal(
                    member,
                    new NewProposal(
                            id,
                            home,
                            what,
                            why,
                            matter,
                            procedure.rule(),
                            charter.version(),
                            motion,
                            terms,
                            opened,
                            closes),
                    request,
                    voters);
            news.proposed(member, commons, id, what, why, procedure.method().stances(), closes, voters);
            return id;
        });
    }

    private MotionKind kind(String name) {
        return kinds.orderedStream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refused(new DecisionRefusal.UnknownMotion(name)));
    }

    private Text text() {
        return messages.in(List.of());
    }

    /// What would happen if the proposal passed now; empty without a motion. Refuses when it could not be done now.
    public List<MotionKind.Line> dryRun(Commons commons, Proposal proposal, Text text) {
        return proposal.motion().isEmpty()
                ? List.of()
                : kind(proposal.motion()).dryRun(commons, proposal.terms(), text);
    }

    /// Gives a stance, or another one than before; until the close.
    public void take(Member member, Commons commons, UUID proposal, Stance stance, String reason) {
        transactions.run(() -> {
            var open = tables.lockForStance(commons.id(), proposal)
                    .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
            refuseWhenClosed(open);
            if (!open.method().stances().contains(stance))
                throw new Refused(new DecisionRefusal.StanceOfAnotherMethod(stance.name()));
            String why = Fields.optional("reason", reason, 5000);
            if ((stance == Stance.OBJECTION || stance == Stance.BLOCK) && why.isEmpty())
                throw new Refused(new DecisionRefusal.ObjectionWithoutReason());
            if (!tables.addStance(commons.id(), proposal, member.party(), stance, why, now()))
                throw new Refused(new DecisionRefusal.NotAVoter());
        });
    }

    private void refuseWhenClosed(Open open) {
        if (open.isCounted() || !now().isBefore(open.closesAt()))
            throw new Refused(new DecisionRefusal.AlreadyClosed(open.closesAt()));
    }

    /// Closes it before its time, when everyone who may take part has spoken.
    public Proposal closeEarly(Member member, Commons commons, UUID proposal) {
        return transactions.run(() -> {
            var open = lock(member.commons(), proposal);
            if (!open.isCounted()) {
                if (tables.silent(commons.id(), proposal) > 0)
                    throw new Refused(new DecisionRefusal.StillOpen(open.closesAt()));
                count(commons, proposal, open);
            }
            return found(commons.id(), proposal);
        });
    }

    /// Takes a proposal back before its close; only who made it may.
    public void withdraw(Member member, Commons commons, UUID proposal) {
        transactions.run(() -> {
            var open = lock(commons.id(), proposal);
            refuseWhenClosed(open);
            if (!open.openedBy().equals(member.party())) throw new Refused(new DecisionRefusal.NotYours());
            tables.addOutcome(commons.id(), proposal, new Outcome(now(), "WITHDRAWN", open.eligible(), 0, 0, Map.of()));
        });
    }

    private Open lock(CommonsId commons, UUID proposal) {
        return tables.lockForClose(commons, proposal).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// A proposal as it is at this moment; one whose close has passed is counted first.
    public Proposal proposal(Commons commons, UUID id) {
        var proposal = found(commons.id(), id);
        if (!proposal.isOpen() || now().isBefore(proposal.closesAt())) return proposal;
        settle(commons, id);
        return found(commons.id(), id);
    }

    private Proposal found(CommonsId commons, UUID id) {
        return tables.proposals(commons, Optional.of(id), 1).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// Proposals, the open ones first, then the newest.
    public List<Proposal> proposals(Commons commons, int most) {
        for (var due : tables.due(commons.id(), now())) settle(commons, due);
        return tables.proposals(commons.id(), Optional.empty(), most);
    }

    public List<Proposal> ofThread(Commons commons, UUID thread) {
        for (var due : tables.due(commons.id(), now())) settle(commons, due);
        return tables.ofThread(commons.id(), thread);
    }

    /// Counts and enacts everything whose close has passed, in every commons.
    public void settleDue() {
        for (var commons : commonses.all()) {
            for (var due : tables.due(commons.id(), now()))
                try {
                    settle(commons, due);
                } catch (RuntimeException trouble) {
                    LOG.warn("the proposal {} could not be closed yet: {}", due, trouble.toString());
                }
            try {
                polls.settleDue(commons);
                remind(commons);
            } catch (RuntimeException trouble) {
                LOG.warn("{} could not settle its polls and reminders yet: {}", commons.slug(), trouble.toString());
            }
        }
    }

    /// A day before the close, to whoever has said nothing.
    private void remind(Commons commons) {
        var now = now();
        news.nearClose(commons.id(), now, now.plus(Duration.ofDays(1)))
                .forEach((subject, what) -> transactions.run(() -> {
                    if (what.equals("poll")) polls.remind(commons, subject, now);
                    else {
                        var proposal = found(commons.id(), subject);
                        news.remind(
                                commons,
                                subject,
                                proposal.title(),
                                address(commons, subject),
                                proposal.closesAt(),
                                now);
                    }
                }));
    }

    private void settle(Commons commons, UUID proposal) {
        transactions.run(() -> {
            var open = lock(commons.id(), proposal);
            if (!open.isCounted() && !now().isBefore(open.closesAt())) count(commons, proposal, open);
        });
    }

    /// Within the lock: counts, and what passes with a motion is enacted in this transaction or stands blocked.
    private void count(Commons commons, UUID proposal, Open open) {
        var heard = heard(commons.id(), proposal, open.matter());
        var counts = Delegates.counts(heard, handed.stances(commons.id(), proposal));
        var result = open.rule().judge(open.eligible(), counts);
        tables.addOutcome(
                commons.id(),
                proposal,
                new Outcome(now(), result.reason().name(), result.eligible(), result.took(), result.needed(), counts));
        handed.addHeard(commons.id(), proposal, heard);
        var concerned = new HashSet<>(heard.values());
        concerned.add(open.openedBy());
        news.closed(
                commons,
                found(commons.id(), proposal).title(),
                news.outcome(result.reason().name()),
                address(commons, proposal),
                concerned);
        if (!result.passed() || open.motion().isEmpty()) return;
        tables.addMandate(commons.id(), proposal, now());
        enact(commons, proposal, open);
    }

    private void enact(Commons commons, UUID proposal, Open open) {
        var mandate = new Mandate(commons.id(), proposal, open.openedBy());
        var answer = transactions.attempt(() -> kind(open.motion()).enact(mandate, commons, open.terms()));
        switch (answer) {
            case Answer.Done<String>(var address) -> tables.useMandate(commons.id(), proposal, address, now());
            case Answer.No<String>(var refused) ->
                tables.addBlockage(
                        commons.id(), proposal, refused.refusal().code(), text().say(refused.refusal()), now());
        }
    }

    /// Tries a blocked mandate again; it stays blocked when the world still does not allow it.
    public Proposal enactLater(Member member, Commons commons, UUID proposal) {
        return transactions.run(() -> {
            var open = lock(member.commons(), proposal);
            standing(commons.id(), proposal);
            enact(commons, proposal, open);
            return found(commons.id(), proposal);
        });
    }

    /// Gives a blocked mandate up for good.
    public void withdrawMandate(Steward steward, Commons commons, UUID proposal) {
        transactions.run(() -> {
            lock(steward.commons(), proposal);
            standing(commons.id(), proposal);
            tables.withdrawMandate(commons.id(), proposal, now());
        });
    }

    private void standing(CommonsId commons, UUID proposal) {
        var mandate = found(commons, proposal).mandate();
        if (mandate.isEmpty() || !mandate.get().isBlocked()) throw new Refused(new DecisionRefusal.NoMandate());
    }

    /// What everyone said last, in the order they said it.
    public List<Voice> voices(CommonsId commons, UUID proposal) {
        return tables.voices(commons, proposal);
    }

    /// Who may take part.
    public long eligible(CommonsId commons, UUID proposal) {
        return tables.eligible(commons, proposal);
    }

    public boolean mayTakePart(CommonsId commons, UUID proposal, PartyId party) {
        return tables.isVoter(commons, proposal, party);
    }

    private Map<PartyId, PartyId> heard(CommonsId commons, UUID proposal, Matter matter) {
        var spoke = handed.stances(commons, proposal).stream()
                .map(DelegationTables.Given::party)
                .collect(Collectors.toSet());
        return delegates.heard(commons, matter, handed.voters(commons, proposal), spoke);
    }

    /// Counts so far, by stance, those who were handed on included; while it is open they may still change.
    public Map<Stance, Long> counts(CommonsId commons, Proposal proposal) {
        return proposal.closed()
                .map(Outcome::counts)
                .orElseGet(() -> Delegates.counts(
                        heard(commons, proposal.id(), proposal.matter()), handed.stances(commons, proposal.id())));
    }

    /// Who is heard through somebody else: so far, or at the close.
    public Map<PartyId, PartyId> heardThrough(CommonsId commons, Proposal proposal) {
        if (!proposal.isOpen()) return handed.heard(commons, proposal.id());
        var heard = new TreeMap<PartyId, PartyId>(Comparator.comparing(PartyId::value));
        heard(commons, proposal.id(), proposal.matter()).forEach((party, through) -> {
            if (!party.equals(through)) heard.put(party, through);
        });
        return heard;
    }

    /// One line of what waits for somebody.
    ///
    /// @param ifNothing what happens if they do nothing: a method of decision, or `POLL`
    public record Waiting(Commons commons, String title, String address, String ifNothing, Instant closesAt) {}

    /// Open proposals and polls, in all their commons, to which somebody has not said anything yet; the most urgent
    /// first.
    public List<Waiting> waiting(Collection<Commonses.Seat> seats) {
        if (seats.isEmpty()) return List.of();
        var known = new HashMap<CommonsId, Commons>();
        for (var seat : seats) known.put(seat.commons().id(), seat.commons());
        var lines = new ArrayList<Waiting>();
        for (var line : tables.waiting(seats, now())) {
            var commons = Objects.requireNonNull(known.get(line.commons()));
            lines.add(new Waiting(
                    commons,
                    line.title(),
                    address(commons, line.proposal()),
                    line.method().name(),
                    line.closesAt()));
        }
        for (var line : polls.waiting(seats)) {
            var commons = Objects.requireNonNull(known.get(line.commons()));
            lines.add(new Waiting(commons, line.title(), Polls.address(commons, line.poll()), "POLL", line.closesAt()));
        }
        lines.sort(Comparator.comparing(Waiting::closesAt));
        return lines;
    }
}
