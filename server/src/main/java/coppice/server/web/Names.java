package coppice.server.web;

import coppice.server.kernel.PartyId;

/// What to call the parties of a page: their names for those who may read them, else a short random id.
public interface Names {
    String of(PartyId party);

    /// `somebody 3f9a`: tells two apart and says nothing more.
    static String hidden(Text text, PartyId party) {
        String id = party.toString();
        return text.say("web.somebody", id.substring(id.length() - 4));
    }
}
