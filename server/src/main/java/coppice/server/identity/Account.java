package coppice.server.identity;

import java.util.UUID;

/// A person known to this server.
public record Account(UUID id, String email, String name) {}
