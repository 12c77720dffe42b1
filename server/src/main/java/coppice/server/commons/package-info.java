/// The commons that live here: members, stewards, and the charter, whose every change is a new dated version.
@NullMarked
@ApplicationModule(
        displayName = "3 Commons",
        allowedDependencies = {"kernel", "web", "identity"})
package coppice.server.commons;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
