/// Where members talk: discussions, comments, and opinions that are gathered in large rooms. It decides nothing; what
/// decides grows out of it.
@NullMarked
@ApplicationModule(
        displayName = "5 Talk",
        allowedDependencies = {"kernel", "web", "commons", "mail", "files"})
package coppice.server.talk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
