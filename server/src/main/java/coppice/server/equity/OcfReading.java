package coppice.server.equity;

import coppice.rules.shares.ShareClass;
import coppice.server.commons.Authorised;
import coppice.server.commons.Authorised.Authority;
import coppice.server.commons.Commons;
import coppice.server.equity.ShareEvent.Kind;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a package of the Open Cap Format says, as events of a register; a class, a security or a figure that makes no
/// sense is refused with the place where it is.
final class OcfReading {
    private static final int LARGEST = 256 * 1024 * 1024;

    private static final String FILE = "Transactions.ocf.json";

    private final Commons commons;
    private final Optional<Authorised> by;
    private final Instant now;
    private final Map<String, JsonNode> issuances = new HashMap<>();
    private final Set<String> derived = new HashSet<>();

    OcfReading(Commons commons, Optional<Authorised> by, Instant now) {
        this.commons = commons;
        this.by = by;
        this.now = now;
    }

    /// Every security by its id, and those that only hold what was left or what was handed on.
    void securities(JsonNode file) {
        for (var tx : file.path("items")) {
            if (tx.path("object_type").asString("").equals("TX_STOCK_ISSUANCE"))
                issuances.put(tx.path("security_id").asString(""), tx);
            if (tx.has("balance_security_id"))
                derived.add(tx.path("balance_security_id").asString(""));
            for (var result : tx.path("resulting_security_ids")) derived.add(result.asString(""));
        }
    }

    LocalDate founded(JsonNode manifest) {
        if (!manifest.path("ocf_version").asString("").equals("1.2.0"))
            throw fault("Manifest.ocf.json", "it is not of version 1.2.0");
        return date("Manifest.ocf.json", manifest.path("issuer").path("formation_date"));
    }

    private LocalDate date(String file, JsonNode node) {
        try {
            return LocalDate.parse(node.asString(""));
        } catch (DateTimeParseException bad) {
            throw fault(file, "“" + node.asString("") + "” is no day");
        }
    }

    private long quantity(JsonNode tx) {
        String given = tx.path("quantity").asString("");
        if (!given.matches("[0-9]{1,13}(\\.0+)?") || new BigDecimal(given).signum() == 0)
            throw fault(FILE, "“" + given + "” is no number of shares");
        return new BigDecimal(given).longValueExact();
    }

    private JsonNode security(JsonNode tx) {
        var found = issuances.get(tx.path("security_id").asString(""));
        if (found == null)
            throw fault(FILE, "there is no security “" + tx.path("security_id").asString("") + "”");
        return found;
    }

    private PartyId holder(JsonNode issuance, Map<String, PartyId> parties) {
        var party = parties.get(issuance.path("stakeholder_id").asString(""));
        if (party == null)
            throw fault(
                    FILE,
                    "there is no stakeholder “"
                            + issuance.path("stakeholder_id").asString("") + "”");
        return party;
    }

    List<ShareEvent> events(JsonNode file, Map<String, PartyId> parties, LocalDate founded) {
        var events = new ArrayList<ShareEvent>();
        var money = new HashMap<String, Long>();
        for (var tx : file.path("items")) {
            var kind = kind(tx);
            if (kind.isEmpty()) continue;
            var issuance = security(tx);
            String classId = issuance.path("stock_class_id").asString("");
            var of =
                    shareClass(classId).orElseThrow(() -> fault(FILE, "“" + classId + "” is none of the four classes"));
            var on = date(FILE, tx.path("date"));
            if (of == ShareClass.FOUNDER && kind.get() == Kind.ISSUE && !on.equals(founded))
                throw fault(FILE, "founder shares are issued at the founding only, not on " + on);
            if (kind.get() == Kind.TRANSFER && !of.mayChangeHands())
                throw fault(FILE, "shares of “" + classId + "” cannot change hands");
            if (kind.get() == Kind.REDEEM && of != ShareClass.FUNDER)
                throw fault(FILE, "shares of “" + classId + "” are not paid back");
            long shares = quantity(tx);
            var party = holder(issuance, parties);
            var to = kind.get() == Kind.TRANSFER ? Optional.of(recipient(tx, parties)) : Optional.<PartyId>empty();
            long paid = of == ShareClass.FUNDER ? minorUnits(issuance, shares) : 0;
            if (kind.get() == Kind.ISSUE) money.merge(of + ":" + party, paid, Math::addExact);
            else {
                long there = money.getOrDefault(of + ":" + party, 0L);
                paid = Math.min(paid, there);
                money.put(of + ":" + party, there - paid);
                long goes = paid;
                to.ifPresent(one -> money.merge(of + ":" + one, goes, Math::addExact));
            }
            events.add(new ShareEvent(
                    events.size() + 1L,
                    kind.get(),
                    of,
                    party,
                    to,
                    shares,
                    paid,
                    on,
                    "ocf",
                    tx.path("reason_text").asString(""),
                    now,
                    by.map(Authorised::party),
                    Authority.IMPORT,
                    by.map(Authorised::reference).orElse(""),
                    Optional.empty()));
        }
        return events;
    }

    private Optional<Kind> kind(JsonNode tx) {
        String type = tx.path("object_type").asString("");
        return switch (type) {
            case "TX_STOCK_ISSUANCE" ->
                derived.contains(tx.path("security_id").asString("")) ? Optional.empty() : Optional.of(Kind.ISSUE);
            case "TX_STOCK_CANCELLATION" -> Optional.of(Kind.CANCEL);
            case "TX_STOCK_REPURCHASE" -> Optional.of(Kind.REDEEM);
            case "TX_STOCK_TRANSFER" -> Optional.of(Kind.TRANSFER);
            case "TX_STOCK_ACCEPTANCE" -> Optional.empty();
            default -> throw fault(FILE, "a register here knows no “" + type + "”");
        };
    }

    private PartyId recipient(JsonNode tx, Map<String, PartyId> parties) {
        var results = tx.path("resulting_security_ids");
        var result = results.isEmpty() ? null : issuances.get(results.get(0).asString(""));
        if (result == null || results.size() > 1) throw fault(FILE, "a transfer leads to one security");
        return holder(result, parties);
    }

    /// What was paid for some of a security's shares, to the nearest minor unit.
    private long minorUnits(JsonNode issuance, long shares) {
        var price = issuance.path("share_price");
        String currency = price.path("currency").asString("");
        if (!currency.equals(commons.currency().getCurrencyCode())) throw fault(FILE, "a price in “" + currency + "”");
        String amount = price.path("amount").asString("");
        if (!amount.matches("[0-9]{1,12}(\\.[0-9]{1,10})?")) throw fault(FILE, "“" + amount + "” is no price");
        return new BigDecimal(amount)
                .multiply(BigDecimal.valueOf(shares))
                .movePointRight(commons.currency().getDefaultFractionDigits())
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    static void refuseOverdrawn(List<ShareEvent> events) {
        var held = new HashMap<String, Long>();
        for (var event : events) {
            if (event.kind() == Kind.ISSUE) {
                held.merge(event.of() + ":" + event.party(), event.shares(), Math::addExact);
                continue;
            }
            long left = held.merge(event.of() + ":" + event.party(), -event.shares(), Long::sum);
            if (left < 0) throw fault("Transactions.ocf.json", "more shares go than were there, on " + event.on());
            event.to().ifPresent(to -> held.merge(event.of() + ":" + to, event.shares(), Math::addExact));
        }
    }

    static Refused fault(String file, String words) {
        return new Refused(new EquityRefusal.BadPackage(file, words));
    }

    static Map<String, byte[]> unzip(byte[] zip) {
        var files = new HashMap<String, byte[]>();
        long all = 0;
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readNBytes((int) Math.min(LARGEST, LARGEST - all) + 1);
                all += content.length;
                if (all > LARGEST) throw fault(entry.getName(), "the package is larger than 256 MB");
                files.put(entry.getName().replaceAll("^.*/", ""), content);
            }
        } catch (IOException | IllegalArgumentException broken) {
            throw fault("zip", "it cannot be unpacked");
        }
        return files;
    }

    static JsonNode read(JsonMapper json, Map<String, byte[]> files, String name) {
        byte[] content = files.get(name);
        if (content == null) throw fault(name, "it is missing");
        try {
            return json.readTree(content);
        } catch (JacksonException unreadable) {
            throw fault(name, "it is no JSON");
        }
    }

    private static Optional<ShareClass> shareClass(String id) {
        String plain = id.toLowerCase(Locale.ROOT);
        if (plain.contains("founder")) return Optional.of(ShareClass.FOUNDER);
        if (plain.contains("funder") || plain.contains("investor")) return Optional.of(ShareClass.FUNDER);
        if (plain.contains("worker") || plain.contains("labour")) return Optional.of(ShareClass.WORKER);
        return plain.contains("user") ? Optional.of(ShareClass.USER) : Optional.empty();
    }
}
