package coppice.server.decisions;

import coppice.server.kernel.PartyId;
import java.time.Instant;
import java.util.UUID;

/// A conversation among members; proposals grow out of it.
///
/// @param comments how many
/// @param lastAt   when something was said last
public record Thread(UUID id, String title, PartyId startedBy, Instant startedAt, long comments, Instant lastAt) {
    public record Comment(UUID id, PartyId saidBy, Instant saidAt, String words) {}
}
