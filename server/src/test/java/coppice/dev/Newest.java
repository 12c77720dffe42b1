package coppice.dev;

import coppice.dev.Sources.Broken;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.NestedExceptionUtils;

/// The house as the sources say now.
final class Newest {
    private final Sources sources;
    private final Map<String, String> environment = new HashMap<>();
    private Object house = new Object();
    private int port;
    private Broken broken;

    Newest(Sources sources) {
        this.sources = sources;
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("COPPICE_")) environment.put(name, value);
        });
        environment.put("COPPICE_PORT", "0");
    }

    /// The port of a house that knows all that has been saved.
    ///
    /// @throws Broken as long as the sources do not compile, or no house starts from them
    synchronized int now() throws Broken {
        long begun = System.nanoTime();
        try {
            boolean changed = sources.compile();
            if (changed) {
                start();
                broken = null;
                System.out.printf("As saved, after %.1f s%n", (System.nanoTime() - begun) / 1e9);
            }
        } catch (Broken fault) {
            System.out.println(fault.getMessage());
            broken = fault;
        }
        if (broken != null) throw broken;
        return port;
    }

    private void start() throws Broken {
        try {
            var loader = new URLClassLoader(sources.places().toArray(URL[]::new), Newest.class.getClassLoader());
            Thread.currentThread().setContextClassLoader(loader);
            var next = loader.loadClass("coppice.server.DevHouse")
                    .getConstructor(Map.class, boolean.class)
                    .newInstance(environment, port == 0);
            var before = house;
            house = next;
            port = (int) ask("port");
            if (before instanceof AutoCloseable old) old.close();
            if (before.getClass().getClassLoader() instanceof URLClassLoader old) old.close();
        } catch (Exception | LinkageError trouble) {
            throw new Broken("The house does not start: " + NestedExceptionUtils.getMostSpecificCause(trouble));
        }
    }

    private Object ask(String what) throws ReflectiveOperationException {
        return house.getClass().getMethod(what).invoke(house);
    }

    @SuppressWarnings("unchecked")
    List<String> links() throws ReflectiveOperationException {
        return (List<String>) ask("links");
    }

    /// Begins with what was saved before anybody asks for it.
    void watch() {
        while (true) {
            try {
                java.util.concurrent.TimeUnit.MILLISECONDS.sleep(300);
                now();
            } catch (Broken said) {
                // it stands on the page that is asked for, and was printed once
            } catch (InterruptedException stop) {
                return;
            }
        }
    }
}
