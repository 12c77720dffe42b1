package coppice.server.commons;

import coppice.server.kernel.PartyId;

/// Proof that somebody keeps a commons' settings and, until it decides otherwise, acts for it.
public final class Steward extends Member implements Authorised {
    Steward(Commons commons, PartyId party, String name) {
        super(commons, party, name);
    }
}
