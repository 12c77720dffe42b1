/// Everything that has money or points in it: accounts, transfers, the lock. The only writer of balances.
@NullMarked
@ApplicationModule(
        displayName = "5 Ledger",
        allowedDependencies = {"kernel", "web", "commons"})
package coppice.server.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
