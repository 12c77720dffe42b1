package coppice.server.contributions;

import coppice.server.kernel.CommonsId;

/// A contribution was replaced by another; whoever counted it already may still refuse.
public record ContributionCorrected(CommonsId commons, ContributionId original) {}
