package coppice.server.charter;

import coppice.rules.returns.Statute;

/// What the law asks of a surplus under a charter; said by the room that keeps the lock.
public interface Law {
    Statute of(Charter charter);
}
