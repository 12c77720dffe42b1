package coppice.server.charter;

import coppice.server.commons.Authorised.Authority;
import coppice.server.kernel.ProposalId;
import java.time.Instant;
import java.util.Optional;

/// A charter as it was adopted: never edited, only followed by the next.
///
/// @param decision the decision that gave the mandate
public record CharterVersion(
        int version,
        Instant adoptedAt,
        Authority authority,
        Optional<ProposalId> decision,
        String reason,
        Charter charter) {}
