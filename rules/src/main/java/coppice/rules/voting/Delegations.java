package coppice.rules.voting;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who speaks for whom when people may hand their voice on (liquid delegation): a voice goes from hand to hand
/// until it meets somebody who spoke; one's own word goes first, and a ring in which nobody spoke has no voice.
///
/// @param <P> who a person is
public final class Delegations<P> {
    private final Map<P, P> to;

    public Delegations(Map<P, P> to) {
        this.to = Map.copyOf(to);
    }

    /// For everyone whose voice is heard: who spoke for them; themselves when they did.
    ///
    /// Worked example: A hands on to B, B to C, and C says yes: two voices more are yes. If B says no, C speaks for
    /// nobody else, and B for A.
    ///
    /// @param voters who may vote; hands outside it end a chain
    /// @param spoke  who said something themselves
    public Map<P, P> heard(Set<P> voters, Set<P> spoke) {
        var heard = new HashMap<P, P>();
        for (var voter : voters) speaker(voter, voters, spoke).ifPresent(by -> heard.put(voter, by));
        return heard;
    }

    private Optional<P> speaker(P voter, Set<P> voters, Set<P> spoke) {
        var seen = new HashSet<P>();
        P at = voter;
        while (at != null && voters.contains(at) && seen.add(at)) {
            if (spoke.contains(at)) return Optional.of(at);
            at = to.get(at);
        }
        return Optional.empty();
    }
}
