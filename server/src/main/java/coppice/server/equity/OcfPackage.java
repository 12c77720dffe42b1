package coppice.server.equity;

import coppice.rules.shares.ShareClass;
import coppice.server.commons.Authorised;
import coppice.server.commons.Authorised.Authority;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Steward;
import coppice.server.equity.RegisterTables.Keyed;
import coppice.server.equity.ShareEvent.Kind;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Ledger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Brings a register that was kept elsewhere, as a package of the Open Cap Format, into a commons that has
/// none.
///
/// All of it or nothing: a package with a class, a security or a figure that makes no sense is refused with
/// the place where it is.
@Service
public class OcfPackage {
    private static final int LARGEST = 256 * 1024 * 1024;

    private final Register register;
    private final RegisterTables tables;
    private final Commonses commonses;
    private final Ledger ledger;
    private final Transactions transactions;
    private final Ids ids;
    private final JsonMapper json;
    private final Today today;

    OcfPackage(
            Register register,
            RegisterTables tables,
            Commonses commonses,
            Ledger ledger,
            Transactions transactions,
            Ids ids,
            JsonMapper json,
            Today today) {
        this.register = register;
        this.tables = tables;
        this.commonses = commonses;
        this.ledger = ledger;
        this.transactions = transactions;
        this.ids = ids;
        this.json = json;
        this.today = today;
    }

    /// Keeps a package, so that the members can decide about it; one that makes no sense is refused at once.
    public UUID keep(Steward by, byte[] zip, String key) {
        var commons = by.commons();
        return transactions.run(() -> {
            var request = RequestKey.asked("ocf", by.party(), key, new String(zip, StandardCharsets.ISO_8859_1));
            var earlier = tables.packageByKey(commons.id(), request);
            if (earlier.isPresent()) return earlier.get();
            register.ownership(commons.id());
            if (tables.founding(commons.id()).isPresent()) throw new Refused(new EquityRefusal.RegisterNotEmpty());
            read(Optional.of(by), commons, zip, false);
            var id = ids.next();
            tables.keepPackage(by, id, zip, request, today.now());
            return id;
        });
    }

    /// What a package would bring.
    public record Content(LocalDate founded, int events, Map<ShareClass, Long> outstanding) {}

    public Content content(Commons commons, UUID id) {
        return content(read(Optional.empty(), commons, bytes(commons, id), false));
    }

    private static Content content(Read read) {
        var outstanding = new EnumMap<ShareClass, Long>(ShareClass.class);
        for (var holding : Register.replay(read.events())) outstanding.merge(holding.of(), holding.shares(), Long::sum);
        return new Content(read.founded(), read.events().size(), outstanding);
    }

    private byte[] bytes(Commons commons, UUID id) {
        return tables.keptPackage(commons.id(), id).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// Founds the commons with the register in a package; gives how many events it had.
    int bring(Authorised by, UUID id) {
        var commons = by.commons();
        return transactions.run(() -> {
            commonses.mayDecide(by, Matter.LOCK);
            register.ownership(commons.id());
            var request = RequestKey.of("ocf-brought:" + id, commons.id());
            var read = read(Optional.of(by), commons, bytes(commons, id), true);
            if (!tables.found(by, read.founded(), request, today.now()))
                throw new Refused(new EquityRefusal.RegisterNotEmpty());
            var keyed = new ArrayList<Keyed>();
            for (var event : read.events()) keyed.add(new Keyed(event, request.numbered(event.number())));
            tables.add(commons.id(), read.founded(), keyed);
            tables.change(commons.id(), Register.replay(read.events()));
            return read.events().size();
        });
    }

    private record Read(LocalDate founded, List<ShareEvent> events) {}

    /// @param settles true: holders who are no parties here become parties outside
    private Read read(Optional<Authorised> by, Commons commons, byte[] zip, boolean settles) {
        var files = unzip(zip);
        var reading = new Reading(commons, by);
        var transactionsFile = read(files, "Transactions.ocf.json");
        reading.securities(transactionsFile);
        var founded = reading.founded(read(files, "Manifest.ocf.json"));
        var stakeholders = read(files, "Stakeholders.ocf.json");
        var parties = settles ? parties(commons.id(), stakeholders) : strangers(stakeholders);
        var events = reading.events(transactionsFile, parties, founded);
        refuseOverdrawn(events);
        return new Read(founded, events);
    }

    /// Everybody by an id made for reading only.
    private static Map<String, PartyId> strangers(JsonNode file) {
        var parties = new HashMap<String, PartyId>();
        for (var item : file.path("items")) parties.put(named(item), new PartyId(UUID.randomUUID()));
        return parties;
    }

    private static String named(JsonNode item) {
        String id = item.path("id").asString("");
        String name = item.path("name").path("legal_name").asString("").strip();
        if (id.isEmpty() || name.isEmpty() || name.length() > 200)
            throw fault("Stakeholders.ocf.json", "a stakeholder without an id or a name");
        return id;
    }

    private static void refuseOverdrawn(List<ShareEvent> events) {
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

    private static Refused fault(String file, String words) {
        return new Refused(new EquityRefusal.BadPackage(file, words));
    }

    private static Map<String, byte[]> unzip(byte[] zip) {
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

    private JsonNode read(Map<String, byte[]> files, String name) {
        byte[] content = files.get(name);
        if (content == null) throw fault(name, "it is missing");
        try {
            return json.readTree(content);
        } catch (JacksonException unreadable) {
            throw fault(name, "it is no JSON");
        }
    }

    /// Stakeholders who are parties here already are themselves; the others become parties outside.
    private Map<String, PartyId> parties(CommonsId commons, JsonNode file) {
        var names = new TreeMap<String, String>();
        var known = new HashMap<String, PartyId>();
        var ids = new HashMap<String, PartyId>();
        for (var item : file.path("items")) {
            String id = named(item);
            String name = item.path("name").path("legal_name").asString("").strip();
            try {
                ids.put(id, new PartyId(UUID.fromString(id)));
            } catch (IllegalArgumentException notOurs) {
                // somebody else's id
            }
            names.put(id, name);
        }
        var here = commonses.parties(commons, ids.values());
        ids.forEach((id, party) -> {
            if (here.containsKey(party)) known.put(id, party);
        });
        var strangers = new TreeMap<String, String>();
        names.forEach((id, name) -> {
            if (!known.containsKey(id)) strangers.put("ocf:" + id, name);
        });
        ledger.counterparties(commons, strangers).forEach((key, party) -> known.put(key.substring(4), party));
        return known;
    }

    private static Optional<ShareClass> shareClass(String id) {
        String plain = id.toLowerCase(Locale.ROOT);
        if (plain.contains("founder")) return Optional.of(ShareClass.FOUNDER);
        if (plain.contains("funder") || plain.contains("investor")) return Optional.of(ShareClass.FUNDER);
        if (plain.contains("worker") || plain.contains("labour")) return Optional.of(ShareClass.WORKER);
        return plain.contains("user") ? Optional.of(ShareClass.USER) : Optional.empty();
    }

    /// A package on its way in.
    private final class Reading {
        private static final String FILE = "Transactions.ocf.json";

        private final Commons commons;
        private final Optional<Authorised> by;
        private final Map<String, JsonNode> issuances = new HashMap<>();
        private final Set<String> derived = new HashSet<>();

        Reading(Commons commons, Optional<Authorised> by) {
            this.commons = commons;
            this.by = by;
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
                throw fault(
                        FILE, "there is no security “" + tx.path("security_id").asString("") + "”");
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
                var of = shareClass(classId)
                        .orElseThrow(() -> fault(FILE, "“" + classId + "” is none of the four classes"));
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
                        today.now(),
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
            if (!currency.equals(commons.currency().getCurrencyCode()))
                throw fault(FILE, "a price in “" + currency + "”");
            String amount = price.path("amount").asString("");
            if (!amount.matches("[0-9]{1,12}(\\.[0-9]{1,10})?")) throw fault(FILE, "“" + amount + "” is no price");
            return new BigDecimal(amount)
                    .multiply(BigDecimal.valueOf(shares))
                    .movePointRight(commons.currency().getDefaultFractionDigits())
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        }
    }
}
