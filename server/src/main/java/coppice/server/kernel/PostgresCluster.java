package coppice.server.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// The files of the embedded database: made once, of one version, with a password that only the owner can read.
final class PostgresCluster {
    /// What PostgreSQL 18 writes into PG_VERSION.
    static final String MAJOR = "18";

    private PostgresCluster() {}

    static void checkVersion(Path cluster) throws IOException {
        var version = cluster.resolve("PG_VERSION");
        if (!Files.exists(version)) return;
        String found = Files.readString(version).strip();
        if (!found.equals(MAJOR))
            throw new DatabaseTrouble("The data folder holds a database of PostgreSQL " + found
                    + ", and this program brings PostgreSQL " + MAJOR
                    + ". Nothing was touched. Start the version of Coppice that made it, or set COPPICE_DATABASE_URL.");
    }

    static String password(Path data) throws IOException {
        var file = data.resolve("password");
        if (!Files.exists(file)) {
            var draft = Files.createFile(
                    data.resolve("password.new"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, new Ids(java.time.Clock.systemUTC()).secret());
            Files.move(draft, file);
        }
        return Files.readString(file).strip();
    }

    static void create(Path binaries, Path data, Path cluster, String password) throws IOException {
        var draft = data.resolve("postgres-new");
        delete(draft);
        Files.createDirectories(draft);
        var passwordFile = data.resolve("initdb-password");
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, password);
        if (Unprivileged.isRoot()) {
            Unprivileged.giveAway(draft);
            Unprivileged.giveAway(passwordFile);
        }
        var command = Unprivileged.command();
        command.addAll(List.of(
                binaries.resolve("bin/initdb").toString(),
                "--pgdata=" + draft,
                "--username=postgres",
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--data-checksums",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C"));
        var output = data.resolve("initdb.log");
        var initdb = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .directory(draft.toFile())
                .start();
        int code = waitFor(initdb);
        Files.deleteIfExists(passwordFile);
        if (code != 0)
            throw new DatabaseTrouble("The database could not be created in " + cluster + ":\n"
                    + Files.readString(output).strip());
        Files.move(draft, cluster);
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
