package coppice.server.identity;

import coppice.server.web.Viewer.Scope;
import java.time.Instant;

/// What a program carries instead of a person; ends by itself.
public record Token(TokenId id, String name, Scope scope, Instant expiresAt) {}
