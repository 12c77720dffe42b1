package coppice.server.lock;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// Something that was bought and stays.
///
/// @param locked when it became the commons' own for good
/// @param gone   how it left: `SOLD:` with the price, whose money is locked, or `HANDED_OVER:` with the
/// commons that has it now
public record Asset(
        AssetId id, String name, long bookValue, LocalDate acquired, Optional<Instant> locked, Optional<String> gone) {}
