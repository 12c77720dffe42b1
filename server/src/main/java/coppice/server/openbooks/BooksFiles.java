package coppice.server.openbooks;

import coppice.server.commons.BooksTable;
import coppice.server.commons.Commons;
import coppice.server.commons.Standing;
import coppice.server.kernel.CsvTable;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The books as CSV files, each from the room that keeps it, with a description of every column
/// (`datapackage.json`, Frictionless Data Package 1).
@Component
public class BooksFiles {
    private final List<BooksTable> tables;
    private final JsonMapper json;

    BooksFiles(List<BooksTable> tables, JsonMapper json) {
        this.tables = tables.stream()
                .sorted(Comparator.comparingInt(BooksTable::order).thenComparing(BooksTable::name))
                .toList();
        this.json = json;
        if (tables.stream().map(BooksTable::name).collect(Collectors.toSet()).size() < tables.size())
            throw new IllegalStateException("two files of one name in the books");
    }

    /// @param names what to call a party: its name where the reader may know it
    public void write(Standing reader, Function<PartyId, String> names, OutputStream out) {
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("datapackage.json"));
            zip.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(describe(reader.commons())));
            zip.closeEntry();
            for (var table : tables) {
                zip.putNextEntry(new ZipEntry(table.name() + ".csv"));
                write(table, reader, names, new OutputStreamWriter(zip, StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// One table alone, as CSV.
    public void write(String name, Standing reader, Function<PartyId, String> names, Writer out) {
        var table = tables.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
        write(table, reader, names, out);
    }

    private static void write(BooksTable table, Standing reader, Function<PartyId, String> names, Writer out) {
        CsvTable.write(out, csv -> {
            csv.add(table.columns().stream().map(BooksTable.Column::name).toArray(String[]::new));
            table.rows().write(reader, names, csv::add);
        });
    }

    private Map<String, Object> describe(Commons commons) {
        var description = new LinkedHashMap<String, Object>();
        description.put("name", commons.slug());
        description.put("title", commons.name() + ", open books");
        description.put("profile", "data-package");
        description.put("currency", commons.currency().getCurrencyCode());
        description.put("description", "A text that a spreadsheet would take for a formula begins with an apostrophe.");
        description.put("resources", tables.stream().map(BooksFiles::describe).toList());
        return description;
    }

    private static Map<String, Object> describe(BooksTable table) {
        var resource = new LinkedHashMap<String, Object>();
        resource.put("name", table.name());
        resource.put("path", table.name() + ".csv");
        resource.put("format", "csv");
        resource.put("mediatype", "text/csv");
        resource.put("encoding", "utf-8");
        resource.put(
                "schema",
                Map.of(
                        "fields",
                        table.columns().stream()
                                .map(column -> Map.of(
                                        "name", column.name(),
                                        "type", column.type(),
                                        "description", column.description()))
                                .toList()));
        return resource;
    }
}
