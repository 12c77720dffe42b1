package coppice.server.kernel;

import java.util.Comparator;
import java.util.Optional;

/// How a room introduces itself: the shell, the menu and the checks read the list of these and import no room.
///
/// @param name the room's package, schema, address and menu word
/// @param tab  where people find it in a commons; empty: nowhere of its own
public record Room(String name, Optional<Tab> tab) {
    /// @param order tabs of a place stand from small to large
    public record Tab(Place place, int order, Audience audience) {
        /// As the menu names them.
        public static final Comparator<Tab> IN_ORDER =
                Comparator.comparing(Tab::place).thenComparingInt(Tab::order);
    }

    /// The five places in which people find things.
    public enum Place {
        HOME,
        WORK,
        DECISIONS,
        MONEY,
        COMMONS
    }

    /// Who sees a tab.
    public enum Audience {
        EVERYONE,
        /// Whoever may read members' names.
        READERS,
        MEMBERS
    }

    public static Room without(String name) {
        return new Room(name, Optional.empty());
    }

    public static Room with(String name, Place place, int order, Audience audience) {
        return new Room(name, Optional.of(new Tab(place, order, audience)));
    }
}
