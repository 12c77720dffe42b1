package coppice.server.decisions;

import coppice.rules.voting.Delegations;
import coppice.rules.voting.Stance;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.decisions.DelegationTables.Given;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
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
    private final Commonses commonses;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    Delegates(DelegationTables tables, Commonses commonses, Transactions transactions, Ids ids, Clock clock) {
        this.tables = tables;
        this.commonses = commonses;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// @param matter absent: all matters for which nothing else was said
    public record Delegation(PartyId from, PartyId to, Optional<Matter> matter, Instant givenAt) {}

    /// Hands one's voice on, instead of to whom it went before.
    public void handOn(Member member, PartyId to, Optional<Matter> matter) {
        transactions.run(() -> {
            commonses.member(member.commons(), to);
            if (to.equals(member.party())) throw new Refused(new DecisionRefusal.ToOneself());
            tables.end(member, matter, clock.instant());
            tables.add(member, ids.next(), to, matter, clock.instant());
        });
    }

    /// Takes one's voice back.
    public void takeBack(Member member, Optional<Matter> matter) {
        transactions.run(() -> tables.end(member, matter, clock.instant()));
    }

    /// What somebody handed on, and what was handed on to them.
    public List<Delegation> of(Member member) {
        return tables.inForce(member.commons()).stream()
                .filter(one -> one.from().equals(member.party()) || one.to().equals(member.party()))
                .toList();
    }

    /// Through whom every voter is heard who is heard at all.
    Map<PartyId, PartyId> heard(CommonsId commons, Matter matter, Set<PartyId> voters, Set<PartyId> spoke) {
        if (spoke.size() == voters.size()) return new Delegations<PartyId>(Map.of()).heard(voters, spoke);
        var to = new HashMap<PartyId, PartyId>();
        var ofThis = new HashSet<PartyId>();
        for (var one : tables.inForce(commons))
            if (one.matter().isEmpty()) to.putIfAbsent(one.from(), one.to());
            else if (one.matter().get() == matter && ofThis.add(one.from())) to.put(one.from(), one.to());
        return new Delegations<>(to).heard(voters, spoke);
    }

    /// People by what was said by them or for them.
    static Map<Stance, Long> counts(Map<PartyId, PartyId> heard, List<Given> stances) {
        var said = new HashMap<PartyId, Stance>();
        for (var one : stances) said.put(one.party(), one.stance());
        var counts = new EnumMap<Stance, Long>(Stance.class);
        heard.values().forEach(through -> counts.merge(stance(said, through), 1L, Long::sum));
        return counts;
    }

    private static Stance stance(Map<PartyId, Stance> said, PartyId party) {
        var stance = said.get(party);
        if (stance == null) throw new IllegalStateException(party + " did not speak");
        return stance;
    }
}
