/// The charter of a commons: chapters that rooms bring, every change a new dated version, and how it is changed.
@NullMarked
@ApplicationModule(
        displayName = "4 Charter",
        allowedDependencies = {"kernel", "web", "identity", "commons"})
package coppice.server.charter;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
