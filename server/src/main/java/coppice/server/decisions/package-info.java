/// What members decide does what it says: proposals, stances, outcomes, mandates; who speaks for whom, and who may act
/// alone.
@NullMarked
@ApplicationModule(
        displayName = "7 Decisions",
        allowedDependencies = {"kernel", "web", "commons", "charter", "mail", "talk", "polls"})
package coppice.server.decisions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
