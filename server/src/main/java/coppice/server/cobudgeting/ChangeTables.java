package coppice.server.cobudgeting;

import coppice.server.cobudgeting.BucketState.Event;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Rows;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/// SQL that reads what became of buckets over all rounds.
@Repository
class ChangeTables {
    /// What others want to hear of.
    private static final Set<Event> TOLD = EnumSet.of(
            Event.PUBLISH, Event.FILL, Event.ACCEPT, Event.START, Event.REPORT, Event.COMPLETE, Event.CANCEL);

    private final Rows rows;

    ChangeTables(Rows rows) {
        this.rows = rows;
    }

    record Told(Event event, Instant at, UUID bucket, String title) {}

    List<Told> latest(CommonsId commons, int most) {
        return rows.sql("""
                        select c.event, c.at, b.id as bucket, b.title from cobudgeting.change c
                        join cobudgeting.bucket b on b.commons_id = c.commons_id and b.id = c.bucket_id
                        where c.commons_id = ? and c.event = any (?) order by c.at desc, c.id desc limit ?""").with(commons, TOLD, most).list(Told.class);
    }
}
