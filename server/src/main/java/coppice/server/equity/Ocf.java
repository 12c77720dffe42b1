package coppice.server.equity;

import coppice.server.commons.Commons;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Today;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// The register as a package of the Open Cap Format 1.2.0: a zip file of JSON files with a manifest.
@Component
public class Ocf {

    private final JsonMapper json;
    private final Today today;

    Ocf(JsonMapper json, Today today) {
        this.json = json;
        this.today = today;
    }

    /// What is exported.
    ///
    /// @param country where the commons is at home, ISO 3166-1 alpha-2
    public record Source(
            Commons commons,
            Ownership ownership,
            LocalDate founded,
            String country,
            List<ShareEvent> events,
            Function<PartyId, String> names) {}

    /// Writes the package as a zip file; nothing of it lies in memory at once.
    public void write(Source source, OutputStream out) throws IOException {
        var sums = new LinkedHashMap<String, String>();
        try (var zip = new ZipOutputStream(out)) {
            file(zip, sums, "Stakeholders", "OCF_STAKEHOLDERS_FILE", taker -> OcfObjects.stakeholders(source, taker));
            file(zip, sums, "StockClasses", "OCF_STOCK_CLASSES_FILE", taker -> OcfObjects.classes(source, taker));
            file(zip, sums, "StockLegends", "OCF_STOCK_LEGEND_TEMPLATES_FILE", OcfObjects::legends);
            file(zip, sums, "StockPlans", "OCF_STOCK_PLANS_FILE", _ -> {});
            file(zip, sums, "VestingTerms", "OCF_VESTING_TERMS_FILE", _ -> {});
            file(zip, sums, "Valuations", "OCF_VALUATIONS_FILE", _ -> {});
            file(zip, sums, "Transactions", "OCF_TRANSACTIONS_FILE", taker -> OcfObjects.transactions(source, taker));
            zip.putNextEntry(new ZipEntry("Manifest.ocf.json"));
            zip.write(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest(source, sums)));
            zip.closeEntry();
        }
    }

    private void file(
            ZipOutputStream zip,
            Map<String, String> sums,
            String name,
            String type,
            Consumer<Consumer<Map<String, Object>>> items)
            throws IOException {
        zip.putNextEntry(new ZipEntry(name + ".ocf.json"));
        var digest = md5();
        try (var gen = json.createGenerator(new Unclosed(new DigestOutputStream(zip, digest)))) {
            gen.writeStartObject();
            gen.writeStringProperty("file_type", type);
            gen.writeName("items");
            gen.writeStartArray();
            items.accept(item -> write(gen, item));
            gen.writeEndArray();
            gen.writeEndObject();
        }
        zip.closeEntry();
        sums.put(name, HexFormat.of().formatHex(digest.digest()));
    }

    private static void write(JsonGenerator gen, Map<String, Object> item) {
        gen.writePOJO(item);
    }

    /// The generator closes what it writes to; the zip file goes on.
    private static final class Unclosed extends java.io.FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    /// The format wants MD5 of each file, to find what was damaged on the way.
    @SuppressWarnings("java:S4790")
    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every JDK has MD5", absent);
        }
    }

    private Map<String, Object> manifest(Source source, Map<String, String> sums) {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("ocf_version", "1.2.0");
        manifest.put("file_type", "OCF_MANIFEST_FILE");
        manifest.put(
                "issuer",
                OcfObjects.object(
                        "object_type", "ISSUER",
                        "id", "issuer",
                        "legal_name", source.commons().name(),
                        "formation_date", source.founded().toString(),
                        "country_of_formation", source.country(),
                        "tax_ids", List.of(),
                        "comments", List.of()));
        manifest.put("as_of", today.date().toString());
        manifest.put("generated_at", today.now().toString());
        var files = Map.of(
                "stock_plans_files", "StockPlans",
                "stock_legend_templates_files", "StockLegends",
                "stock_classes_files", "StockClasses",
                "vesting_terms_files", "VestingTerms",
                "valuations_files", "Valuations",
                "transactions_files", "Transactions",
                "stakeholders_files", "Stakeholders");
        new java.util.TreeMap<>(files)
                .forEach((property, name) -> manifest.put(
                        property,
                        List.of(OcfObjects.object(
                                "filepath",
                                "./" + name + ".ocf.json",
                                "md5",
                                java.util.Objects.requireNonNull(sums.get(name))))));
        return manifest;
    }
}
