/// Asking everybody: polls, secret ballots, who may vote, panels drawn by lot. It enacts nothing; proposals do, and
/// they
/// take their ballots and their electorate from here.
@NullMarked
@ApplicationModule(
        displayName = "6 Polls",
        allowedDependencies = {"kernel", "web", "commons", "charter", "mail", "talk"})
package coppice.server.polls;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
