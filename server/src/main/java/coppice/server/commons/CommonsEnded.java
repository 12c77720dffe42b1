package coppice.server.commons;

import coppice.server.kernel.EntryId;
import java.time.Instant;
import java.util.Optional;

/// A commons has just ended, in this transaction: all that is owed has been paid, and nothing in it may change any
/// more.
///
/// @param by    the decision to end it
/// @param entry the entry that paid debts and claims and handed over the rest; absent: there was nothing
public record CommonsEnded(Mandate by, Instant at, Optional<EntryId> entry) {}
