/// What was decided and how it goes on: results that are followed up, and feeds of what was asked and decided.
@NullMarked
@ApplicationModule(
        displayName = "8 Outcomes",
        allowedDependencies = {"kernel", "web", "commons", "mail", "polls", "decisions"})
package coppice.server.outcomes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
