package coppice.server.decisions;

import coppice.rules.voting.Majority;
import coppice.rules.voting.PassingRule.Method;
import coppice.rules.voting.Stance;
import coppice.server.Asking;
import coppice.server.Putting;
import coppice.server.charter.Charter;
import coppice.server.charter.DecisionRules;
import coppice.server.commons.CircleId;
import coppice.server.commons.Circles;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.commons.Procedure;
import coppice.server.commons.Steward;
import coppice.server.kernel.ProposalId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// A commons of four whose charter a test changes at will, with a class of workers.
public abstract class Electing extends Asking {
    protected final Decisions decisions = house.room(Decisions.class);
    protected final Proposals proposals = house.room(Proposals.class);
    protected final Circles circles = house.room(Circles.class);
    protected final Delegates delegates = house.room(Delegates.class);
    protected final Steward ana = (Steward) members.getFirst();

    protected CircleId workers() {
        var id = circles.makeClass(ana, ana, "Workers", "", "workers");
        circles.changeClass(ana, id, members.get(1).party(), true);
        circles.changeClass(ana, id, members.get(2).party(), true);
        return id;
    }

    protected void amend(UnaryOperator<Charter> change) {
        var now = charters.inForce(commons.id());
        var mandate =
                new Mandate(commons, new ProposalId(UUID.randomUUID()), ana.party(), new ProposalId(UUID.randomUUID()));
        charters.amend(
                mandate,
                now.version(),
                change.apply(now.charter()),
                "For a test",
                UUID.randomUUID().toString());
    }

    protected void decide(Matter matter, Procedure procedure) {
        amend(charter -> {
            var rules = charter.chapter(DecisionRules.class);
            var procedures = new HashMap<>(rules.procedures());
            procedures.put(matter, procedure);
            return charter.with(rules.withProcedures(procedures));
        });
    }

    protected ProposalId propose(String title) {
        return Putting.propose(
                ana,
                Optional.empty(),
                "",
                Map.of(),
                title,
                "Why",
                UUID.randomUUID().toString());
    }

    protected void take(ProposalId proposal, Stance... stances) {
        for (int i = 0; i < stances.length; i++) decisions.take(members.get(i), proposal, stances[i], "because");
    }

    protected Proposal.Outcome outcome(ProposalId proposal) {
        return house.later(LATER, () -> proposals.proposal(commons, proposal))
                .closed()
                .orElseThrow();
    }

    protected static Procedure yesNo(Majority majority) {
        return new Procedure(Method.YES_NO, majority, 50, 7, false);
    }
}
