package coppice.server.kernel;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Comma-separated values for people, who open them with a spreadsheet: what it would take for a formula begins with
/// an apostrophe.
public final class CsvTable {
    private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\t\r].*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,30}(?:\\.[0-9]{1,30})?");

    private final CsvWriter csv;

    private CsvTable(CsvWriter csv) {
        this.csv = csv;
    }

    public void add(String... cells) {
        csv.writeRecord(Arrays.stream(cells).map(CsvTable::harmless).toArray(String[]::new));
    }

    private static String harmless(String cell) {
        return FORMULA.matcher(cell).matches() && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
    }

    /// The bytes of a file whose lines `lines` adds.
    public static byte[] bytes(Consumer<CsvTable> lines) {
        var text = new StringWriter();
        write(text, lines);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Flushed, not closed: `out` may be a zip that goes on.
    public static void write(Writer out, Consumer<CsvTable> lines) {
        try {
            var csv = CsvWriter.builder().build(out);
            lines.accept(new CsvTable(csv));
            csv.flush();
            out.flush();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
