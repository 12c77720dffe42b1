/// Who owns a commons: a register of shares in four classes, how they are earned, what they come to.
@NullMarked
@ApplicationModule(
        displayName = "10 Equity",
        allowedDependencies = {
            "kernel",
            "web",
            "commons",
            "charter",
            "ledger",
            "files",
            "contributions",
            "distributions"
        })
package coppice.server.equity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
