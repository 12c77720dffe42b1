package coppice.server.distributions;

import coppice.rules.money.Ratio;
import coppice.rules.returns.Statute;
import coppice.rules.valuation.SurplusSplit;
import coppice.server.commons.Charter;
import coppice.server.commons.CharterVersion;
import coppice.server.commons.Commons;
import coppice.server.distributions.Distributions.Planned;
import coppice.server.kernel.Refused;
import coppice.server.ledger.Ledger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Sends a surplus to its destinations: what the law asks for, then the charter's parts of the rest; private
/// hands get no more than the law and what was earned allow.
@Component
class Splitting {
    static final String STATUTORY_RESERVE = "statutory-reserve";
    static final String MUTUAL_FUND = "mutual-fund";

    private final Map<String, Destination> destinations = new HashMap<>();
    private final DistributionTables tables;
    private final Ledger ledger;

    Splitting(List<Destination> destinations, DistributionTables tables, Ledger ledger) {
        for (var destination : destinations) this.destinations.put(destination.name(), destination);
        this.tables = tables;
        this.ledger = ledger;
    }

    Optional<Destination> destination(String name) {
        return Optional.ofNullable(destinations.get(name));
    }

    /// @param shares by destination, together the surplus
    record Split(List<Run.Share> shares, List<Planned> plans, boolean isLoss, long earned) {}

    Split of(Commons commons, CharterVersion charter, long surplus, LocalDate until, Instant now) {
        boolean isLoss = isLossYear(commons, until);
        long earned = earned(commons, until);
        var shares = shares(commons, charter.charter(), surplus, isLoss ? 0 : earned);
        var plans = new ArrayList<Planned>();
        for (var share : shares)
            destination(share.destination()).ifPresent(destination -> {
                var asked = new Destination.Asked(commons, charter, surplus, share.minorUnits(), until, now);
                plans.add(new Planned(destination, asked, destination.plan(asked)));
            });
        for (var one : plans) takeWhatIsDue(shares, one);
        return new Split(shares, plans, isLoss, earned);
    }

    /// What a destination does not take stays in the general fund.
    private static void takeWhatIsDue(List<Run.Share> shares, Planned one) {
        long left = one.asked().amount() - one.plan().taken();
        if (left < 0) throw new IllegalStateException(one.destination().name() + " takes more than its part");
        shares.replaceAll(share -> share.destination().equals(one.destination().name())
                ? new Run.Share(share.destination(), share.minorUnits() - left)
                : share.destination().equals("general") ? new Run.Share("general", share.minorUnits() + left) : share);
    }

    /// What came in, less what went out and what runs have shared out: what was put in as capital is not
    /// earned.
    private long earned(Commons commons, LocalDate until) {
        var entries = tables.runs(commons.id(), Optional.empty()).stream()
                .flatMap(run -> run.entry().stream())
                .toList();
        return Math.max(
                0,
                ledger.result(commons.id(), LocalDate.EPOCH, until)
                        - ledger.leftBy(commons.id(), Ledger.GENERAL, entries));
    }

    /// Whether the calendar year of the run has brought in less than it cost so far; what was put in as
    /// capital, and what was owed and is paid out, is neither.
    private boolean isLossYear(Commons commons, LocalDate until) {
        var last = until.minusDays(1);
        return ledger.result(commons.id(), last.withDayOfYear(1), until) < 0;
    }

    /// What the law asks for is booked before anything is shared out; the charter's parts are parts of what
    /// is left. What private hands may not have stays with the commons.
    private List<Run.Share> shares(Commons commons, Charter charter, long surplus, long mayBePrivate) {
        var statute = charter.lock() == null
                ? Statute.NONE
                : Objects.requireNonNull(charter.lock()).rules();
        long capital = statute.reserveStops()
                ? destinations.values().stream()
                        .mapToLong(one -> one.highestCapital(commons))
                        .max()
                        .orElse(0)
                : 0;
        var minimums = statute.minimums(
                surplus, capital, ledger.account(commons, Ledger.RESERVE).holdsMinorUnits());
        var shares = new ArrayList<Run.Share>();
        if (minimums.reserve() > 0) shares.add(new Run.Share(STATUTORY_RESERVE, minimums.reserve()));
        if (minimums.fund() > 0) shares.add(new Run.Share(MUTUAL_FUND, minimums.fund()));
        var split = charter.split().stream()
                .map(part -> new SurplusSplit.Part(
                        part.destination(), Ratio.parse(part.percentage().toPlainString())))
                .toList();
        long[] parts = SurplusSplit.of(minimums.left(), split);
        long mostPrivate = Math.min(mayBePrivate, statute.mostDividends(surplus));
        long stays = parts[split.size()];
        for (int i = 0; i < split.size(); i++) {
            var destination = destinations.get(split.get(i).destination());
            long part = parts[i];
            if (destination != null && destination.isPrivate()) {
                part = Math.min(part, mostPrivate);
                mostPrivate -= part;
                stays += parts[i] - part;
            }
            shares.add(new Run.Share(split.get(i).destination(), part));
        }
        refuseTooLittleForWorkers(commons, shares, minimums.workers());
        shares.add(new Run.Share("general", stays));
        return shares;
    }

    private static void refuseTooLittleForWorkers(Commons commons, List<Run.Share> shares, long least) {
        long workers = shares.stream()
                .filter(share -> share.destination().equals("contributors"))
                .mapToLong(Run.Share::minorUnits)
                .sum();
        if (workers < least)
            throw new Refused(
                    new DistributionRefusal.TooLittleForWorkers(commons.money(workers), commons.money(least)));
    }
}
