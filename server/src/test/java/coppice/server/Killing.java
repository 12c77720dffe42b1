package coppice.server;

import coppice.server.kernel.Database;
import coppice.server.kernel.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ConfigurableApplicationContext;

/// A server of its own, in a process of its own, that can be killed with -9; and the same house entered
/// without it.
public abstract class Killing {
    private final Path data;
    private final Settings settings;

    protected Killing(String name) {
        data = House.folder(name);
        settings = Settings.from(Map.of("COPPICE_DATA", data.toString(), "COPPICE_PORT", "0"));
    }

    public interface Indoors<T> {
        T with(ConfigurableApplicationContext house) throws Exception;
    }

    /// Does something in the house while no server runs.
    protected <T> T indoors(Clock clock, Indoors<T> work) throws Exception {
        try (var database = Database.open(settings);
                var house = Coppice.start(settings, database, clock, false)) {
            return work.with(house);
        }
    }

    /// A running server.
    public record Doomed(Process process, BufferedReader said, HttpClient http, String address)
            implements AutoCloseable {
        public void kill() {
            process.destroyForcibly();
        }

        /// The answer, or nothing when none came or another than `status`.
        public Optional<String> post(String path, String token, String key, String body, int status) {
            var request = HttpRequest.newBuilder(URI.create(address + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            try {
                var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                return answer.statusCode() == status ? Optional.of(answer.body()) : Optional.empty();
            } catch (IOException killed) {
                return Optional.empty();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly().onExit().join();
            http.close();
            said.close();
        }
    }

    protected Doomed serve() throws IOException {
        var server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "coppice.server.Coppice",
                        "serve")
                .redirectErrorStream(true);
        server.environment().keySet().removeIf(name -> name.startsWith("COPPICE_"));
        server.environment().put("COPPICE_DATA", data.toString());
        server.environment().put("COPPICE_PORT", "0");
        var process = server.start();
        var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine())
            if (line.startsWith("Coppice listens on "))
                return new Doomed(
                        process, said, HttpClient.newHttpClient(), line.substring("Coppice listens on ".length()));
        throw new IllegalStateException("the server did not start");
    }
}
