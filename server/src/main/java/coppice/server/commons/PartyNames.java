package coppice.server.commons;

import coppice.server.kernel.PartyId;
import coppice.server.web.Names;
import coppice.server.web.Text;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Looks up what to call the parties of one page, in one go.
@Component
public class PartyNames {
    private final Commonses commonses;

    PartyNames(Commonses commonses) {
        this.commonses = commonses;
    }

    public Names of(Standing standing, Text text, Collection<PartyId> parties) {
        Map<PartyId, Party> known =
                standing.showsNames() ? commonses.parties(standing.commons().id(), parties) : Map.of();
        return party -> {
            var found = known.get(party);
            return found == null ? Names.hidden(text, party) : found.name();
        };
    }
}
