package coppice.server;

import coppice.server.kernel.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Every refusal that the house can say.
final class Refusals {
    private static final Path CLASSES = Path.of("target/classes");

    private Refusals() {}

    static List<Class<?>> types() throws Exception {
        try (var files = Files.walk(CLASSES.resolve("coppice/server"))) {
            return files.map(file -> CLASSES.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("Generated"))
                    .<Class<?>>map(name -> type(name.replace('/', '.').replaceAll("\\.class$", "")))
                    .filter(type -> Refusal.class.isAssignableFrom(type) && !type.isInterface())
                    .toList();
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, Refusals.class.getClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    /// All codes: of a refusal with a fault, one for each.
    static List<String> codes() throws Exception {
        return types().stream().flatMap(Refusals::codes).toList();
    }

    static Stream<String> codes(Class<?> type) {
        String name = kebab(type.getSimpleName().replaceAll("(?<!^)(?=[A-Z])", "-"));
        return Stream.of(type.getRecordComponents())
                .filter(component -> component.getName().equals("fault")
                        && component.getType().isEnum())
                .findFirst()
                .map(fault ->
                        Stream.of(fault.getType().getEnumConstants()).map(one -> name + "-" + kebab(one.toString())))
                .orElseGet(() -> Stream.of(name));
    }

    private static String kebab(String name) {
        return name.replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
