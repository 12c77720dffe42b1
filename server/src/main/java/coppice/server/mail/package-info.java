/// What reaches people outside the server: an outbox, e-mail, and how they want to hear.
@NullMarked
@ApplicationModule(
        displayName = "4 Mail",
        allowedDependencies = {"kernel", "web", "identity", "commons"})
package coppice.server.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
