/// Front door, first start, command line.
@NullMarked
@ApplicationModule(
        displayName = "13 Site",
        allowedDependencies = {"kernel", "web", "identity", "commons", "charter", "ledger", "contributions"})
package coppice.server.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
