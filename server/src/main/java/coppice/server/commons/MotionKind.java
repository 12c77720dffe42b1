package coppice.server.commons;

import coppice.server.web.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Something a commons can decide to do, and the room that does it. Every room offers its own as beans.
public interface MotionKind {
    /// Its stable name; `motion.NAME` is what it is called.
    String name();

    /// Which of the charter's matters it is.
    Matter matter();

    /// As [#matter], where that depends on the terms.
    default Matter matter(Map<String, String> terms) {
        return matter();
    }

    /// How much money it takes out, for limits; 0 where it takes none.
    default long costMinorUnits(Commons commons, Map<String, String> terms) {
        return 0;
    }

    /// Where one class of members decides by itself, by a majority of the votes cast in it: which, and until
    /// when.
    default Optional<OfClass> ofClass(Commons commons, Map<String, String> terms) {
        return Optional.empty();
    }

    /// @param until the close, at the latest
    record OfClass(String name, Instant until) {}

    /// What would happen if it passed now, in words and figures; refuses terms that make no sense.
    List<Line> dryRun(Commons commons, Map<String, String> terms, Text text);

    /// Does it, in the transaction in which the decision closes; gives the address of what came of it.
    String enact(Mandate mandate, Map<String, String> terms);

    /// One line of a dry run.
    ///
    /// @param figure empty when the words say it all
    record Line(String words, String figure) {}
}
