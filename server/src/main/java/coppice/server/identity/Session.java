package coppice.server.identity;

import java.time.Instant;
import java.util.UUID;

/// One place where somebody is signed in.
public record Session(UUID id, String agent, Instant createdAt, Instant lastSeenAt) {}
