package coppice.server.equity;

import coppice.rules.shares.ShareClass;
import coppice.server.commons.Commons;
import coppice.server.equity.ShareEvent.Kind;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Today;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// The register as a package of the Open Cap Format 1.2.0.
///
/// Shares of one class are alike here; there, every issue is a security of its own. So what goes leaves the
/// oldest security first, and where a part of one stays, the format asks for a new one that holds the
/// balance.
@Component
public class Ocf {
    static final String LEGEND = "legend-no-transfer";
    static final String BALANCE = "Balance of ";
    static final String RESULT = "Handed on from ";

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

    static String id(ShareClass of) {
        return "class-" + of.name().toLowerCase(Locale.ROOT);
    }

    /// Writes the package as a zip file; nothing of it lies in memory at once.
    public void write(Source source, OutputStream out) throws IOException {
        var sums = new LinkedHashMap<String, String>();
        try (var zip = new ZipOutputStream(out)) {
            file(zip, sums, "Stakeholders", "OCF_STAKEHOLDERS_FILE", taker -> stakeholders(source, taker));
            file(zip, sums, "StockClasses", "OCF_STOCK_CLASSES_FILE", taker -> classes(source, taker));
            file(zip, sums, "StockLegends", "OCF_STOCK_LEGEND_TEMPLATES_FILE", Ocf::legends);
            file(zip, sums, "StockPlans", "OCF_STOCK_PLANS_FILE", _ -> {});
            file(zip, sums, "VestingTerms", "OCF_VESTING_TERMS_FILE", _ -> {});
            file(zip, sums, "Valuations", "OCF_VALUATIONS_FILE", _ -> {});
            file(zip, sums, "Transactions", "OCF_TRANSACTIONS_FILE", taker -> transactions(source, taker));
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
                object(
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
                        List.of(object(
                                "filepath",
                                "./" + name + ".ocf.json",
                                "md5",
                                java.util.Objects.requireNonNull(sums.get(name))))));
        return manifest;
    }

    private static Map<String, Object> object(Object... pairs) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) object.put((String) pairs[i], pairs[i + 1]);
        return object;
    }

    private static void stakeholders(Source source, Consumer<Map<String, Object>> taker) {
        var classes = new HashMap<PartyId, ShareClass>();
        var parties = new TreeSet<PartyId>(java.util.Comparator.comparing(PartyId::value));
        for (var event : source.events()) {
            classes.merge(event.party(), event.of(), (a, b) -> a.compareTo(b) < 0 ? a : b);
            parties.add(event.party());
            event.to().ifPresent(to -> {
                classes.merge(to, event.of(), (a, b) -> a.compareTo(b) < 0 ? a : b);
                parties.add(to);
            });
        }
        for (var party : parties) {
            var of = java.util.Objects.requireNonNull(classes.get(party));
            taker.accept(object(
                    "object_type",
                    "STAKEHOLDER",
                    "id",
                    party.toString(),
                    "name",
                    Map.of("legal_name", source.names().apply(party)),
                    "stakeholder_type",
                    "INDIVIDUAL",
                    "current_relationship",
                    switch (of) {
                        case FOUNDER -> "FOUNDER";
                        case FUNDER -> "INVESTOR";
                        case WORKER -> "EMPLOYEE";
                        case USER -> "OTHER";
                    },
                    "comments",
                    List.of()));
        }
    }

    private static void classes(Source source, Consumer<Map<String, Object>> taker) {
        for (var of : ShareClass.values())
            taker.accept(object(
                    "object_type",
                    "STOCK_CLASS",
                    "id",
                    id(of),
                    "name",
                    switch (of) {
                        case FOUNDER -> "Founder shares";
                        case FUNDER -> "Investor shares";
                        case WORKER -> "Labour shares";
                        case USER -> "User shares";
                    },
                    "class_type",
                    "COMMON",
                    "default_id_prefix",
                    of.name().charAt(0) + (of == ShareClass.FUNDER ? "U-" : "-"),
                    "initial_shares_authorized",
                    "UNLIMITED",
                    "votes_per_share",
                    of == ShareClass.FOUNDER ? "1" : "0",
                    "par_value",
                    money(
                            source,
                            BigDecimal.valueOf(
                                    source.ownership().parMinorUnits(),
                                    source.commons().currency().getDefaultFractionDigits())),
                    "seniority",
                    "1",
                    "comments",
                    List.of("One vote a member, whatever the holding; votes_per_share is informative only.")));
    }

    private static void legends(Consumer<Map<String, Object>> taker) {
        taker.accept(object(
                "object_type",
                "STOCK_LEGEND_TEMPLATE",
                "id",
                LEGEND,
                "name",
                "No transfer",
                "text",
                "These shares cannot be transferred. They end with the founding member’s membership, the contract to"
                        + " work or the use from which they come, and are cancelled unpaid on winding up.",
                "comments",
                List.of()));
    }

    private static Map<String, Object> money(Source source, BigDecimal amount) {
        return object(
                "amount",
                amount.stripTrailingZeros().toPlainString(),
                "currency",
                source.commons().currency().getCurrencyCode());
    }

    /// A security with what is left of it.
    private record Lot(String security, long shares, Map<String, Object> price) {}

    private static void transactions(Source source, Consumer<Map<String, Object>> taker) {
        var lots = new HashMap<String, Deque<Lot>>();
        var numbers = new int[1];
        for (var event : source.events()) {
            var own = lots.computeIfAbsent(event.of() + ":" + event.party(), _ -> new ArrayDeque<>());
            if (event.kind() == Kind.ISSUE) {
                var lot = new Lot("security-" + ++numbers[0], event.shares(), price(source, event));
                own.add(lot);
                taker.accept(issuance(event, lot, event.party(), event.reason()));
                continue;
            }
            long left = event.shares();
            while (left > 0) {
                var oldest = own.removeFirst();
                long goes = Math.min(left, oldest.shares());
                left -= goes;
                var balance = oldest.shares() == goes
                        ? null
                        : new Lot("security-" + ++numbers[0], oldest.shares() - goes, oldest.price());
                var result = event.to().isPresent() ? new Lot("security-" + ++numbers[0], goes, oldest.price()) : null;
                taker.accept(leaving(source, event, oldest, goes, balance, result));
                if (balance != null) {
                    own.addFirst(balance);
                    taker.accept(issuance(event, balance, event.party(), BALANCE + oldest.security()));
                }
                if (result != null) {
                    var to = event.to().orElseThrow();
                    lots.computeIfAbsent(event.of() + ":" + to, _ -> new ArrayDeque<>())
                            .add(result);
                    taker.accept(issuance(event, result, to, RESULT + oldest.security()));
                }
            }
        }
    }

    /// What a share cost, as exact as the format allows.
    private static Map<String, Object> price(Source source, ShareEvent event) {
        return money(
                source,
                BigDecimal.valueOf(
                                event.minorUnits(), source.commons().currency().getDefaultFractionDigits())
                        .divide(BigDecimal.valueOf(event.shares()), 10, RoundingMode.HALF_UP));
    }

    private static Map<String, Object> issuance(ShareEvent event, Lot lot, PartyId holder, String comment) {
        return object(
                "object_type",
                "TX_STOCK_ISSUANCE",
                "id",
                "tx-issue-" + lot.security(),
                "security_id",
                lot.security(),
                "date",
                event.on().toString(),
                "security_law_exemptions",
                List.of(),
                "stakeholder_id",
                holder.toString(),
                "custom_id",
                lot.security(),
                "stock_class_id",
                id(event.of()),
                "share_price",
                lot.price(),
                "quantity",
                String.valueOf(lot.shares()),
                "stock_legend_ids",
                event.of().mayChangeHands() ? List.of() : List.of(LEGEND),
                "comments",
                comment.isEmpty() ? List.of() : List.of(comment));
    }

    private static Map<String, Object> leaving(
            Source source,
            ShareEvent event,
            Lot lot,
            long shares,
            @org.jspecify.annotations.Nullable Lot balance,
            @org.jspecify.annotations.Nullable Lot result) {
        var tx = object(
                "object_type",
                switch (event.kind()) {
                    case CANCEL -> "TX_STOCK_CANCELLATION";
                    case REDEEM -> "TX_STOCK_REPURCHASE";
                    case TRANSFER -> "TX_STOCK_TRANSFER";
                    case ISSUE -> throw new IllegalArgumentException("an issue does not leave");
                },
                "id",
                "tx-" + event.number() + "-" + lot.security(),
                "security_id",
                lot.security(),
                "date",
                event.on().toString(),
                "quantity",
                String.valueOf(shares));
        if (event.kind() == Kind.CANCEL)
            tx.put("reason_text", event.reason().isEmpty() ? event.source() : event.reason());
        if (event.kind() == Kind.REDEEM)
            tx.put(
                    "price",
                    money(
                            source,
                            BigDecimal.valueOf(
                                    source.ownership().parMinorUnits(),
                                    source.commons().currency().getDefaultFractionDigits())));
        if (balance != null) tx.put("balance_security_id", balance.security());
        if (result != null) tx.put("resulting_security_ids", new ArrayList<>(List.of(result.security())));
        tx.put("comments", List.of());
        return tx;
    }
}
