package coppice.dev;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateException;
import gg.jte.resolve.DirectoryCodeResolver;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The sources, and their classes in `server/target/dev`: only what changed, and what speaks of it, is compiled.
final class Sources {
    private static final String TEMPLATES = "server/src/main/java/coppice/server";

    private final Path root;
    private final Path generated;
    private final Classes classes;
    private Map<Path, Long> known = new HashMap<>();

    /// What was saved cannot be shown; the message says why.
    @SuppressWarnings("serial")
    static final class Broken extends Exception {
        Broken(String message) {
            super(message);
        }
    }

    Sources(Path root) throws IOException {
        this.root = root;
        generated = root.resolve("server/target/dev/jte");
        classes = new Classes(root.resolve("server/target/dev/classes"));
        for (var source : java()) if (classes.has(source)) known.put(source.file(), classes.madeAt(source));
    }

    /// Where a class loader finds the house.
    List<URL> places() throws MalformedURLException {
        return List.of(
                root.resolve("server/src/main/resources").toUri().toURL(),
                root.resolve("demo/src/main/resources").toUri().toURL(),
                classes.folder().toUri().toURL());
    }

    /// A source of Java and where it lies below its root, such as `coppice/server/web/Form.java`.
    record Source(Path file, String name) {}

    /// Brings the classes up to what is saved; true when a house has to be started anew for it.
    boolean compile() throws Broken {
        try {
            var now = stamps();
            if (now.equals(known)) return false;
            var before = known;
            known = now;
            if (changed(before, now).anyMatch(file -> file.toString().endsWith(".jte"))) {
                generate();
                known = stamps();
            }
            boolean anew =
                    changed(before, known).anyMatch(file -> !file.toString().contains("/resources/static/"));
            if (anew) {
                var sources = java();
                classes.forgetAllBut(sources);
                classes.compile(
                        sources,
                        sources.stream()
                                .filter(source -> !known.get(source.file()).equals(before.get(source.file())))
                                .toList());
            }
            return anew;
        } catch (IOException | TemplateException trouble) {
            throw new Broken(String.valueOf(trouble.getMessage()));
        }
    }

    private static java.util.stream.Stream<Path> changed(Map<Path, Long> before, Map<Path, Long> now) {
        Set<Path> files = new TreeSet<>(before.keySet());
        files.addAll(now.keySet());
        return files.stream().filter(file -> !java.util.Objects.equals(before.get(file), now.get(file)));
    }

    private Map<Path, Long> stamps() throws IOException {
        var stamps = new HashMap<Path, Long>();
        for (var source : java()) stamps.put(source.file(), time(source.file()));
        for (var folder : List.of(TEMPLATES, "server/src/main/resources"))
            for (var file : files(root.resolve(folder), "")) stamps.putIfAbsent(file, time(file));
        return stamps;
    }

    private static long time(Path file) throws IOException {
        return Files.exists(file) ? Files.getLastModifiedTime(file).toMillis() : 0;
    }

    private List<Source> java() throws IOException {
        var sources = new ArrayList<Source>();
        for (var folder :
                List.of("rules/src/main/java", "server/src/main/java", "demo/src/main/java", "server/target/dev/jte")) {
            var top = root.resolve(folder);
            for (var file : files(top, ".java"))
                if (!file.endsWith("module-info.java"))
                    sources.add(new Source(file, top.relativize(file).toString()));
        }
        String house = "coppice/server/DevHouse.java";
        sources.add(new Source(root.resolve("server/src/test/java/" + house), house));
        return sources;
    }

    private static List<Path> files(Path top, String ending) throws IOException {
        if (!Files.exists(top)) return List.of();
        try (var all = Files.find(
                top, 20, (file, kind) -> kind.isRegularFile() && file.toString().endsWith(ending))) {
            return all.toList();
        }
    }

    /// Java from all templates; a file that stays the same keeps its date.
    private void generate() throws IOException {
        var draft = root.resolve("server/target/dev/jte-draft");
        var engine = TemplateEngine.create(
                new DirectoryCodeResolver(root.resolve(TEMPLATES)), draft, ContentType.Html, null, "coppice.server");
        engine.setTrimControlStructures(true);
        engine.generateAll();
        var made = new HashSet<Path>();
        for (var file : files(draft, ".java")) {
            var target = generated.resolve(draft.relativize(file).toString());
            made.add(target);
            Files.createDirectories(target.getParent());
            if (!Files.exists(target) || Files.mismatch(file, target) >= 0)
                Files.move(file, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        for (var file : files(generated, ".java")) if (!made.contains(file)) Files.delete(file);
    }
}
