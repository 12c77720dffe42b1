/// What can never be taken away: the asset lock, the golden share, what was bought and stays, and the end of a
/// commons.
@NullMarked
@ApplicationModule(
        displayName = "11 Lock",
        allowedDependencies = {"kernel", "web", "commons", "charter", "ledger", "decisions"})
package coppice.server.lock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
