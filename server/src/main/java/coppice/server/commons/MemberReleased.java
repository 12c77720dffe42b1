package coppice.server.commons;

import coppice.server.kernel.PartyId;

/// A membership has ended.
public record MemberReleased(Authorised by, PartyId member) {}
