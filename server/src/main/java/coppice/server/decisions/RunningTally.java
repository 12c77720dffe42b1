package coppice.server.decisions;

import coppice.rules.voting.Stance;
import coppice.server.kernel.PartyId;
import java.util.Map;
import java.util.Set;

/// How a proposal stands: as it is while it is open, or as it was at its close.
///
/// @param counts       voices by stance, those included that were handed on; in hundredths of a voice where voices have
/// weights; none while it is open and secret
/// @param eligible     voices that there are, in the same unit
/// @param took         voters who took part by themselves while it is open; voices that took part after its close
/// @param voters       who may take part
/// @param heardThrough whom others are heard through, by whom is heard; none while it is open and secret
/// @param mayClose     it can be closed before its time: whoever has said nothing could not change the outcome
public record RunningTally(
        Map<Stance, Long> counts,
        long eligible,
        long took,
        Set<PartyId> voters,
        Map<PartyId, PartyId> heardThrough,
        boolean mayClose) {}
