package coppice.server;

import coppice.server.commons.Commons;
import java.util.List;

/// What a room brings for the laws of acts: valid terms of each act it offers, in a commons where they make sense.
/// Found by its type, listed nowhere.
public interface ActSamples {
    record Sample(Commons commons, Record terms) {}

    List<Sample> on(ActStage stage) throws Exception;
}
