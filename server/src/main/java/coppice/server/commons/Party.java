package coppice.server.commons;

import coppice.server.kernel.PartyId;

/// Somebody the commons deals with.
///
/// @param claimed true when an account belongs to it
public record Party(PartyId id, String name, boolean claimed) {}
