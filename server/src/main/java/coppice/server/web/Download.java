package coppice.server.web;

import coppice.server.kernel.CsvTable;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// A file to save.
///
/// @param type its media type
public record Download(String name, String type, byte[] content) implements Reply {
    public static Download csv(String name, Consumer<CsvTable> lines) {
        return new Download(name, "text/csv;charset=UTF-8", CsvTable.bytes(lines));
    }

    public static Download text(String name, String type, String text) {
        return new Download(name, type + ";charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
    }
}
