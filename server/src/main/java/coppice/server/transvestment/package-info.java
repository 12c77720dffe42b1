/// Capital let in up to a cap and then out of its logic; the asset lock, the golden share, the end of a
/// commons.
@NullMarked
@ApplicationModule(
        displayName = "4 Transvestment",
        // distributions, on the same floor: returns are a part of a run
        // equity, on the same floor: at the end funders' shares are paid back at par
        allowedDependencies = {"kernel", "web", "commons", "ledger", "decisions", "distributions", "equity"})
package coppice.server.transvestment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
