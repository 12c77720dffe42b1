package coppice.server.decisions;

import coppice.server.commons.Commons;
import coppice.server.commons.Motion;
import coppice.server.commons.Motions;
import coppice.server.decisions.Proposal.Voice;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.ThreadId;
import coppice.server.kernel.Today;
import coppice.server.polls.Notices.About;
import coppice.server.polls.Poll.Ballot;
import coppice.server.polls.SecretBallots;
import coppice.server.web.Text;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/// Proposals as they are at this moment: whoever looks after a close finds it counted.
@Service
public class Proposals {
    private final ProposalTables tables;
    private final VoterTables roll;
    private final RunningTallies tallies;
    private final Closings closings;
    private final SecretBallots secret;
    private final Motions motions;
    private final Today today;

    Proposals(
            ProposalTables tables,
            VoterTables roll,
            RunningTallies tallies,
            Closings closings,
            SecretBallots secret,
            Motions motions,
            Today today) {
        this.tables = tables;
        this.roll = roll;
        this.tallies = tallies;
        this.closings = closings;
        this.secret = secret;
        this.motions = motions;
        this.today = today;
    }

    public static String address(Commons commons, ProposalId proposal) {
        return commons.address() + "/decisions/" + proposal;
    }

    static About about(Commons commons, Proposal proposal) {
        return new About(proposal.id(), proposal.title(), address(commons, proposal.id()), proposal.closesAt());
    }

    /// A proposal as it is at this moment; one whose close has passed is counted first.
    public Proposal proposal(Commons commons, ProposalId id) {
        var proposal = found(commons.id(), id);
        if (!isDue(proposal)) return proposal;
        closings.settle(commons, id);
        return found(commons.id(), id);
    }

    Proposal found(CommonsId commons, ProposalId id) {
        return tables.proposal(commons, id).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    private boolean isDue(Proposal proposal) {
        return proposal.isOpen() && !today.now().isBefore(proposal.closesAt());
    }

    public boolean isProposal(CommonsId commons, ProposalId id) {
        return tables.exists(commons, id);
    }

    /// Proposals, the open ones first, then the newest.
    public List<Proposal> proposals(Commons commons, int most) {
        return settled(commons, () -> tables.proposals(commons.id(), most));
    }

    public List<Proposal> ofThread(Commons commons, ThreadId thread) {
        return settled(commons, () -> tables.ofThread(commons.id(), thread));
    }

    /// What is due comes first in every list, so a list in which nothing is due has nothing to settle.
    private List<Proposal> settled(Commons commons, Supplier<List<Proposal>> list) {
        var found = list.get();
        if (found.stream().noneMatch(this::isDue)) return found;
        closings.settleDue(commons);
        return list.get();
    }

    /// What would happen if the proposal passed now; empty without a motion. Refuses when it could not be
    /// done now.
    public List<Motion.Line> dryRun(Commons commons, Proposal proposal, Text text) {
        if (proposal.motion().isEmpty()) return List.of();
        var act = motions.kept(commons, proposal.motion(), proposal.terms());
        act.check();
        return act.says(text);
    }

    /// What was said in secret, after the close, in an order that says nothing.
    public List<Ballot> secretBallots(Commons commons, Proposal proposal) {
        return proposal.isOpen() || !proposal.conduct().secret()
                ? List.of()
                : secret.ballots(commons.id(), proposal.id());
    }

    /// The counted secret stance that has this receipt.
    public Ballot byReceipt(Commons commons, ProposalId id, String receipt) {
        var proposal = proposal(commons, id);
        if (proposal.isOpen()) throw new Refused(new DecisionRefusal.StillOpen(proposal.closesAt()));
        return secret.byReceipt(commons.id(), id, receipt);
    }

    /// What everyone said last, in the order they said it.
    public List<Voice> voices(CommonsId commons, ProposalId proposal) {
        return roll.voices(commons, proposal);
    }

    /// How a proposal stands.
    public RunningTally tally(Commons commons, Proposal proposal) {
        return Objects.requireNonNull(tallies(commons, List.of(proposal)).get(proposal.id()));
    }

    /// How each of them stands, by id.
    public Map<ProposalId, RunningTally> tallies(Commons commons, List<Proposal> proposals) {
        return tallies.of(commons.id(), proposals);
    }
}
