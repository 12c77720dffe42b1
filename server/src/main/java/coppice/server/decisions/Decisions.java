package coppice.server.decisions;

import coppice.rules.voting.Stance;
import coppice.server.charter.Charter;
import coppice.server.charter.Charters;
import coppice.server.charter.DecisionRules;
import coppice.server.commons.Act;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.commons.Motion;
import coppice.server.commons.Procedure;
import coppice.server.commons.Procedure.Way;
import coppice.server.commons.Steward;
import coppice.server.decisions.DecisionTables.NewProposal;
import coppice.server.decisions.DecisionTables.Open;
import coppice.server.decisions.Proposal.Conduct;
import coppice.server.decisions.Proposal.Outcome;
import coppice.server.decisions.Proposal.Reason;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.ThreadId;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.polls.Electorate;
import coppice.server.polls.Electorate.Voter;
import coppice.server.polls.Notices;
import coppice.server.polls.SecretBallots;
import coppice.server.talk.Threads;
import coppice.server.web.Messages;
import coppice.server.web.Text;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Where a commons makes up its mind.
///
/// A proposal is open until its close, a moment of the clock: whoever looks at it after that finds it closed,
/// and it is counted, and its motion enacted, by the first who looks, once. Nobody's stance is taken after
/// the close, and none that was taken is lost.
@Service
public class Decisions {
    private static final int LONGEST_TITLE = 200;

    private final DecisionTables tables;
    private final VoterTables roll;
    private final Threads threads;
    private final Electorate electorate;
    private final Closings closings;
    private final SecretBallots secret;
    private final Proposals proposals;
    private final News news;
    private final Notices notices;
    private final Commonses commonses;
    private final Charters charters;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;
    private final Messages messages;

    Decisions(
            DecisionTables tables,
            VoterTables roll,
            Threads threads,
            Electorate electorate,
            Closings closings,
            SecretBallots secret,
            Proposals proposals,
            News news,
            Notices notices,
            Commonses commonses,
            Charters charters,
            Transactions transactions,
            Ids ids,
            Today today,
            Messages messages) {
        this.tables = tables;
        this.roll = roll;
        this.threads = threads;
        this.electorate = electorate;
        this.closings = closings;
        this.secret = secret;
        this.proposals = proposals;
        this.news = news;
        this.notices = notices;
        this.commonses = commonses;
        this.charters = charters;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
        this.messages = messages;
    }

    /// What somebody puts to the members.
    ///
    /// @param thread    the thread it grew out of; absent: it starts one
    /// @param act       what is done if it passes; absent: nothing by itself
    /// @param title     empty: what the act is called
    /// @param emergency it cannot wait: decided by the charter's procedure for emergencies
    public record Put(Optional<ThreadId> thread, Optional<Act<?>> act, String title, String reason, boolean emergency) {
        String title(Text text) {
            return Fields.text(
                    "title", title.isBlank() ? act.map(it -> it.title(text)).orElse("") : title, LONGEST_TITLE);
        }
    }

    public ProposalId propose(Member member, Put put, String key) {
        return propose(member, put, messages.in(List.of()), key);
    }

    /// Opens a proposal by the charter's procedure for its matter; all members of this moment may take part.
    ///
    /// @param text the words of a title that it does not have
    public ProposalId propose(Member member, Put put, Text text, String key) {
        var commons = member.commons();
        return transactions.run(() -> {
            String why = Fields.text("reason", put.reason(), 20_000);
            var request = RequestKey.asked(
                    "propose",
                    member.party(),
                    key,
                    put.thread(),
                    put.act().map(Act::stable),
                    put.title(),
                    why,
                    put.emergency());
            var earlier = tables.byKey(commons.id(), request);
            if (earlier.isPresent()) return earlier.get();
            commonses.refuseEnded(commons);
            put.act().ifPresent(Act::check);
            String what = put.title(text);
            var charter = charters.inForce(commons.id());
            var matter = put.act().<Matter>map(Act::matter).orElse(Matter.OTHER);
            var ofClass = put.act().flatMap(Act::ofClass);
            var procedure =
                    ofClass.isPresent() ? Procedure.CLASS : procedure(charter.charter(), matter, put.emergency());
            var home = put.thread().isPresent()
                    ? threads.open(member, put.thread().get()).id()
                    : threads.home(member, what, request);
            var voters = electorate.all(commons.id(), charter.charter()).stream()
                    .filter(it -> ofClass.isEmpty()
                            || it.classes().contains(ofClass.get().id()))
                    .toList();
            if (ofClass.isPresent()
                    && voters.stream().noneMatch(it -> it.party().equals(member.party())))
                throw new Refused(new DecisionRefusal.NotInClass(
                        electorate.called(commons, ofClass.get().id(), text)));
            var closes = today.now().plus(Duration.ofDays(procedure.days()));
            boolean isSecret = procedure.is(Way.SECRET);
            var proposal = new NewProposal(
                    ids.next(ProposalId::new),
                    home,
                    what,
                    why,
                    matter,
                    procedure.rule(),
                    new Conduct(
                            procedure.is(Way.EACH_CLASS),
                            procedure.is(Way.CLASS_MAJORITY),
                            isSecret,
                            put.emergency(),
                            !isSecret
                                    && voters.stream()
                                            .anyMatch(it -> it.weightHundredths() != DecisionRules.ONE_VOICE)),
                    charter.version(),
                    put.act().map(Act::name).orElse(""),
                    put.act().map(Act::json).orElse("{}"),
                    today.now(),
                    ofClass.map(Motion.OfClass::until).filter(closes::isAfter).orElse(closes));
            tables.addProposal(
                    member,
                    proposal,
                    request,
                    isSecret ? voters.stream().map(Voter::evenly).toList() : voters);
            news.proposed(member, proposal, voters.stream().map(Voter::party).toList());
            return proposal.id();
        });
    }

    private static Procedure procedure(Charter charter, Matter matter, boolean emergency) {
        var rules = charter.chapter(DecisionRules.class);
        if (!emergency) return rules.procedure(matter);
        if (matter == Matter.CHARTER || matter == Matter.MEMBERSHIP || matter == Matter.LOCK)
            throw new Refused(new DecisionRefusal.NoEmergency());
        return rules.emergency().orElseThrow(() -> new Refused(new DecisionRefusal.NoEmergency()));
    }

    /// What somebody says to a proposal.
    ///
    /// @param receipt of a secret stance that is to be changed; empty for a first one
    /// @param key     of a secret stance: the same one again is the same stance
    public record Said(Stance stance, String reason, String receipt, String key) {}

    public void take(Member member, ProposalId proposal, Stance stance, String reason) {
        take(member, proposal, new Said(stance, reason, "", RequestKey.fresh()));
    }

    /// Gives a stance, or another one than before; until the close. Gives the receipt of a secret one, which
    /// nobody can find again; else an empty text.
    public String take(Member member, ProposalId proposal, Said said) {
        var commons = member.commons();
        return transactions.run(() -> {
            var open = tables.lockForStance(commons.id(), proposal)
                    .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
            refuseWhenClosed(open);
            var stance = said.stance();
            if (!open.method().stances().contains(stance))
                throw new Refused(new DecisionRefusal.StanceOfAnotherMethod(stance.name()));
            String why = Fields.optional("reason", said.reason(), 5000);
            if ((stance == Stance.OBJECTION || stance == Stance.BLOCK) && why.isEmpty())
                throw new Refused(new DecisionRefusal.ObjectionWithoutReason());
            if (open.conduct().secret()) return secretly(member, proposal, open, said, why);
            if (!roll.addStance(commons.id(), proposal, member.party(), stance, why, today.now()))
                throw new Refused(new DecisionRefusal.NotAVoter());
            return "";
        });
    }

    private String secretly(Member member, ProposalId proposal, Open open, Said said, String why) {
        var commons = member.commons();
        if (!roll.isVoter(commons.id(), proposal, member.party())) throw new Refused(new DecisionRefusal.NotAVoter());
        int number = open.method().stances().indexOf(said.stance());
        return secret.cast(
                commons.id(),
                proposal,
                member.party(),
                new SecretBallots.Vote(Map.of(number, 1), why, said.receipt(), said.key()),
                () -> roll.markVoted(commons.id(), proposal, member.party()));
    }

    private void refuseWhenClosed(Open open) {
        if (open.isCounted() || !today.now().isBefore(open.closesAt()))
            throw new Refused(new DecisionRefusal.AlreadyClosed(open.closesAt()));
    }

    /// Closes it before its time: when everyone who may take part has spoken, or when those who have not
    /// could not change the outcome.
    public Proposal closeEarly(Member member, ProposalId proposal) {
        return transactions.run(() -> {
            if (!closings.closeEarly(member.commons(), proposal))
                throw new Refused(new DecisionRefusal.StillOpen(
                        proposals.found(member.commons().id(), proposal).closesAt()));
            return proposals.found(member.commons().id(), proposal);
        });
    }

    /// Takes a proposal back before its close; only who made it may.
    public void withdraw(Member member, ProposalId proposal) {
        var commons = member.commons();
        transactions.run(() -> {
            var open = tables.lockForClose(commons.id(), proposal)
                    .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
            refuseWhenClosed(open);
            if (!open.openedBy().equals(member.party())) throw new Refused(new DecisionRefusal.NotYourProposal());
            secret.discard(commons.id(), proposal);
            tables.addOutcome(
                    commons.id(),
                    proposal,
                    new Outcome(today.now(), Reason.WITHDRAWN, open.eligible(), 0, 0, Map.of(), Map.of()));
        });
    }

    /// Asks those who have said nothing to speak.
    public void nudge(Member member, ProposalId id) {
        var commons = member.commons();
        transactions.run(() -> {
            var proposal = proposals.proposal(commons, id);
            if (!proposal.isOpen()) throw new Refused(new DecisionRefusal.AlreadyClosed(proposal.closesAt()));
            notices.nudge(member, Proposals.about(commons, proposal), roll.silentOnes(commons.id(), id));
        });
    }

    /// Tries a blocked mandate again; it stays blocked when the world still does not allow it.
    public Proposal enactLater(Member member, ProposalId proposal) {
        return transactions.run(() -> {
            closings.enactLater(member.commons(), proposal);
            return proposals.found(member.commons().id(), proposal);
        });
    }

    /// Gives a blocked mandate up for good.
    public void withdrawMandate(Steward steward, ProposalId proposal) {
        transactions.run(() -> closings.withdrawMandate(steward.commons(), proposal));
    }
}
