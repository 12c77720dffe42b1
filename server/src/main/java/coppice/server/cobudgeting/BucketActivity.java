package coppice.server.cobudgeting;

import coppice.server.commons.Activity;
import coppice.server.commons.Standing;
import coppice.server.web.Text;
import java.util.List;
import org.springframework.stereotype.Component;

/// What became of buckets that everybody can see, as lines of what happened.
@Component
class BucketActivity implements Activity {
    private final ChangeTables tables;

    BucketActivity(ChangeTables tables) {
        this.tables = tables;
    }

    @Override
    public List<Event> latest(Standing standing, int most, Text text) {
        var commons = standing.commons();
        return tables.latest(commons.id(), most).stream()
                .flatMap(change -> text
                        .maybe("cobudgeting.happened", change.event(), change.title())
                        .map(words -> new Event(change.at(), words, Buckets.address(commons, change.bucket())))
                        .stream())
                .toList();
    }
}
