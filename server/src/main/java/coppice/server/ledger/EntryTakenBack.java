package coppice.server.ledger;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;

/// An entry is being taken back; whoever counts on it may still refuse.
public record EntryTakenBack(CommonsId commons, EntryId entry) {}
