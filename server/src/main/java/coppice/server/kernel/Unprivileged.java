package coppice.server.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/// As root, PostgreSQL runs as another user; where `setpriv` is at hand, it ends with this program.
final class Unprivileged {
    private static final int NOBODY = 65534;

    private Unprivileged() {}

    /// Whether PostgreSQL can work in this folder: as root it runs as another user, who must be able to
    /// reach it.
    static boolean canWorkIn(Path data) {
        return !isRoot() || openToOthers(data);
    }

    private static boolean openToOthers(Path data) {
        try {
            for (var folder = data.toAbsolutePath(); folder != null; folder = folder.getParent())
                if (Files.exists(folder)
                        && !Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE))
                    return false;
            return true;
        } catch (IOException unreadable) {
            return false;
        }
    }

    static List<String> command() {
        var command = new ArrayList<String>();
        boolean setpriv = Files.isExecutable(Path.of("/usr/bin/setpriv"));
        if (isRoot() && !setpriv)
            throw new DatabaseTrouble("PostgreSQL does not run as root. Start Coppice as an ordinary user.");
        if (setpriv) {
            command.add("/usr/bin/setpriv");
            if (isRoot())
                command.addAll(List.of("--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--no-new-privs"));
            command.add("--pdeathsig=INT");
        }
        return command;
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    static void giveAway(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", NOBODY, LinkOption.NOFOLLOW_LINKS);
    }
}
