package coppice.server.charter;

import coppice.server.commons.Concerns;
import coppice.server.commons.Matter;
import coppice.server.commons.Term;

/// To adopt a new charter.
///
/// @param after the version it was written on
@Concerns({Matter.CHARTER, Matter.LOCK})
public record AmendCharter(
        @Term(least = 1, most = Integer.MAX_VALUE - 1) int after,
        Charter charter,
        @Term(longest = 500) String reason) {}
