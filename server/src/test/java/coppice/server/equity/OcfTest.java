package coppice.server.equity;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import coppice.rules.shares.ShareClass;
import coppice.server.Owning;
import coppice.server.Putting;
import coppice.server.commons.Commons;
import coppice.server.commons.Steward;
import coppice.server.equity.ShareEvent.Kind;
import coppice.server.kernel.PartyId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/// The register as an Open Cap Format package: valid offline, and the same balances when it is brought again.
///
/// `-Dcoppice.holders=10000 -Dcoppice.events=100000` tries a large one (bin/drill shares).
class OcfTest extends Owning {
    private static final Path SCHEMAS = Path.of("src/test/resources/oracles/ocf-1.2.0/schema");
    private static final String BASE = "https://schema.opencaptablecoalition.com/v/1.2.0/";
    private static final LocalDate FOUNDED = LocalDate.of(2021, 3, 1);

    private final Ocf ocf = house.room(Ocf.class);
    private final OcfPackage packages = house.room(OcfPackage.class);

    /// Events that could have happened: issues, cancellations, withdrawals and transfers, day by day.
    private static List<ShareEvent> events(int holders, int many, Random chance) {
        var parties = new ArrayList<PartyId>();
        for (int i = 0; i < holders; i++) parties.add(new PartyId(new UUID(chance.nextLong(), chance.nextLong())));
        var held = new HashMap<String, Long>();
        var events = new ArrayList<ShareEvent>();
        var day = FOUNDED;
        while (events.size() < many) {
            if (events.size() > 5 && chance.nextInt(1 + many / 1500) == 0) day = day.plusDays(1);
            var of = events.size() < 5 ? ShareClass.FOUNDER : ShareClass.values()[1 + chance.nextInt(3)];
            var party = events.size() < holders ? parties.get(events.size()) : parties.get(chance.nextInt(holders));
            long holds = held.getOrDefault(of + ":" + party, 0L);
            var kind = events.size() < holders || holds == 0 || chance.nextInt(3) == 0
                    ? Kind.ISSUE
                    : of == ShareClass.FUNDER ? Kind.values()[1 + chance.nextInt(3)] : Kind.CANCEL;
            long shares = kind == Kind.ISSUE ? 1 + chance.nextInt(500) : 1 + chance.nextLong(holds);
            var to = kind == Kind.TRANSFER
                    ? Optional.of(parties.get(chance.nextInt(holders)))
                    : Optional.<PartyId>empty();
            if (to.equals(Optional.of(party))) continue;
            held.merge(of + ":" + party, kind == Kind.ISSUE ? shares : -shares, Long::sum);
            to.ifPresent(one -> held.merge(of + ":" + one, shares, Long::sum));
            events.add(new ShareEvent(
                    events.size() + 1L,
                    kind,
                    of,
                    party,
                    to,
                    shares,
                    kind == Kind.ISSUE && of == ShareClass.FUNDER ? shares * 100 : 0,
                    day,
                    "hand",
                    "",
                    Instant.EPOCH,
                    Optional.empty(),
                    coppice.server.commons.Authorised.Authority.CHARTER,
                    "",
                    Optional.empty()));
        }
        return events;
    }

    private byte[] packed(Commons from, List<ShareEvent> events) throws IOException {
        var out = new ByteArrayOutputStream();
        ocf.write(
                new Ocf.Source(
                        from,
                        register.ownership(from.id()),
                        FOUNDED,
                        "DE",
                        events,
                        party -> "Holder " + party.toString().substring(0, 13)),
                out);
        return out.toByteArray();
    }

    private static Map<String, byte[]> unpacked(byte[] zip) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry())
                files.put(entry.getName(), in.readAllBytes());
        }
        return files;
    }

    private static byte[] repacked(Map<String, byte[]> files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return out.toByteArray();
    }

    /// Nothing is fetched: every schema comes from the copy in the project.
    private static Schema schema(String name) throws IOException {
        var all = new HashMap<String, String>();
        try (var files = Files.walk(SCHEMAS)) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".json")).toList())
                all.put(BASE + SCHEMAS.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        }
        assertThat(all).hasSizeGreaterThan(160);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7, builder -> builder.schemas(all))
                .getSchema(SchemaLocation.of(BASE + "files/" + name + ".schema.json"));
    }

    private static final Map<String, String> TYPES = Map.of(
            "Manifest.ocf.json", "OCFManifestFile",
            "Stakeholders.ocf.json", "StakeholdersFile",
            "StockClasses.ocf.json", "StockClassesFile",
            "StockLegends.ocf.json", "StockLegendTemplatesFile",
            "StockPlans.ocf.json", "StockPlansFile",
            "Transactions.ocf.json", "TransactionsFile",
            "Valuations.ocf.json", "ValuationsFile",
            "VestingTerms.ocf.json", "VestingTermsFile");

    private static List<String> faults(Map<String, byte[]> files) throws IOException {
        var faults = new ArrayList<String>();
        assertThat(files.keySet()).isEqualTo(new TreeMap<>(TYPES).keySet());
        for (var file : files.entrySet())
            schema(TYPES.get(file.getKey()))
                    .validate(new String(file.getValue(), StandardCharsets.UTF_8), InputFormat.JSON)
                    .stream()
                    .limit(3)
                    .forEach(fault -> faults.add(file.getKey() + ": " + fault));
        return faults;
    }

    /// Shares by class and by the name of the holder, which is what survives a move.
    private static Map<String, Long> balances(List<ShareEvent> events, LocalDate at, Map<PartyId, String> names) {
        var held = new TreeMap<String, Long>();
        for (var event : events) {
            if (event.on().isAfter(at)) continue;
            held.merge(
                    event.of() + " " + names.get(event.party()),
                    event.kind() == Kind.ISSUE ? event.shares() : -event.shares(),
                    Long::sum);
            event.to().ifPresent(to -> held.merge(event.of() + " " + names.get(to), event.shares(), Long::sum));
        }
        held.values().removeIf(none -> none == 0);
        return held;
    }

    @Test
    void whatGoesOutIsValidAndComesInTheSame() throws Exception {
        int holders = Integer.getInteger("coppice.holders", 60);
        int many = Integer.getInteger("coppice.events", 600);
        var events = events(holders, many, new Random(20261125));
        byte[] zip = packed(commons, events);
        assertThat(faults(unpacked(zip))).isEmpty();

        var other = make("moved", charter());
        var steward = (Steward) member(other, "Ana");
        bring(other, steward, packages.keep(steward, zip, "moved"));
        var names = new HashMap<PartyId, String>();
        for (var event : events) {
            names.put(event.party(), "Holder " + event.party().toString().substring(0, 13));
            event.to().ifPresent(to -> names.put(to, "Holder " + to.toString().substring(0, 13)));
        }
        var parties = commonses.parties(
                other.id(),
                register.holdings(other.id()).stream().map(one -> one.party()).toList());
        var dates = events.stream().map(ShareEvent::on).distinct().toList();
        for (int i = 0; i < dates.size(); i += Math.max(1, dates.size() / 12)) {
            var there = new TreeMap<String, Long>();
            for (var one : register.holdings(other.id(), dates.get(i)))
                there.merge(
                        one.of() + " "
                                + Optional.ofNullable(parties.get(one.party()))
                                        .map(party -> party.name())
                                        .orElseGet(() -> commonses
                                                .party(other.id(), one.party())
                                                .orElseThrow()
                                                .name()),
                        one.shares(),
                        Long::sum);
            assertThat(there).as(dates.get(i).toString()).isEqualTo(balances(events, dates.get(i), names));
        }
        assertThat(register.holdings(other.id(), LocalDate.of(2200, 1, 1))).isEqualTo(register.holdings(other.id()));
        packages.keep(steward, zip, "moved");
        assertThat(refusal(() -> packages.keep(steward, zip, "again")))
                .isInstanceOf(EquityRefusal.RegisterNotEmpty.class);
    }

    /// By decision only: it founds the commons.
    private void bring(Commons other, Steward steward, UUID kept) {
        var proposal = Putting.propose(
                steward,
                Optional.empty(),
                "bring-register",
                Map.of("package", kept.toString()),
                "Bring it",
                "We kept it elsewhere",
                key());
        decisions.take(steward, proposal, coppice.rules.voting.Stance.YES, "");
        assertThat(decisions.closeEarly(steward, proposal).step())
                .isEqualTo(coppice.server.decisions.Proposal.Step.ENACTED);
    }

    /// A package that somebody damaged is refused as a whole, with the place where it is; nothing is kept of
    /// it.
    @Test
    void whatMakesNoSenseIsRefused() throws Exception {
        var files = unpacked(packed(commons, events(20, 100, new Random(7))));
        var other = make("damaged", charter());
        var steward = (Steward) member(other, "Ana");
        record Damage(String file, String from, String to, String says) {}
        for (var damage : List.of(
                new Damage("Transactions.ocf.json", "\"class-worker\"", "\"class-barons\"", "none of the four classes"),
                new Damage("Transactions.ocf.json", "\"quantity\":\"", "\"quantity\":\"-", "no number of shares"),
                new Damage("Transactions.ocf.json", "TX_STOCK_CANCELLATION", "TX_STOCK_CONVERSION", "knows no"),
                new Damage("Transactions.ocf.json", "\"date\":\"2021-03-01\"", "\"date\":\"2021-02-30\"", "no day"),
                new Damage("Transactions.ocf.json", "\"currency\":\"EUR\"", "\"currency\":\"USD\"", "a price in"),
                new Damage("Manifest.ocf.json", "1.2.0", "0.9.0", "not of version"),
                new Damage("Manifest.ocf.json", "2021-03-01", "2021-03-02", "at the founding only"),
                new Damage(
                        "Stakeholders.ocf.json",
                        "\"legal_name\":\"Holder",
                        "\"legal_name\":\"\",\"x\":\"",
                        "without an id"))) {
            var broken = new TreeMap<>(files);
            String before = new String(files.get(damage.file()), StandardCharsets.UTF_8);
            String after = before.replace(damage.from(), damage.to());
            assertThat(after).as(damage.toString()).isNotEqualTo(before);
            broken.put(damage.file(), after.getBytes(StandardCharsets.UTF_8));
            byte[] zip = repacked(broken);
            var refusal = refusal(() -> packages.keep(steward, zip, key()));
            assertThat(refusal).as(damage.toString()).isInstanceOf(EquityRefusal.BadPackage.class);
            assertThat(refusal.facts().toString()).contains(damage.says());
        }
        assertThat(register.founded(other.id())).isEmpty();
        assertThat(refusal(() -> packages.keep(steward, "no zip".getBytes(StandardCharsets.UTF_8), key())))
                .isInstanceOf(EquityRefusal.BadPackage.class);
    }

    /// The schemas do find a fault, so that their silence means something.
    @Test
    void aBrokenPackageIsNotValid() throws Exception {
        var files = unpacked(packed(commons, events(10, 30, new Random(3))));
        String broken = new String(files.get("Transactions.ocf.json"), StandardCharsets.UTF_8)
                .replaceFirst("\"custom_id\":\"[^\"]*\",", "");
        files.put("Transactions.ocf.json", broken.getBytes(StandardCharsets.UTF_8));
        assertThat(faults(files)).isNotEmpty();
    }
}
