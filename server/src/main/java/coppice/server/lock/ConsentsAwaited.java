package coppice.server.lock;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Commonses.Seat;
import coppice.server.commons.Waits;
import coppice.server.decisions.Blockages;
import coppice.server.decisions.Blockages.Blocked;
import coppice.server.web.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Decisions of other commons that passed and stand blocked until those who hold the golden share consent. Looking
/// for them changes nothing there.
@Component
class ConsentsAwaited implements Waits {
    private static final String WITHOUT_CONSENT = new LockRefusal.ConsentMissing("", "").code();

    private final Golden golden;
    private final Commonses commonses;
    private final Blockages blockages;

    ConsentsAwaited(Golden golden, Commonses commonses, Blockages blockages) {
        this.golden = golden;
        this.commonses = commonses;
        this.blockages = blockages;
    }

    @Override
    public List<Waiting> waiting(Collection<Seat> seats) {
        var ours = seats.stream().map(Seat::commons).toList();
        var guards = golden.guardedBy(ours.stream().map(Commons::id).toList());
        if (guards.isEmpty()) return List.of();
        var given = golden.given(guards.values());
        var lines = new ArrayList<Waiting>();
        var blocked = blockages.blockedBy(guards.keySet(), WITHOUT_CONSENT);
        for (var other : commonses.commons(guards.keySet()))
            for (var one : blocked)
                if (one.commonsId().equals(other.id())
                        && !given.contains(new GoldenTables.Given(other.id(), one.proposalId())))
                    ours.stream()
                            .filter(partner -> partner.id().equals(guards.get(other.id())))
                            .forEach(partner -> lines.add(line(partner, other, one)));
        return lines;
    }

    private static Waiting line(Commons partner, Commons other, Blocked one) {
        return new Waiting(
                partner,
                other.name() + ": " + one.title(),
                LockMotions.address(partner) + "?commons=" + other.slug() + "&proposal=" + one.proposalId(),
                Message.of("lock.if-nothing"),
                Optional.empty());
    }
}
