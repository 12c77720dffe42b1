/// Words every room shares: typed ids, refusals, money, business time, transactions, settings, the database.
@NullMarked
@ApplicationModule(
        displayName = "0 Kernel",
        allowedDependencies = {})
package coppice.server.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
