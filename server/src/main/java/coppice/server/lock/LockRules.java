package coppice.server.lock;

import org.jspecify.annotations.Nullable;

/// @param lock what can never be taken away, and who has to consent; absent: only the ledger's own lock
public record LockRules(@Nullable AssetLock lock) {}
