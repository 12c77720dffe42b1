/// To come.
@NullMarked
@ApplicationModule(displayName = "4 X", allowedDependencies = {})
package coppice.server.contributions;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
