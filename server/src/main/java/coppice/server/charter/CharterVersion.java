package coppice.server.charter;

import coppice.server.commons.Authorised.Authority;
import java.time.Instant;
import java.util.Optional;
import coppice.server.kernel.ProposalId;

/// A charter as it was adopted: never edited, only followed by the next.
///
/// @param decision the decision that gave the mandate
public record CharterVersion(
        int version, Instant adoptedAt, Authority authority, Optional<ProposalId> decision, String reason, Charter charter) {}
