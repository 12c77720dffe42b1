package coppice.server.site.cli;

import java.util.concurrent.Callable;

/// A command that comes with another library than the server's own, found as a service.
public interface Subcommand extends Callable<Integer> {}
