package coppice.server.kernel;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// Business time: the moment as the database keeps it, and the day on which something happens, in UTC.
public final class Today {
    private final Clock clock;

    public Today(Clock clock) {
        this.clock = clock;
    }

    /// To the microsecond: what is stored comes back as it was.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public LocalDate date() {
        return of(now());
    }

    /// The day that a moment falls on.
    public static LocalDate of(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }
}
