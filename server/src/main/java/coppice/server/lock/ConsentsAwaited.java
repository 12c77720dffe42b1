package coppice.server.lock;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses.Seat;
import coppice.server.commons.Waits;
import coppice.server.decisions.Decisions;
import coppice.server.decisions.Proposal;
import coppice.server.decisions.Proposal.Step;
import coppice.server.web.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Decisions of other commons that passed and stand blocked until those who hold the golden share consent.
@Component
class ConsentsAwaited implements Waits {
    private static final int LOOKED_AT = 50;

    private final Golden golden;
    private final Decisions decisions;

    ConsentsAwaited(Golden golden, Decisions decisions) {
        this.golden = golden;
        this.decisions = decisions;
    }

    @Override
    public List<Waiting> waiting(Collection<Seat> seats) {
        var lines = new ArrayList<Waiting>();
        for (var seat : seats)
            for (var other : golden.guardedBy(seat.commons()))
                for (var proposal : decisions.proposals(other, LOOKED_AT))
                    if (isAwaited(seat.commons(), other, proposal))
                        lines.add(new Waiting(
                                seat.commons(),
                                other.name() + ": " + proposal.title(),
                                LockMotions.address(seat.commons()) + "?commons=" + other.slug() + "&proposal="
                                        + proposal.id(),
                                Message.of("lock.if-nothing"),
                                Optional.empty()));
        return lines;
    }

    private boolean isAwaited(Commons partner, Commons other, Proposal proposal) {
        return proposal.step() == Step.BLOCKED
                && proposal.mandate().stream()
                        .flatMap(mandate -> mandate.blockages().stream().limit(1))
                        .anyMatch(blockage -> blockage.code().equals("consent-missing"))
                && !golden.consented(partner, other, proposal.id());
    }
}
