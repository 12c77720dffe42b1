package coppice.server.kernel;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// The embedded PostgreSQL: real binaries, run as a child of this program on the loopback address alone.
///
/// A `kill -9` of this program takes PostgreSQL along (where `setpriv` is at hand), and the next start
/// works at once. As root it runs under an unprivileged uid. The password is random and stands in a file
/// that only the owner can read.
final class PostgresProcess implements AutoCloseable {
    /// What PostgreSQL 18 writes into PG_VERSION.
    private static final String MAJOR = "18";

    private static final long LAST_WORK_SECONDS = 60;
    private static final int UNPRIVILEGED = 65534;

    private final Process process;
    private final int port;
    private final String password;
    private final FileChannel lockChannel;
    private final @Nullable FileLock lock;

    private PostgresProcess(
            Process process, int port, String password, FileChannel lockChannel, @Nullable FileLock lock) {
        this.process = process;
        this.port = port;
        this.password = password;
        this.lockChannel = lockChannel;
        this.lock = lock;
    }

    int port() {
        return port;
    }

    String password() {
        return password;
    }

    static PostgresProcess start(Path data) {
        if (!canWorkIn(data))
            throw new DatabaseTrouble("The data folder " + data + " lies in a folder that is closed to other users, and"
                    + " PostgreSQL does not run as root. Set COPPICE_DATA to a folder such as /var/lib/coppice, or start"
                    + " Coppice as an ordinary user. Nothing was touched.");
        try {
            Files.createDirectories(data);
            var lockChannel =
                    FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = lock(lockChannel);
            if (lock == null)
                throw new DatabaseTrouble("Another Coppice is already running on the data folder " + data
                        + ". Stop it first, or set COPPICE_DATA to another folder.");
            var cluster = data.resolve("postgres");
            checkVersion(cluster);
            var binaries = binaries(data);
            var password = password(data);
            awaitPredecessor(cluster);
            if (!Files.exists(cluster.resolve("PG_VERSION"))) initialise(binaries, data, cluster, password);
            return launch(binaries, data, cluster, password, lockChannel, lock);
        } catch (IOException trouble) {
            throw new DatabaseTrouble("The data folder " + data + " cannot be used: " + trouble.getMessage());
        }
    }

    /// Held by this very program counts as held by another.
    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            return null;
        }
    }

    /// Where a PostgreSQL that another program runs on this data folder can be reached.
    record Running(int port, String password) {
        String url(String database) {
            return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
        }
    }

    static Optional<Running> running(Path data) {
        var pid = data.resolve("postgres/postmaster.pid");
        if (!Files.exists(pid)) return Optional.empty();
        try (var channel = FileChannel.open(data.resolve("lock"), StandardOpenOption.WRITE);
                var lock = lock(channel)) {
            if (lock != null) return Optional.empty();
            int port = Integer.parseInt(Files.readAllLines(pid).get(3).strip());
            return Optional.of(
                    new Running(port, Files.readString(data.resolve("password")).strip()));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException unreadable) {
            return Optional.empty();
        }
    }

    /// After a program that was killed its PostgreSQL is still putting things in order; the next one waits
    /// for it.
    private static void awaitPredecessor(Path cluster) throws IOException {
        var file = cluster.resolve("postmaster.pid");
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException gone) {
            return; // none was at work, or it finished at this moment: asking first and reading then would trip on it
        }
        if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]{1,10}")) return;
        var predecessor = ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"));
        if (predecessor.isEmpty()) return;
        try {
            predecessor.get().onExit().get(LAST_WORK_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException tooLong) {
            throw new DatabaseTrouble("The database of a Coppice that was killed is still at work on " + cluster
                    + " (process " + predecessor.get().pid() + "). Try again in a minute. Nothing was touched.");
        } catch (ExecutionException cannotWait) {
            throw new IOException(cannotWait);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new DatabaseTrouble("The start was interrupted.");
        }
    }

    private static void checkVersion(Path cluster) throws IOException {
        var version = cluster.resolve("PG_VERSION");
        if (!Files.exists(version)) return;
        String found = Files.readString(version).strip();
        if (!found.equals(MAJOR))
            throw new DatabaseTrouble("The data folder holds a database of PostgreSQL " + found
                    + ", and this program brings PostgreSQL " + MAJOR
                    + ". Nothing was touched. Start the version of Coppice that made it, or set COPPICE_DATABASE_URL.");
    }

    /// Unpacks the binaries once; a marker file says that it was completed.
    private static Path binaries(Path data) throws IOException {
        var folder = data.resolve("postgres-" + MAJOR + "-binaries");
        if (Files.exists(folder.resolve("complete"))) return folder;
        String name = "postgres-" + system() + "-" + processor() + ".txz";
        try (InputStream archive = PostgresProcess.class.getResourceAsStream("/" + name)) {
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

    private static String password(Path data) throws IOException {
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

    private static void initialise(Path binaries, Path data, Path cluster, String password) throws IOException {
        var draft = data.resolve("postgres-new");
        delete(draft);
        Files.createDirectories(draft);
        var passwordFile = data.resolve("initdb-password");
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, password);
        if (isRoot()) {
            giveAway(draft);
            giveAway(passwordFile);
        }
        var command = unprivileged();
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

    private static PostgresProcess launch(
            Path binaries, Path data, Path cluster, String password, FileChannel lockChannel, FileLock lock)
            throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var command = unprivileged();
        command.addAll(List.of(
                binaries.resolve("bin/postgres").toString(),
                "-D",
                cluster.toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=60",
                "-c",
                "shared_buffers=128MB",
                "-c",
                "autovacuum_naptime=10s",
                "-c",
                "log_timezone=UTC",
                "-c",
                "timezone=UTC"));
        var log = data.resolve("postgres.log");
        // Started from a thread that lives as long as the program: the parent-death signal is tied to the thread.
        var started = new CompletableFuture<Process>();
        Thread.ofPlatform().name("postgres").daemon(true).start(() -> {
            try {
                var child = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .directory(cluster.toFile())
                        .start();
                started.complete(child);
                child.waitFor();
            } catch (IOException trouble) {
                started.completeExceptionally(new UncheckedIOException(trouble));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        });
        var process = started.join();
        var server = new PostgresProcess(process, port, password, lockChannel, lock);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.awaitReady(log);
        return server;
    }

    private void awaitReady(Path log) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (true) {
            try (var connection = DriverManager.getConnection(url("postgres"), "postgres", password)) {
                if (connection.isValid(5)) return;
            } catch (SQLException notYet) {
                if (!process.isAlive() || System.nanoTime() > deadline)
                    throw new DatabaseTrouble("The database did not start. It said:\n"
                            + Files.readString(log).strip());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(30);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new DatabaseTrouble("The start was interrupted.");
            }
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /// Stops PostgreSQL in order (a fast shutdown) and lets go of the data folder.
    @Override
    public void close() {
        if (process.isAlive()) {
            try {
                new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                        .start()
                        .waitFor();
                if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
            } catch (IOException cannotSignal) {
                process.destroy();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            if (lock != null && lock.isValid()) lock.release();
            lockChannel.close();
        } catch (IOException alreadyClosed) {
            // nothing is held any more
        }
    }

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

    private static List<String> unprivileged() {
        var command = new ArrayList<String>();
        boolean setpriv = Files.isExecutable(Path.of("/usr/bin/setpriv"));
        if (isRoot() && !setpriv)
            throw new DatabaseTrouble("PostgreSQL does not run as root. Start Coppice as an ordinary user.");
        if (setpriv) {
            command.add("/usr/bin/setpriv");
            if (isRoot())
                command.addAll(List.of(
                        "--reuid=" + UNPRIVILEGED, "--regid=" + UNPRIVILEGED, "--clear-groups", "--no-new-privs"));
            command.add("--pdeathsig=INT");
        }
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void giveAway(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", UNPRIVILEGED, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", UNPRIVILEGED, LinkOption.NOFOLLOW_LINKS);
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
