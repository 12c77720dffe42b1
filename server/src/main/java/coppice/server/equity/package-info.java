/// Who owns a commons: a register of shares in four classes, how they are earned, what they come to.
@NullMarked
@ApplicationModule(
        displayName = "4 Equity",
        // contributions and distributions, on the same floor: shares follow from what people do, dividends from a run
        allowedDependencies = {"kernel", "web", "commons", "ledger", "files", "contributions", "distributions"})
package coppice.server.equity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
