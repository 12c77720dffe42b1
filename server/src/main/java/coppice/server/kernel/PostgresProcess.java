package coppice.server.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The embedded PostgreSQL: real binaries, run as a child of this program on the loopback address alone.
///
/// A `kill -9` of this program takes PostgreSQL along (where `setpriv` is at hand), and the next start
/// works at once. As root it runs under an unprivileged uid. The password is random and stands in a file
/// that only the owner can read.
final class PostgresProcess implements AutoCloseable {
    private static final long LAST_WORK_SECONDS = 60;

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
        if (!Unprivileged.canWorkIn(data))
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
            PostgresCluster.checkVersion(cluster);
            var binaries = PostgresBinaries.in(data, PostgresCluster.MAJOR);
            var password = PostgresCluster.password(data);
            awaitPredecessor(cluster);
            if (!Files.exists(cluster.resolve("PG_VERSION"))) PostgresCluster.create(binaries, data, cluster, password);
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

    private static PostgresProcess launch(
            Path binaries, Path data, Path cluster, String password, FileChannel lockChannel, FileLock lock)
            throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var command = Unprivileged.command();
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
}
