package coppice.server.distributions;

import coppice.server.commons.CharterVersion;
import coppice.server.commons.Commons;
import coppice.server.commons.MotionKind.Line;
import coppice.server.ledger.Posting.Leg;
import coppice.server.web.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A room that takes a part of the surplus by rules of its own; every such room offers its destinations as
/// beans.
public interface Destination {
    /// Its name in the charter's split; `destination.NAME` is what it is called.
    String name();

    /// Whether it reaches private hands as a return on what they hold: nothing in a year of loss, and within
    /// the limit that the law sets.
    boolean isPrivate();

    /// What it would do with its part; moves nothing.
    Plan plan(Asked asked);

    /// Keeps what came of it, in the transaction in which the run is adopted and its legs are booked.
    void adopted(Asked asked, Run run, Plan plan);

    /// Where it can be read what became of its part of a run.
    default Optional<String> address(Commons commons, Run run) {
        return Optional.empty();
    }

    /// The most capital that there ever was, where a law asks for it.
    default long highestCapital(Commons commons) {
        return 0;
    }

    /// @param amount its part of the surplus
    /// @param until  the first day that does not count
    record Asked(Commons commons, CharterVersion charter, long surplus, long amount, LocalDate until, Instant at) {}

    /// What is to be booked; every leg leaves the general fund, all together no more than the part. What it
    /// does not take stays in the general fund.
    interface Plan {
        List<Leg> legs();

        List<Line> lines(Commons commons, Text text);

        default long taken() {
            return legs().stream().mapToLong(Leg::minorUnits).sum();
        }
    }
}
