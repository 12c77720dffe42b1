/// Capital let in up to a cap and then out of its logic.
@NullMarked
@ApplicationModule(
        displayName = "10 Transvestment",
        allowedDependencies = {"kernel", "web", "commons", "charter", "ledger", "distributions"})
package coppice.server.transvestment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
