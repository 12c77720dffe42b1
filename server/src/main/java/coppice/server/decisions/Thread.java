package coppice.server.decisions;

import coppice.server.kernel.PartyId;
import java.time.Instant;
import java.util.UUID;

/// A conversation among members; proposals and polls grow out of it.
///
/// @param comments how many
/// @param lastAt   when something was said last
/// @param pinned   shown before the others
/// @param closed   nothing more is said in it, until it is opened again
/// @param summary  what it came to so far, by whoever wrote it last; may be empty
public record Thread(
        UUID id,
        String title,
        PartyId startedBy,
        Instant startedAt,
        long comments,
        Instant lastAt,
        boolean pinned,
        boolean closed,
        String summary) {
    /// @param versions how often it was changed
    public record Comment(UUID id, PartyId saidBy, Instant saidAt, String words, int versions) {}

    /// What a comment said before.
    public record Version(int number, String words, Instant writtenAt) {}

    public enum State {
        PINNED,
        UNPINNED,
        CLOSED,
        REOPENED
    }
}
