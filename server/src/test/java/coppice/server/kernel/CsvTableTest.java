package coppice.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people save is opened with a spreadsheet.
class CsvTableTest {
    private static String line(String... cells) {
        return new String(CsvTable.bytes(csv -> csv.add(cells)), StandardCharsets.UTF_8).stripTrailing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+cmd|calc", "-x", "@SUM(A1)", "-1+1", "=-1"})
    void noTextIsAFormula(String written) {
        assertThat(line(written)).isEqualTo("'" + written);
    }

    @Test
    void controlSignsInFrontAreNoWayRound() {
        assertThat(line("\t=1", "x")).startsWith("'\t=1");
        assertThat(line("\r=1", "x")).contains("'\r=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-12.50", "+3", "0", "Ana", "a=b", "2026-11-25"})
    void figuresAndPlainWordsStayAsTheyAre(String cell) {
        assertThat(line(cell)).isEqualTo(cell);
    }

    /// Every file of values goes through it: whoever writes one by himself forgets.
    @Test
    void nobodyElseWritesSuchFiles() throws IOException {
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(path -> path.toString().endsWith(".java"))
                            .filter(path -> read(path).contains("CsvWriter"))
                            .map(path -> path.getFileName().toString()))
                    .containsExactly("CsvTable.java");
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
