package coppice.server.commons;

import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import java.util.Map;
import java.util.Set;

/// Classes that follow from something else than a decision about who is in them, such as from shares held.
public interface ClassSource {
    /// Who is in which, by the class's name.
    Map<String, Set<PartyId>> classes(CommonsId commons);
}
