package coppice.server.kernel;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL that travel with this one, for this system and processor.
final class PostgresBinaries {
    private PostgresBinaries() {}

    /// Unpacks the binaries once; a marker file says that it was completed.
    static Path in(Path data, String major) throws IOException {
        var folder = data.resolve("postgres-" + major + "-binaries");
        if (Files.exists(folder.resolve("complete"))) return folder;
        String name = "postgres-" + system() + "-" + processor() + ".txz";
        try (InputStream archive = PostgresBinaries.class.getResourceAsStream("/" + name)) {
            if (archive == null)
                throw new DatabaseTrouble("This program brings no PostgreSQL for " + system() + " on " + processor()
                        + ". Set COPPICE_DATABASE_URL to a PostgreSQL of your own.");
            Files.createDirectories(folder);
            unpack(archive, folder);
            Files.writeString(folder.resolve("complete"), "");
        }
        return folder;
    }

    private static void unpack(InputStream archive, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                var target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) throw new IOException("unsafe path in archive: " + entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                Files.deleteIfExists(target);
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.copy(folder.resolve(entry.getLinkName()), target);
                } else {
                    Files.copy(tar, target);
                    Files.setPosixFilePermissions(
                            target,
                            PosixFilePermissions.fromString((entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String processor() {
        String name = System.getProperty("os.arch");
        return switch (name) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> name;
        };
    }
}
