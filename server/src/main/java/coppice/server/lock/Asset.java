package coppice.server.lock;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// Something that was bought and stays.
///
/// @param locked when it became the commons' own for good
/// @param gone   how it left
public record Asset(
        AssetId id, String name, long bookValue, LocalDate acquired, Optional<Instant> locked, Optional<Gone> gone) {
    /// @param note the price for which it was sold, whose money is locked; or the commons that has it now
    public record Gone(How how, String note) {}

    public enum How {
        SOLD,
        HANDED_OVER
    }
}
