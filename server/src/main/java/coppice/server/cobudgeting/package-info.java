/// Co-budgeting: rounds in which members give out a pool to buckets.
@NullMarked
@ApplicationModule(
        displayName = "10 Cobudgeting",
        allowedDependencies = {
            "kernel",
            "web",
            "identity",
            "commons",
            "charter",
            "ledger",
            "mail",
            "files",
            "talk",
            "distributions",
            "expenses"
        })
package coppice.server.cobudgeting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
