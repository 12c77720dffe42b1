/// Page shell, text in people's language, forms, problem details, pictures as SVG.
@NullMarked
@ApplicationModule(
        displayName = "1 Web",
        allowedDependencies = {"kernel"})
package coppice.server.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
