package coppice.server.cobudgeting;

import coppice.server.commons.Commons;
import coppice.server.commons.Mandate;
import coppice.server.ledger.Claims;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// What rounds hold for others when the commons ends: own gifts to buckets. All the rest in them is the commons'.
@Component
class RoundClaims implements Claims {
    private final RoundTables rounds;
    private final BucketTables buckets;
    private final Clockwork clockwork;
    private final GivingBack givingBack;

    RoundClaims(RoundTables rounds, BucketTables buckets, Clockwork clockwork, GivingBack givingBack) {
        this.rounds = rounds;
        this.buckets = buckets;
        this.clockwork = clockwork;
        this.givingBack = givingBack;
    }

    @Override
    public List<Stake> stakes(Commons commons) {
        var stakes = new ArrayList<Stake>();
        for (var round : rounds.rounds(commons.id()))
            if (round.rule() == Round.Rule.QUADRATIC)
                for (var bucket : buckets.ofRound(commons.id(), round.id()))
                    givingBack
                            .gifts(commons, round, bucket)
                            .forEach((party, gift) -> stakes.add(
                                    new Stake.Held(party, gift, bucket.account().code())));
        return stakes;
    }

    @Override
    public void close(Mandate by) {
        var commons = by.commons();
        clockwork.settleDue(commons);
        for (var round : rounds.rounds(commons.id()))
            rounds.lock(commons.id(), round.id()).ifPresent(locked -> givingBack.end(by, locked.allowedBy(by)));
    }
}
