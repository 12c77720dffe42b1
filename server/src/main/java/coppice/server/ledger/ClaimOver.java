package coppice.server.ledger;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Id;

/// Nobody has a claim any more on what was bought with this money: it is the commons' own for good.
public record ClaimOver(CommonsId commons, Id claim) {}
