package coppice.server.commons;

import coppice.server.kernel.PartyId;
import coppice.server.web.Message;
import coppice.server.web.Text;
import java.util.Optional;
import java.util.Set;

/// Some of the members whose voice may weigh otherwise, or be counted apart. Somebody may be in several.
///
/// @param id   what it is known by, for ever: the room that knows it and its name there, as `equity:WORKER`. Two
/// classes that are called the same are two
/// @param name what people called it
/// @param word what it is called instead, where no people named it
public record VoterClass(String id, String name, Optional<Message> word, Set<PartyId> members) {
    public VoterClass {
        members = Set.copyOf(members);
    }

    public String called(Text text) {
        return word.map(text::say).orElse(name);
    }
}
