package coppice.server.commons;

import coppice.server.kernel.PartyId;

/// Proof that somebody is a member of a commons: only this room makes one, and verbs that need it ask for it.
public sealed class Member permits Steward {
    private final Commons commons;
    private final PartyId party;
    private final String name;

    Member(Commons commons, PartyId party, String name) {
        this.commons = commons;
        this.party = party;
        this.name = name;
    }

    public Commons commons() {
        return commons;
    }

    public PartyId party() {
        return party;
    }

    public String name() {
        return name;
    }
}
