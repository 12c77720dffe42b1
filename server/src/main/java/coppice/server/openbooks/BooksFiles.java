package coppice.server.openbooks;

import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Standing;
import coppice.server.distributions.Distributions;
import coppice.server.kernel.PartyId;
import coppice.server.ledger.AccountNames;
import coppice.server.ledger.Ledger;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The books as CSV files with a description of every column (`datapackage.json`, Frictionless Data Package 1).
@Component
public class BooksFiles {
    private final Ledger ledger;
    private final Distributions distributions;
    private final Commonses commonses;
    private final AccountNames accountNames;
    private final JsonMapper json;

    BooksFiles(
            Ledger ledger,
            Distributions distributions,
            Commonses commonses,
            AccountNames accountNames,
            JsonMapper json) {
        this.ledger = ledger;
        this.distributions = distributions;
        this.commonses = commonses;
        this.accountNames = accountNames;
        this.json = json;
    }

    private record Column(String name, String type, String description) {}

    /// One file of the package.
    private record Table(String name, List<Column> columns, java.util.function.Consumer<CsvWriter> rows) {}

    /// @param names what to call a party: its name where the reader may know it
    public void write(Standing reader, Function<PartyId, String> names, OutputStream out) {
        var commons = reader.commons();
        var tables = List.of(
                entries(reader), accounts(commons, names), runs(commons), payments(commons, names), charters(commons));
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("datapackage.json"));
            zip.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(describe(commons, tables)));
            zip.closeEntry();
            for (var table : tables) {
                zip.putNextEntry(new ZipEntry(table.name() + ".csv"));
                write(table, new OutputStreamWriter(zip, StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The entries alone, as CSV.
    public void writeEntries(Standing reader, Writer out) {
        try {
            write(entries(reader), out);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Flushed, not closed: what is below may be a zip that goes on.
    private static void write(Table table, Writer out) throws IOException {
        var csv = CsvWriter.builder().build(out);
        csv.writeRecord(table.columns().stream().map(Column::name).toList());
        table.rows().accept(csv);
        csv.flush();
        out.flush();
    }

    private static Map<String, Object> describe(Commons commons, List<Table> tables) {
        var resources = new ArrayList<Map<String, Object>>();
        for (var table : tables) {
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
            resources.add(resource);
        }
        var description = new LinkedHashMap<String, Object>();
        description.put("name", commons.slug());
        description.put("title", commons.name() + ", open books");
        description.put("profile", "data-package");
        description.put("resources", resources);
        return description;
    }

    private Table entries(Standing reader) {
        var commons = reader.commons();
        return new Table(
                "entries",
                List.of(
                        new Column("entry", "string", "id of the entry; an entry has one row a leg"),
                        new Column("booked_on", "date", "day it was booked for"),
                        new Column("recorded_at", "datetime", "moment it was recorded"),
                        new Column("description", "string", "what for"),
                        new Column("authority", "string", "what allowed it"),
                        new Column("authority_ref", "string", "which statement, run or act that is"),
                        new Column("corrects", "string", "the entry that this one takes back"),
                        new Column("from", "string", "id of the account it left"),
                        new Column("to", "string", "id of the account it reached"),
                        new Column(
                                "amount", "number", "in " + commons.currency().getCurrencyCode() + ", above 0")),
                csv -> ledger.eachEntry(reader, entry -> {
                    for (var leg : entry.legs())
                        csv.writeRecord(
                                entry.id().toString(),
                                entry.bookedOn().toString(),
                                entry.recordedAt().toString(),
                                entry.description(),
                                entry.authority().name(),
                                entry.authorityRef(),
                                entry.corrects().map(UUID::toString).orElse(""),
                                leg.from().toString(),
                                leg.to().toString(),
                                commons.money(leg.minorUnits()).plain());
                }));
    }

    private Table accounts(Commons commons, Function<PartyId, String> names) {
        return new Table(
                "accounts",
                List.of(
                        new Column("account", "string", "id of the account"),
                        new Column("category", "string", "kind of flow or fund"),
                        new Column("lock", "string", "FREE, RESERVE or LOCKED"),
                        new Column("holder", "string", "COMMONS, MEMBER, EXTERNAL or HOST"),
                        new Column("party", "string", "whose it is, or with whom"),
                        new Column("label", "string", "what it is for: the round or bucket"),
                        new Column("taken", "number", "everything that ever left it"),
                        new Column("given", "number", "everything that ever reached it"),
                        new Column("holds", "number", "given less taken")),
                csv -> {
                    var all = ledger.accounts(commons.id());
                    var labels = accountNames.labels(commons.id(), all);
                    for (var account : all)
                        csv.writeRecord(
                                account.id().toString(),
                                account.category(),
                                account.kind().name(),
                                account.holder().name(),
                                account.party().map(names).orElse(""),
                                labels.getOrDefault(account.code(), ""),
                                commons.money(account.debitMinorUnits()).plain(),
                                commons.money(account.creditMinorUnits()).plain(),
                                commons.money(account.holdsMinorUnits()).plain());
                });
    }

    private Table runs(Commons commons) {
        return new Table(
                "runs",
                List.of(
                        new Column("run", "integer", "number of the run"),
                        new Column("adopted_at", "datetime", "moment of its adoption"),
                        new Column("authority", "string", "what allowed it"),
                        new Column("charter", "integer", "version of the charter it went by"),
                        new Column("surplus", "number", "what was shared out in all"),
                        new Column("to_claims", "number", "the part for contributors, by the value equation"),
                        new Column("returned", "number", "what of that found no claim"),
                        new Column("counted_until", "date", "contributions before this day counted")),
                csv -> {
                    for (var run : distributions.runs(commons.id()))
                        csv.writeRecord(
                                String.valueOf(run.number()),
                                run.adoptedAt().toString(),
                                run.authority(),
                                String.valueOf(run.charterVersion()),
                                commons.money(run.surplus()).plain(),
                                commons.money(run.amount()).plain(),
                                commons.money(run.returned()).plain(),
                                run.countedUntil().toString());
                });
    }

    private Table payments(Commons commons, Function<PartyId, String> names) {
        return new Table(
                "payments",
                List.of(
                        new Column("run", "integer", "number of the run"),
                        new Column("party", "string", "who received it"),
                        new Column("contributions", "integer", "how many contributions it was for"),
                        new Column("paid", "number", "in " + commons.currency().getCurrencyCode())),
                csv -> {
                    for (var run : distributions.runs(commons.id()))
                        for (var paid : distributions.paid(commons.id(), run))
                            csv.writeRecord(
                                    String.valueOf(run.number()),
                                    names.apply(paid.party()),
                                    String.valueOf(paid.contributions()),
                                    commons.money(paid.minorUnits()).plain());
                });
    }

    private Table charters(Commons commons) {
        return new Table(
                "charters",
                List.of(
                        new Column("version", "integer", "number of the version"),
                        new Column("adopted_at", "datetime", "moment of its adoption"),
                        new Column("authority", "string", "what allowed it"),
                        new Column("reason", "string", "why"),
                        new Column("charter", "string", "the rules, as JSON")),
                csv -> {
                    for (var version : commonses.charters(commons.id()))
                        csv.writeRecord(
                                String.valueOf(version.version()),
                                version.adoptedAt().toString(),
                                version.authority(),
                                version.reason(),
                                json.writeValueAsString(version.charter()));
                });
    }
}
