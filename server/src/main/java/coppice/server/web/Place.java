package coppice.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The commons a page is in, as its shell shows it.
///
/// @param notice shown on every page; empty: none
/// @param ended  since when nothing in it changes any more
public record Place(String slug, String name, String notice, Optional<Instant> ended, List<Line> menu) {
    private static final String ATTRIBUTE = Place.class.getName();

    /// @param word    the room's name, and the key of its menu word
    /// @param address where it leads
    public record Line(String word, String address) {}

    public static @Nullable Place of(HttpServletRequest request) {
        return (Place) request.getAttribute(ATTRIBUTE);
    }

    public void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
