package coppice.server.equity;

import org.jspecify.annotations.Nullable;

/// @param ownership who holds shares in the commons and what they come to; absent: there are none
public record OwnershipRules(@Nullable Ownership ownership) {}
