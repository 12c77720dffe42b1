package coppice.server.commons;

import coppice.server.kernel.PartyId;
import java.util.List;

/// Some of the members under a name: a circle that talks and votes by itself, or a class whose voice the charter
/// counts apart. Somebody may be in several.
///
/// @param isClass true: who belongs to it is a matter of membership, decided like any other
public record Circle(CircleId id, String name, String purpose, boolean isClass, List<PartyId> members) {
    public boolean has(PartyId party) {
        return members.contains(party);
    }
}
