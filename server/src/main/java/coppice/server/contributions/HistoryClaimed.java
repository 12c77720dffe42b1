package coppice.server.contributions;

import coppice.server.commons.Commons;
import coppice.server.commons.Steward;
import coppice.server.kernel.PartyId;

/// An unclaimed history was confirmed to be a member's.
public record HistoryClaimed(Commons commons, Steward confirmedBy, PartyId history, PartyId member) {}
