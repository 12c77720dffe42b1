/// Pictures and papers that people add to what they say and spend: checked, made harmless, kept in the database.
@NullMarked
@ApplicationModule(
        displayName = "4 Files",
        allowedDependencies = {"kernel", "web", "commons"})
package coppice.server.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
