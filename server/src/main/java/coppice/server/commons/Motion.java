package coppice.server.commons;

import coppice.server.web.Text;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.ResolvableType;

/// Something that changes a commons, and the room that does it: by a steward where the charter leaves it to them, by
/// somebody's authority, or by decision. Every room offers its own as beans.
///
/// @param <T> its terms; the name of the record is the name of the motion, its components are what is stored, shown
/// and checked
public interface Motion<T extends Record> {
    @SuppressWarnings("unchecked")
    default Class<T> terms() {
        var terms =
                ResolvableType.forClass(Motion.class, getClass()).getGeneric(0).resolve();
        if (terms == null || !terms.isRecord()) throw new IllegalStateException("no record of terms: " + getClass());
        return (Class<T>) terms;
    }

    /// Its stable name, `fund-round` for `FundRound`; `motion.NAME` is what it is called.
    default String name() {
        return name(terms());
    }

    static String name(Class<? extends Record> terms) {
        return terms.getSimpleName().replaceAll("(?<!^)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private Concerns concerns() {
        var concerns = terms().getAnnotation(Concerns.class);
        if (concerns == null) throw new IllegalStateException(name() + " does not say what it concerns");
        return concerns;
    }

    /// Which of the charter's matters it can be part of.
    default Set<Matter> matters() {
        return Set.copyOf(List.of(concerns().value()));
    }

    /// Which one it is; to be said where there are several.
    default Matter matter(Commons commons, T terms) {
        if (matters().size() != 1) throw new IllegalStateException(name() + " does not say which matter it is");
        return matters().iterator().next();
    }

    Cost cost(Commons commons, T terms);

    /// True: only the members themselves, never a steward alone nor somebody by an authority.
    default boolean needsDecision() {
        return concerns().decided();
    }

    /// Where one class of members decides by itself, by a majority of the votes cast in it: which, and until
    /// when.
    default Optional<OfClass> ofClass(Commons commons, T terms) {
        return Optional.empty();
    }

    /// @param until the close, at the latest
    record OfClass(String id, Instant until) {}

    /// Refuses terms that make no sense now; changes nothing.
    void check(Commons commons, T terms);

    /// What would happen if it were done now, in words and figures; asked only where [#check] refuses nothing.
    List<Line> says(Commons commons, T terms, Text text);

    /// What a proposal of it is called, where nobody gives it a title of their own.
    String title(Commons commons, T terms, Text text);

    /// Does it, all or nothing, in the transaction of whatever allowed it; gives the address of what came of it.
    ///
    /// @param key one for each time it is to be done
    String enact(Authorised by, T terms, String key);

    /// One line of what would happen.
    ///
    /// @param figure empty when the words say it all
    record Line(String words, String figure) {}
}
