package coppice.server.kernel;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/// Reads files of comma-separated values that people bring: UTF-8, a header, bounded in every direction.
public final class CsvFile {
    private static final int LONGEST_LINE = 100_000;

    private CsvFile() {}

    /// Why a file cannot be read, with the line where it happened (0: the file as a whole).
    public sealed interface Fault {
        record NotUtf8(long position) implements Fault {}

        record NoColumn(String column, String columns) implements Fault {}

        record Malformed(long line) implements Fault {}

        record LineTooLong(long line) implements Fault {}

        record Empty() implements Fault {}
    }

    @SuppressWarnings("serial")
    public static final class Unreadable extends Exception {
        private final transient Fault fault;

        Unreadable(Fault fault) {
            super(fault.toString(), null, false, false);
            this.fault = fault;
        }

        public Fault fault() {
            return fault;
        }
    }

    /// The text of a file; a byte-order mark at its beginning is left out.
    public static String text(byte[] bytes) throws Unreadable {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var buffer = ByteBuffer.wrap(bytes);
        try {
            String text = decoder.decode(buffer).toString();
            int nul = text.indexOf('\0');
            if (nul >= 0) throw new Unreadable(new Fault.NotUtf8(nul + 1L));
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            throw new Unreadable(new Fault.NotUtf8(buffer.position() + 1L));
        }
    }

    /// Hands over every record; `columns` must all be in the header.
    public static void read(String text, List<String> columns, Consumer<NamedCsvRecord> taker) throws Unreadable {
        checkLines(text);
        long line = 1;
        boolean any = false;
        try (var reader = CsvReader.builder().skipEmptyLines(true).ofNamedCsvRecord(text)) {
            for (var record : reader) {
                if (!any) {
                    any = true;
                    for (var column : columns)
                        if (!record.getHeader().contains(column))
                            throw new Unreadable(new Fault.NoColumn(column, String.join(", ", record.getHeader())));
                }
                line = record.getStartingLineNumber();
                taker.accept(record);
            }
        } catch (CsvParseException _) {
            throw new Unreadable(new Fault.Malformed(line + 1));
        } catch (java.io.IOException _) {
            throw new Unreadable(new Fault.Malformed(line + 1));
        }
        if (!any) throw new Unreadable(new Fault.Empty());
    }

    private static void checkLines(String text) throws Unreadable {
        long line = 1;
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            if (end < 0) end = text.length();
            if (end - start > LONGEST_LINE) throw new Unreadable(new Fault.LineTooLong(line));
            start = end + 1;
            line++;
        }
    }
}
