package coppice.server.commons;

/// A commons was founded; what it needs in other rooms is made in the same transaction.
public record CommonsFounded(Commons commons) {}
