package coppice.server.commons;

import coppice.server.kernel.PartyId;
import coppice.server.web.Text;
import java.util.Set;

/// Some of the members whose voice may weigh otherwise, or be counted apart. Somebody may be in several.
///
/// @param id        what it is known by, for ever: the room that knows it and its name there, as `equity:WORKER`. Two
/// classes that are called the same are two
/// @param name      what people called it, or the message that it is called by
/// @param isMessage which of the two
public record VoterClass(String id, String name, boolean isMessage, Set<PartyId> members) {
    public VoterClass {
        members = Set.copyOf(members);
    }

    public String called(Text text) {
        return isMessage ? text.say(name) : name;
    }
}
