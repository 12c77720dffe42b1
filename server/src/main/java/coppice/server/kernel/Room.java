package coppice.server.kernel;

import java.util.Optional;

/// How a room introduces itself: the shell, the menu and the checks read the list of these and import no room.
///
/// @param name  the room's package, schema, address and menu word
/// @param menu  its line in the menu of a commons; empty: none
public record Room(String name, Optional<MenuLine> menu) {
    /// @param order lines are shown from small to large
    public record MenuLine(int order, Audience audience) {}

    /// Who sees a line of the menu.
    public enum Audience {
        EVERYONE,
        /// Whoever may read members' names.
        READERS,
        MEMBERS
    }

    public static Room without(String name) {
        return new Room(name, Optional.empty());
    }

    public static Room with(String name, int order, Audience audience) {
        return new Room(name, Optional.of(new MenuLine(order, audience)));
    }
}
