package coppice.server.cobudgeting;

import coppice.server.cobudgeting.Bucket.Change;
import coppice.server.cobudgeting.BucketState.Event;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.Today;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Lets things happen to buckets, as the table of states allows.
@Component
class Changes {
    private final BucketTables tables;
    private final Ids ids;

    Changes(BucketTables tables, Ids ids) {
        this.tables = tables;
        this.ids = ids;
    }

    /// The bucket after `event`; refused when it cannot happen in its state. The caller holds the bucket's
    /// lock.
    ///
    /// @param by absent: the clock
    Bucket happen(CommonsId commons, Bucket bucket, Event event, Instant now, Optional<PartyId> by, String reason) {
        var to = bucket.state()
                .after(event)
                .orElseThrow(() -> new Refused(new CobudgetingRefusal.CannotHappen(bucket.state(), event)));
        tables.change(commons, bucket.id(), ids.next(), new Change(event, bucket.state(), to, now, by, reason));
        return tables.bucket(commons, bucket.id()).orElseThrow();
    }

    /// The same for what funds it: from then on its report is awaited.
    Bucket funded(
            CommonsId commons, Round round, Bucket bucket, Event event, Instant now, Optional<PartyId> by, String why) {
        tables.reportDue(
                commons, bucket.id(), Today.of(now).plusDays(round.terms().reportDays()));
        return happen(commons, bucket, event, now, by, why);
    }
}
