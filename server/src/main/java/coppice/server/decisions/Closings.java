package coppice.server.decisions;

import coppice.rules.voting.PassingRule;
import coppice.rules.voting.Stance;
import coppice.server.commons.Commons;
import coppice.server.commons.Mandate;
import coppice.server.commons.Motions;
import coppice.server.decisions.DecisionTables.Open;
import coppice.server.decisions.Proposal.Outcome;
import coppice.server.decisions.Proposal.Reason;
import coppice.server.kernel.Answer;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.polls.Notices;
import coppice.server.polls.Poll;
import coppice.server.polls.SecretBallots;
import coppice.server.web.Message;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/// How a proposal comes to its end: counted once, under a lock, by whoever looks first after its close; what
/// passes with a motion is enacted in the same transaction, or stands blocked.
@Component
class Closings {
    private static final Logger LOG = LoggerFactory.getLogger(Closings.class);

    private final DecisionTables tables;
    private final VoterTables roll;
    private final ProposalTables proposals;
    private final RunningTallies tallies;
    private final DelegationTables handed;
    private final SecretBallots secret;
    private final Notices notices;
    private final Motions motions;
    private final Transactions transactions;
    private final Today today;

    Closings(
            DecisionTables tables,
            VoterTables roll,
            ProposalTables proposals,
            RunningTallies tallies,
            DelegationTables handed,
            SecretBallots secret,
            Notices notices,
            Motions motions,
            Transactions transactions,
            Today today) {
        this.tables = tables;
        this.roll = roll;
        this.proposals = proposals;
        this.tallies = tallies;
        this.handed = handed;
        this.secret = secret;
        this.notices = notices;
        this.motions = motions;
        this.transactions = transactions;
        this.today = today;
    }

    private Open lock(CommonsId commons, ProposalId proposal) {
        return tables.lockForClose(commons, proposal).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// Counts a proposal whose close has passed, once.
    void settle(Commons commons, ProposalId proposal) {
        transactions.run(() -> {
            var open = lock(commons.id(), proposal);
            if (!open.isCounted() && !today.now().isBefore(open.closesAt())) count(commons, proposal, open);
        });
    }

    /// Counts every proposal whose close has passed. One that cannot be counted yet keeps no other waiting, nor whoever
    /// reads a list of them.
    void settleDue(Commons commons) {
        for (var due : tables.due(commons.id(), today.now()))
            try {
                settle(commons, due);
            } catch (RuntimeException trouble) {
                LOG.error("the proposal {} could not be closed yet", due, trouble);
            }
    }

    /// False when those who have said nothing could still change the outcome.
    boolean closeEarly(Commons commons, ProposalId proposal) {
        var open = lock(commons.id(), proposal);
        if (open.isCounted()) return true;
        if (!tallies.said(commons.id(), proposal, open).isCertain()) return false;
        count(commons, proposal, open);
        return true;
    }

    /// Within the lock.
    private void count(Commons commons, ProposalId proposal, Open open) {
        if (open.conduct().secret()) countSecretly(commons, proposal, open);
        else countNamed(commons, proposal, open);
    }

    private void countNamed(Commons commons, ProposalId proposal, Open open) {
        var said = tallies.said(commons.id(), proposal, open);
        var result = said.judge();
        var classes = said.byClass();
        var reason = classes.values().stream()
                .filter(one -> result.passed() && !one.passed())
                .findFirst()
                .orElse(result)
                .reason();
        conclude(commons, proposal, open, outcome(Reason.of(reason), result, classes), said.heard());
    }

    private void countSecretly(Commons commons, ProposalId proposal, Open open) {
        long took = open.eligible() - roll.silentOnes(commons.id(), proposal).size();
        boolean isTooFew = took < Poll.FEWEST_SECRET;
        if (isTooFew) secret.discard(commons.id(), proposal);
        else secret.reveal(commons.id(), proposal);
        roll.rewriteVoters(commons.id(), proposal);
        var counts = new EnumMap<Stance, Long>(Stance.class);
        for (var ballot : secret.ballots(commons.id(), proposal))
            ballot.marks()
                    .keySet()
                    .forEach(number -> counts.merge(open.method().stances().get(number), 1L, Long::sum));
        var result = open.rule().judge(open.eligible(), counts);
        var outcome = isTooFew
                ? new Outcome(
                        today.now(),
                        Reason.TOO_FEW_FOR_SECRECY,
                        open.eligible(),
                        took,
                        result.needed(),
                        Map.of(),
                        Map.of())
                : outcome(Reason.of(result.reason()), result, Map.of());
        conclude(commons, proposal, open, outcome, Map.of());
    }

    private Outcome outcome(Reason reason, PassingRule.Result result, Map<String, PassingRule.Result> classes) {
        return new Outcome(
                today.now(), reason, result.eligible(), result.took(), result.needed(), result.counts(), classes);
    }

    private void conclude(
            Commons commons, ProposalId proposal, Open open, Outcome outcome, Map<PartyId, PartyId> heard) {
        tables.addOutcome(commons.id(), proposal, outcome);
        handed.addHeard(commons.id(), proposal, heard);
        var concerned = new HashSet<>(heard.values());
        concerned.add(open.openedBy());
        if (open.conduct().emergency() || open.conduct().secret())
            concerned.addAll(roll.voters(commons.id(), proposal).keySet());
        notices.closed(
                commons,
                open.title(),
                Message.of("decisions.because", outcome.reason()),
                Proposals.address(commons, proposal),
                concerned);
        if (!outcome.passed() || open.motion().isEmpty()) return;
        tables.addMandate(commons.id(), proposal, today.now());
        enact(commons, proposal, open);
    }

    private void enact(Commons commons, ProposalId proposal, Open open) {
        var mandate = new Mandate(commons, proposal, open.openedBy(), proposal);
        var answer = attempt(
                proposal,
                () -> motions.kept(commons, open.motion(), open.terms())
                        .enact(mandate, mandate.act().toString()));
        switch (answer) {
            case Answer.Done<String>(var address) -> tables.useMandate(commons.id(), proposal, address, today.now());
            case Answer.No<String>(var refused) ->
                tables.addBlockage(
                        commons.id(), proposal, refused.refusal().code(), Message.of(refused.refusal()), today.now());
        }
    }

    /// A fault of the program undoes what was begun, as a refusal does; the decision stands and can be tried again.
    private Answer<String> attempt(ProposalId proposal, Supplier<String> enactment) {
        try {
            return transactions.attempt(enactment);
        } catch (ConcurrencyFailureException busy) {
            throw busy;
        } catch (RuntimeException fault) {
            LOG.error("the proposal {} could not be enacted", proposal, fault);
            return new Answer.No<>(new Refused(
                    new DecisionRefusal.EnactmentFailed(fault.getClass().getSimpleName())));
        }
    }

    void enactLater(Commons commons, ProposalId proposal) {
        var open = lock(commons.id(), proposal);
        standing(commons.id(), proposal);
        enact(commons, proposal, open);
    }

    void withdrawMandate(Commons commons, ProposalId proposal) {
        lock(commons.id(), proposal);
        standing(commons.id(), proposal);
        tables.withdrawMandate(commons.id(), proposal, today.now());
    }

    private void standing(CommonsId commons, ProposalId proposal) {
        boolean stands = proposals
                .proposal(commons, proposal)
                .flatMap(Proposal::mandate)
                .filter(Proposal.MandateState::isBlocked)
                .isPresent();
        if (!stands) throw new Refused(new DecisionRefusal.NoMandate());
    }
}
