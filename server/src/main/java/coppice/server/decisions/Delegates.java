package coppice.server.decisions;

import coppice.rules.voting.Delegations;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/// Who speaks for whom: members hand their voice on, in one matter or in all, and take it back whenever they like.
///
/// One's own word always goes first. A voice that was handed on goes with the words of whoever spoke last in the
/// chain; in a ring where nobody spoke it is not heard.
@Service
public class Delegates {
    private final DelegationTables tables;
    private final ProposalTables proposals;
    private final Commonses commonses;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Delegates(
            DelegationTables tables,
            ProposalTables proposals,
            Commonses commonses,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.tables = tables;
        this.proposals = proposals;
        this.commonses = commonses;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// @param matter   absent: all matters for which nothing else was said
    /// @param proposal for this one only; absent: for all of the matter
    public record Delegation(
            PartyId from, PartyId to, Optional<Matter> matter, Optional<ProposalId> proposal, Instant givenAt) {}

    public void handOn(Member member, PartyId to, Optional<Matter> matter) {
        handOn(member, to, matter, Optional.empty());
    }

    /// Hands one's voice on, instead of to whom it went before.
    public void handOn(Member member, PartyId to, Optional<Matter> matter, Optional<ProposalId> proposal) {
        transactions.run(() -> {
            commonses.member(member.commons().id(), to);
            if (to.equals(member.party())) throw new Refused(new DecisionRefusal.ToOneself());
            if (proposal.isPresent() && !proposals.exists(member.commons().id(), proposal.get()))
                throw new Refused(new KernelRefusal.NotFound());
            tables.end(member, matter, proposal, today.now());
            tables.add(member, ids.next(), to, matter, proposal, today.now());
        });
    }

    /// Takes one's voice back.
    public void takeBack(Member member, Optional<Matter> matter, Optional<ProposalId> proposal) {
        transactions.run(() -> tables.end(member, matter, proposal, today.now()));
    }

    /// To whom somebody gave their voice for one proposal.
    public Optional<PartyId> forProposal(Member member, ProposalId proposal) {
        return of(member).stream()
                .filter(one -> one.from().equals(member.party())
                        && one.proposal().filter(proposal::equals).isPresent())
                .map(Delegation::to)
                .findFirst();
    }

    /// What somebody handed on, and what was handed on to them.
    public List<Delegation> of(Member member) {
        return tables.inForce(member.commons().id()).stream()
                .filter(one -> one.from().equals(member.party()) || one.to().equals(member.party()))
                .toList();
    }

    /// Through whom every voter is heard who is heard at all: as they said for this proposal, else for its matter, else
    /// for all.
    Map<PartyId, PartyId> heard(
            List<Delegation> inForce, Matter matter, ProposalId proposal, Set<PartyId> voters, Set<PartyId> spoke) {
        var to = new HashMap<PartyId, PartyId>();
        for (var one : inForce) if (one.matter().isEmpty() && one.proposal().isEmpty()) to.put(one.from(), one.to());
        for (var one : inForce) if (one.matter().filter(matter::equals).isPresent()) to.put(one.from(), one.to());
        for (var one : inForce) if (one.proposal().filter(proposal::equals).isPresent()) to.put(one.from(), one.to());
        return new Delegations<>(to).heard(voters, spoke);
    }
}
