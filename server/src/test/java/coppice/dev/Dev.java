package coppice.dev;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/// What `bin/dev` runs: the house from its sources, always the newest.
///
/// Whoever asks for a page waits until what was saved is compiled and the house stands on it. A stylesheet is
/// served as it lies there; for a template, a class, a message or a migration the house is started anew in a class
/// loader of its own, beside the old one, while libraries stay loaded and the database stays up.
final class Dev {
    private Dev() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("spring.web.resources.cache.cachecontrol.no-store", "true");
        System.setProperty("server.shutdown", "immediate");
        int port = Integer.parseInt(System.getenv().getOrDefault("COPPICE_PORT", "8080"));
        var house = new Newest(new Sources(Path.of("")));
        try (var door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            house.now();
            System.out.println("Coppice listens on http://localhost:" + port + ". Sign in as somebody:");
            house.links().forEach(link -> System.out.println("  http://localhost:" + port + link));
            Thread.ofVirtual().start(house::watch);
            while (true) {
                var client = door.accept();
                Thread.ofVirtual().start(new Visit(client, house));
            }
        }
    }
}
