package coppice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// Asked last, when all tests have run; says nothing when only some were asked for.
@Order(Integer.MAX_VALUE)
class RefusalsMetTest {
    private static final Path TESTS = Path.of("target/test-classes");

    @Test
    void everyRefusalIsMetByATest() throws Exception {
        var unmet = new TreeSet<String>();
        for (var type : Refusals.types()) Refusals.codes(type).forEach(code -> unmet.add(Met.name(type, code)));
        unmet.removeAll(Met.refusals());
        Files.write(Path.of("target/refusals-unmet.txt"), unmet);
        assumeTrue(Met.tests().containsAll(tests()), "only some tests ran");
        assertThat(unmet).as("no test meets").isEmpty();
    }

    private static List<String> tests() throws Exception {
        try (var files = Files.walk(TESTS)) {
            return files.map(file -> TESTS.relativize(file).toString())
                    .filter(name -> name.endsWith("Test.class") && !name.contains("$"))
                    .map(name -> name.replace('/', '.').replaceAll("\\.class$", ""))
                    .filter(RefusalsMetTest::isRun)
                    .toList();
        }
    }

    /// Tests of ArchUnit run beside those of Jupiter.
    private static boolean isRun(String name) {
        try {
            var type = Class.forName(name, false, RefusalsMetTest.class.getClassLoader());
            if (Modifier.isAbstract(type.getModifiers())) return false;
            for (Class<?> from = type; from != null; from = from.getSuperclass())
                for (var method : from.getDeclaredMethods()) if (method.isAnnotationPresent(Test.class)) return true;
            return false;
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }
}
