package coppice.server.distributions;

import coppice.rules.valuation.Contribution;
import coppice.rules.valuation.Distribution;
import coppice.server.charter.Charter;
import coppice.server.charter.CharterVersion;
import coppice.server.charter.Charters;
import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Mandate;
import coppice.server.commons.Matter;
import coppice.server.contributions.ContributionId;
import coppice.server.contributions.Contributions;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.Database;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.Posting;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Shares out the surplus of a commons by its charter.
///
/// A dry run computes and stores nothing. Adopting posts the transfers and stores the run in one transaction,
/// one run of a commons at a time; what was stored can be recomputed from its inputs at any time.
@Service
public class Distributions {
    private final DistributionTables tables;
    private final Commonses commonses;
    private final Charters charters;
    private final Contributions contributions;
    private final Ledger ledger;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;
    private final Database database;
    private final Splitting splitting;
    private final Offer offer;
    private final Contributors byClaims;

    Distributions(
            DistributionTables tables,
            Commonses commonses,
            Charters charters,
            Contributions contributions,
            Ledger ledger,
            Transactions transactions,
            Ids ids,
            Today today,
            Database database,
            Splitting splitting,
            Offer offer,
            Contributors byClaims) {
        this.database = database;
        this.splitting = splitting;
        this.offer = offer;
        this.byClaims = byClaims;
        this.tables = tables;
        this.commonses = commonses;
        this.charters = charters;
        this.contributions = contributions;
        this.ledger = ledger;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// Computes a run by the charter in force; stores nothing.
    public DryRun dryRun(Commons commons, long surplus, LocalDate until) {
        return dryRun(commons, charters.inForce(commons.id()), surplus, until, today.now());
    }

    private DryRun dryRun(Commons commons, CharterVersion charter, long surplus, LocalDate until, Instant now) {
        var split = splitting.of(commons, charter, surplus, until, now);
        return new DryRun(charter.version(), surplus, split.shares(), split.plans(), split.isLoss(), split.earned());
    }

    /// What `charter`, not adopted yet, would pay out of `amount` by the value equation.
    public Distribution tryOut(Commons commons, Charter charter, long amount, LocalDate until) {
        return byClaims.compute(commons, charter, amount, contributions.counted(commons, charter, until, today.now()));
    }

    /// Adopts a run: computes it, posts it, stores it.
    ///
    /// @param charterVersion the version that the dry run showed; refused when another is in force by now
    public Run adopt(Authorised by, long surplus, LocalDate until, int charterVersion, String key) {
        var commons = by.commons();
        return transactions.run(() -> {
            tables.lockDesk(commons.id());
            var request = RequestKey.asked("adopt", by.party(), key, surplus, until, charterVersion);
            var known = tables.byKey(commons.id(), request);
            if (known.isPresent()) return run(commons.id(), known.get());
            commonses.mayDecide(by, Matter.SURPLUS);
            var charter = charters.inForce(commons.id());
            if (charter.version() != charterVersion)
                throw new Refused(new DistributionRefusal.PreviewedOtherCharter(charter.version()));
            refuseMoreThanThereIs(commons, surplus);
            var now = today.now();
            var dryRun = dryRun(commons, charter, surplus, until, now);
            int number = tables.lastNumber(commons.id()) + 1;
            var entry = post(by, dryRun, number, request);
            var run = new Run(
                    ids.next(RunId::new),
                    number,
                    now,
                    by.party().toString(),
                    by.authority(),
                    by instanceof Mandate mandate ? Optional.of(mandate.decision()) : Optional.empty(),
                    charter.version(),
                    surplus,
                    dryRun.distribution().amountMinorUnits(),
                    dryRun.distribution().returnedMinorUnits(),
                    dryRun.distribution().aboveCeilingMinorUnits(),
                    until,
                    now,
                    entry,
                    dryRun.shares());
            tables.add(commons, run, by.party(), request);
            for (var one : dryRun.plans()) one.destination().adopted(one.asked(), run, one.plan());
            if (dryRun.payments().counted().size() >= Database.MUCH)
                transactions.after(() -> database.analyse("distributions"));
            return run(commons.id(), number);
        });
    }

    void refuseMoreThanThereIs(Commons commons, long surplus) {
        long holds = ledger.account(commons, Ledger.GENERAL).holdsMinorUnits();
        if (surplus > holds)
            throw new Refused(new DistributionRefusal.MoreThanThereIs(commons.money(surplus), commons.money(holds)));
    }

    /// One entry for the whole run, whatever its destinations.
    private Optional<EntryId> post(Authorised by, DryRun dryRun, int number, RequestKey request) {
        var legs = dryRun.plans().stream()
                .flatMap(one -> one.plan().legs().stream())
                .toList();
        if (legs.isEmpty()) return Optional.empty();
        return Optional.of(ledger.post(
                        by.commons(),
                        Posting.under(
                                        by.authority(),
                                        by instanceof Mandate mandate
                                                ? mandate.decision().toString()
                                                : "run " + number,
                                        Optional.of(by.party()),
                                        today.date(),
                                        request.at("run:" + number))
                                .of(legs))
                .id());
    }

    /// All runs, the newest first.
    public List<Run> runs(CommonsId commons) {
        return tables.runs(commons, Optional.empty());
    }

    /// How many there are.
    public int count(CommonsId commons) {
        return tables.lastNumber(commons);
    }

    public Run run(CommonsId commons, int number) {
        return tables.runs(commons, Optional.of(number)).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    /// Where it can be read what became of each part of a run, by destination.
    public Map<String, String> addresses(Commons commons, Run run) {
        var addresses = new HashMap<String, String>();
        for (var share : run.shares()) {
            offer.named(share.destination())
                    .flatMap(destination -> destination.address(commons, run))
                    .ifPresent(at -> addresses.put(share.destination(), at));
        }
        return addresses;
    }

    /// What one party received in a run, in minor units.
    public record Paid(PartyId party, long minorUnits, int contributions) {}

    /// Who received what in a run, the largest first.
    public List<Paid> paid(CommonsId commons, Run run) {
        return tables.paid(commons, run.id());
    }

    /// The same for many, by run.
    Map<RunId, List<Paid>> paid(CommonsId commons, List<Run> runs) {
        return tables.paid(commons, runs.stream().map(Run::id).toList());
    }

    /// One payment with what led to it.
    ///
    /// @param claim     what the contribution is worth, fixed by the first run that saw it
    /// @param remaining what was still owed on it after this payment
    public record PaymentLine(
            int bucket, Optional<ContributionId> contribution, long claim, long weight, long paid, long remaining) {}

    /// A party's payments of a run: every contribution that led to the figure, the largest first.
    public List<PaymentLine> payments(CommonsId commons, Run run, PartyId party, int most) {
        return tables.payments(commons, run.id(), party, most);
    }

    /// What a party has in claims over all runs: their worth, what was paid on them, what is still owed.
    public record Standings(long claims, long paid, long owed) {}

    public Standings standings(CommonsId commons, PartyId party) {
        return tables.standings(commons, party);
    }

    /// Computes a stored run again from its inputs; true when every figure comes out the same.
    public boolean recomputes(Commons commons, Run run) {
        var charter = charters.version(commons.id(), run.charterVersion()).charter();
        var seen = tables.fixedBy(commons.id(), run.number());
        var counted = contributions.counted(commons, charter, run.countedUntil(), run.countedAt()).stream()
                .filter(contribution -> seen.containsKey(contribution.id()))
                .map(contribution -> as(contribution, seen.getOrDefault(contribution.id(), "")))
                .toList();
        var again = Contributors.compute(
                commons, charter, run.amount(), counted, tables.claims(commons.id(), run.number()));
        var stored = new HashMap<String, Long>();
        paid(commons.id(), run).forEach(paid -> stored.put(paid.party().toString(), paid.minorUnits()));
        var recomputed = new HashMap<>(again.paid());
        recomputed.values().removeIf(nothing -> nothing == 0);
        stored.values().removeIf(nothing -> nothing == 0);
        return stored.equals(recomputed) && again.returnedMinorUnits() == run.returned();
    }

    /// A history may have found its owner since: the run is computed with whose it was then.
    private static Contribution as(Contribution contribution, String party) {
        return new Contribution(
                contribution.id(),
                party,
                contribution.type(),
                contribution.work(),
                contribution.date(),
                contribution.quantity(),
                contribution.valuePerUnit(),
                contribution.value(),
                contribution.weight(),
                contribution.fraction());
    }
}
