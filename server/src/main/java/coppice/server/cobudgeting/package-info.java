/// Co-budgeting: rounds in which members give out a pool to buckets, and what is spent on them.
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
            "contributions",
            "distributions"
        })
package coppice.server.cobudgeting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
