/// What people give to the commons: logged, recognised by peers, imported from histories with evidence.
@NullMarked
@ApplicationModule(
        displayName = "8 Contributions",
        allowedDependencies = {"kernel", "web", "commons", "charter"})
package coppice.server.contributions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
