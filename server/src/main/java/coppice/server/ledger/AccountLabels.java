package coppice.server.ledger;

import coppice.server.kernel.CommonsId;
import java.util.Collection;
import java.util.Map;

/// What a room calls the accounts that it keeps by its own rules.
public interface AccountLabels {
    /// The room: what the codes of its accounts begin with.
    String room();

    /// Names by code, in people's words; a code it does not know is left out.
    Map<String, String> of(CommonsId commons, Collection<String> codes);
}
