package coppice.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// Starts the packed program again and again while visitors knock from before it listens.
///
/// A start has answered when every visitor has had an answer from each of the pages. The demo's data are loaded first,
/// so that the pages have something to show. Uses nothing but the JDK: `java Starts.java JAR [starts] [visitors]
/// [JAR with the demo]`.
final class Starts {
    private static final long DEADLINE_SECONDS = 120;
    private static final List<String> PAGES = List.of(
            "/",
            "/sign-in",
            "/api/openapi",
            "/c/none",
            "/style.css",
            "/c/hazel-yard",
            "/c/hazel-yard/openbooks",
            "/c/hazel-yard/ledger",
            "/api/c/hazel-yard/openbooks",
            "/c/hazel-yard/decisions",
            "/c/hazel-yard/cobudgeting",
            "/waiting",
            "/c/hazel-yard/equity",
            "/c/hazel-yard/transvestment/lock",
            "/c/hazel-yard/charter",
            "/c/hazel-yard/distributions/1");

    private final Path jar;
    private final Path demo;
    private final Path data = Path.of(
            System.getProperty("java.io.tmpdir"),
            "coppice-starts-" + ProcessHandle.current().pid());
    private final int visitors;

    private Starts(Path jar, Path demo, int visitors) {
        this.jar = jar;
        this.demo = demo;
        this.visitors = visitors;
    }

    public static void main(String[] arguments) throws Exception {
        int starts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        int visitors = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 16;
        var all = new Starts(Path.of(arguments[0]), Path.of(arguments[arguments.length > 3 ? 3 : 0]), visitors);
        int answered = 0;
        try {
            all.start(0);
            for (int start = 1; start <= starts; start++) if (all.start(start)) answered++;
        } finally {
            all.tidy();
        }
        System.out.printf("%d of %d starts answered %d visitors%n", answered, starts, visitors);
        System.exit(answered == starts ? 0 : 1);
    }

    /// One start; the first, number 0, loads the demo and has no visitors.
    private boolean start(int number) throws Exception {
        int port = freePort();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var line = new ArrayList<>(List.of(java, "-XX:+UseSerialGC", "-jar", (number == 0 ? demo : jar).toString()));
        line.addAll(number == 0 ? List.of("demo", "--data", data.toString()) : List.of("serve"));
        var command = new ProcessBuilder(line).redirectErrorStream(true);
        command.environment().keySet().removeIf(name -> name.startsWith("COPPICE_"));
        command.environment().put("COPPICE_DATA", data.toString());
        command.environment().put("COPPICE_PORT", String.valueOf(port));
        var process = command.start();
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        var listens = listening(process);
        var satisfied = new CountDownLatch(number == 0 ? 0 : visitors);
        var knocking = new ArrayList<Thread>();
        for (int i = 0; i < satisfied.getCount(); i++) {
            int first = i;
            knocking.add(Thread.ofPlatform().daemon().start(() -> visit(port, first, deadline, satisfied)));
        }
        try {
            listens.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            boolean all = satisfied.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            System.out.printf(
                    "start %d: %s; %.1f s of processor time, %s%n",
                    number,
                    all ? "all answered" : satisfied.getCount() + " visitors still wait",
                    process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0,
                    resident(process));
            return all;
        } catch (TimeoutException | ExecutionException never) {
            System.out.printf("start %d: it never listened: %s%n", number, never.getMessage());
            return false;
        } finally {
            knocking.forEach(Thread::interrupt);
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS))
                process.destroyForcibly().waitFor();
        }
    }

    private static CompletableFuture<String> listening(Process process) {
        var listens = new CompletableFuture<String>();
        Thread.ofPlatform().daemon().start(() -> {
            try (var said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                String last = "";
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    if (line.startsWith("Coppice listens on ")) listens.complete(line);
                    last = line;
                }
                listens.completeExceptionally(new IOException("it ended with: " + last));
            } catch (IOException gone) {
                listens.completeExceptionally(gone);
            }
        });
        return listens;
    }

    private static void visit(int port, int first, long deadline, CountDownLatch satisfied) {
        try (var http = HttpClient.newHttpClient()) {
            while (!open(port)) LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            for (int i = 0; i < PAGES.size(); i++) {
                String page = PAGES.get((first + i) % PAGES.size());
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + page))
                        .timeout(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))
                        .build();
                int status = http.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status >= 500) throw new IllegalStateException(page + " answered " + status);
            }
            satisfied.countDown();
        } catch (IOException | InterruptedException unanswered) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean open(int port) throws InterruptedException {
        if (Thread.interrupted()) throw new InterruptedException();
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String resident(Process process) throws IOException {
        var status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) return "memory unknown";
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB resident")
                .findFirst()
                .orElse("memory unknown");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void tidy() throws IOException {
        try (var files = Files.walk(data)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
