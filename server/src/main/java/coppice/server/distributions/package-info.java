/// The surplus of a commons, shared by its charter: value equation, runs, claims, who got what for which
/// contribution.
@NullMarked
@ApplicationModule(
        displayName = "9 Distributions",
        allowedDependencies = {"kernel", "web", "commons", "charter", "ledger", "contributions"})
package coppice.server.distributions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
