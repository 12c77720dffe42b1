package coppice.server.charter;

import coppice.server.commons.Authorised;

/// A charter is about to be adopted that changes the lock, or how the lock is decided on; the first one changes what
/// is where nothing is said. Who has to consent may refuse.
public record LockChanges(Authorised by, Charter before, Charter after) {}
