package coppice.server.distributions;

import coppice.server.charter.Charter;
import coppice.server.charter.CharterVersion;
import coppice.server.commons.Commons;
import coppice.server.commons.Motion.Line;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Posting.Leg;
import coppice.server.web.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Where a part of the surplus goes, by rules of its own; every room that takes one offers it as a bean, and
/// a charter's split may name it.
public interface Destination {
    String STATUTORY_RESERVE = "statutory-reserve";
    String MUTUAL_FUND = "mutual-fund";

    /// Where parts go that no charter names: by law, and what is left.
    List<String> UNNAMED = List.of(STATUTORY_RESERVE, MUTUAL_FUND, Ledger.GENERAL.code());

    /// Its name in the charter's split; `destination.NAME` is what it is called.
    String name();

    /// Destinations are served, and named in forms, from small to large.
    int order();

    Reach reach();

    /// Whose hands a part reaches.
    enum Reach {
        /// It stays with the commons.
        COMMONS,
        /// Whoever worked for it; a law may ask for a least part.
        WORKERS,
        /// Private hands, as a return on what they hold: nothing in a year of loss, and within the limit
        /// that the law sets.
        OWNERS
    }

    /// Refuses a charter that names this without having what it goes by.
    default void check(Charter charter) {}

    /// Whether a run asks it even where the charter gives it nothing.
    default boolean isAlwaysAsked() {
        return false;
    }

    /// What it would do with its part; moves nothing.
    Plan plan(Asked asked);

    /// Keeps what came of it, in the transaction in which the run is adopted and its legs are booked.
    default void adopted(Asked asked, Run run, Plan plan) {}

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
    /// does not take stays in the general fund, and the run says so.
    interface Plan {
        List<Leg> legs();

        default List<Line> lines(Commons commons, Text text) {
            return List.of();
        }

        default long taken() {
            return legs().stream().mapToLong(Leg::minorUnits).sum();
        }
    }

    /// A fund that takes the whole of its part.
    static Destination fund(String name, int order, Spec fund) {
        return new IntoFund(name, order, fund);
    }

    /// The whole part into a fund.
    static Plan whole(Asked asked, Spec fund) {
        return () -> asked.amount() > 0 ? List.of(new Leg(Ledger.GENERAL, fund, asked.amount())) : List.of();
    }

    /// What a destination is called; one that no room offers any more keeps its name.
    static String word(Text text, String name) {
        return text.word("destination", name);
    }
}
