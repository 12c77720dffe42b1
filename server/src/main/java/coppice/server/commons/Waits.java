package coppice.server.commons;

import coppice.server.commons.Commonses.Seat;
import coppice.server.web.Message;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A room in which something can wait for somebody; every room offers its own as a bean.
public interface Waits {
    /// What waits for somebody in these places of theirs.
    List<Waiting> waiting(Collection<Seat> seats);

    /// One line of what waits for somebody.
    ///
    /// @param ifNothing what happens if they do nothing
    /// @param until     absent: as long as it takes
    record Waiting(Commons commons, String title, String address, Message ifNothing, Optional<Instant> until) {}
}
