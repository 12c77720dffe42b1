/// Who may act: accounts, sign-in, sessions, tokens.
@NullMarked
@ApplicationModule(
        displayName = "2 Identity",
        allowedDependencies = {"kernel", "web"})
package coppice.server.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
