package coppice.server.commons;

import coppice.server.kernel.EntryId;
import coppice.server.kernel.Today;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// The end of a commons: from then on its books are read, and nothing in it changes but that people are paid.
@Service
public class Endings {
    private final EndingTables tables;
    private final Commonses commonses;
    private final ApplicationEventPublisher events;
    private final Today today;

    Endings(EndingTables tables, Commonses commonses, ApplicationEventPublisher events, Today today) {
        this.tables = tables;
        this.commonses = commonses;
        this.events = events;
        this.today = today;
    }

    /// The first step of an end: nobody else books, or writes what has a key into the commons, until the
    /// transaction is over. Refused where it has ended already.
    public void hold(Commons commons) {
        tables.lock(commons.id());
        commonses.refuseEnded(commons);
    }

    /// The last step, in the transaction that began with [#hold]: every room is told.
    ///
    /// @param entry what paid all that was owed and handed over the rest; absent: there was nothing
    public Instant end(Mandate by, Optional<EntryId> entry) {
        var now = today.now();
        tables.end(by.commons().id(), now);
        events.publishEvent(new CommonsEnded(by, now, entry));
        return now;
    }
}
