package coppice.server.ledger;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Id;
import java.time.LocalDate;

/// Something that stays was bought with money on which somebody has a claim.
///
/// @param claim what it is locked for: see [ClaimOver]
public record AssetBought(CommonsId commons, Id claim, String name, long bookValueMinorUnits, LocalDate on) {}
