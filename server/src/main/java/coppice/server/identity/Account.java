package coppice.server.identity;

import coppice.server.kernel.AccountId;

/// A person known to this server.
public record Account(AccountId id, String email, String name) {}
