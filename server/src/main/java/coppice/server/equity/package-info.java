/// Who owns a commons: a register of shares in four classes, how they are earned, what they come to.
@NullMarked
@ApplicationModule(
        displayName = "4 Equity",
        // contributions, on the same floor: shares follow from what people do
        // distributions, on the same floor: dividends are a part of a run
        allowedDependencies = {"kernel", "web", "commons", "ledger", "files", "contributions", "distributions"})
package coppice.server.equity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
