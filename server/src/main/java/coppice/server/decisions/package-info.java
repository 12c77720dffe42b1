/// From talk to a decision that does what it says: threads, proposals, stances, outcomes, mandates.
@NullMarked
@ApplicationModule(
        displayName = "3 Decisions",
        // mail, on the same floor: what people are to hear is written with what it tells of, and mail knows no room
        // files, on the same floor: comments carry pictures and papers, and files knows no room
        allowedDependencies = {"kernel", "web", "commons", "mail", "files"})
package coppice.server.decisions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
