/// From talk to a decision that does what it says: threads, proposals, stances, outcomes, mandates.
@NullMarked
@ApplicationModule(
        displayName = "3 Decisions",
        allowedDependencies = {"kernel", "web", "identity", "commons"})
package coppice.server.decisions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
