package coppice.server.identity;

import coppice.server.web.SessionId;
import java.time.Instant;

/// One place where somebody is signed in.
public record Session(SessionId id, String agent, Instant createdAt, Instant lastSeenAt) {}
