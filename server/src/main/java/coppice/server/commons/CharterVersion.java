package coppice.server.commons;

import coppice.server.kernel.ProposalId;
import coppice.server.commons.Authorised.Authority;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A charter as it was adopted: never edited, only followed by the next.
///
/// @param adoptedBy the name of whoever adopted it
/// @param authority `STEWARDS_ACT` or `MANDATE`
/// @param decision  the decision that gave the mandate
public record CharterVersion(
        int version,
        Instant adoptedAt,
        String adoptedBy,
        Authority authority,
        Optional<ProposalId> decision,
        String reason,
        Charter charter) {}
