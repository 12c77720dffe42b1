package coppice.server.commons;

import coppice.server.kernel.Id;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.ProposalId;

/// The authority that a passed decision gives for its motion, once. Only `decisions` grants one.
///
/// @param decision the proposal that passed
/// @param party    who proposed it, or whom it lets act
/// @param act      what is done by it, once: the decision itself, or one act of somebody whom it lets act
public record Mandate(Commons commons, ProposalId decision, PartyId party, Id act) implements Authorised {}
