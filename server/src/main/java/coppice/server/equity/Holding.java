package coppice.server.equity;

import coppice.rules.shares.ShareClass;
import coppice.server.kernel.PartyId;

/// What somebody holds of a class.
///
/// @param minorUnits money put in for it and not paid back
public record Holding(ShareClass of, PartyId party, long shares, long minorUnits) {}
