/// What anyone may read without an account: the picture of the circuit, funds, runs, downloads.
@NullMarked
@ApplicationModule(
        displayName = "12 Open books",
        allowedDependencies = {"kernel", "web", "commons", "ledger"})
package coppice.server.openbooks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
