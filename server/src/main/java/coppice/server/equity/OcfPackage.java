package coppice.server.equity;

import coppice.rules.shares.ShareClass;
import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Steward;
import coppice.server.equity.RegisterTables.Keyed;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Brings a register that was kept elsewhere, as a package of the Open Cap Format, into a commons that has
/// none.
///
/// All of it or nothing: a package with a class, a security or a figure that makes no sense is refused with
/// the place where it is.
@Service
public class OcfPackage {
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
        for (var holding : Holding.after(read.events())) outstanding.merge(holding.of(), holding.shares(), Long::sum);
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
            tables.change(commons.id(), Holding.after(read.events()));
            return read.events().size();
        });
    }

    private record Read(LocalDate founded, List<ShareEvent> events) {}

    /// @param settles true: holders who are no parties here become parties outside
    private Read read(Optional<Authorised> by, Commons commons, byte[] zip, boolean settles) {
        var files = OcfReading.unzip(zip);
        var reading = new OcfReading(commons, by, today.now());
        var transactionsFile = OcfReading.read(json, files, "Transactions.ocf.json");
        reading.securities(transactionsFile);
        var founded = reading.founded(OcfReading.read(json, files, "Manifest.ocf.json"));
        var stakeholders = OcfReading.read(json, files, "Stakeholders.ocf.json");
        var parties = settles ? parties(commons.id(), stakeholders) : strangers(stakeholders);
        var events = reading.events(transactionsFile, parties, founded);
        OcfReading.refuseOverdrawn(events);
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
            throw OcfReading.fault("Stakeholders.ocf.json", "a stakeholder without an id or a name");
        return id;
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
}
