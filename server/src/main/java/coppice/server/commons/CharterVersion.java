package coppice.server.commons;

import java.time.Instant;

/// A charter as it was adopted: never edited, only followed by the next.
///
/// @param adoptedBy the name of whoever adopted it
/// @param authority `STEWARDS_ACT` until the commons decides by votes
public record CharterVersion(
        int version, Instant adoptedAt, String adoptedBy, String authority, String reason, Charter charter) {}
