package coppice.server.distributions;

import coppice.rules.money.Ratio;
import coppice.rules.valuation.SurplusSplit;
import coppice.server.charter.Charter;
import coppice.server.charter.CharterVersion;
import coppice.server.charter.Law;
import coppice.server.commons.Commons;
import coppice.server.distributions.Destination.Reach;
import coppice.server.kernel.Refused;
import coppice.server.ledger.Flows;
import coppice.server.ledger.Ledger;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.springframework.stereotype.Component;

/// Sends a surplus to its destinations: what the law asks for, then the charter's parts of the rest; private
/// hands get no more than the law and what was earned allow.
@Component
class Splitting {
    private static final Destination LEGAL_RESERVE = Destination.fund(Destination.STATUTORY_RESERVE, 0, Ledger.RESERVE);
    private static final Destination MUTUAL_FUND =
            Destination.fund(Destination.MUTUAL_FUND, 1, DistributionFunds.MUTUAL.account());

    private final Offer offer;
    private final Law law;
    private final DistributionTables tables;
    private final Ledger ledger;
    private final Flows flows;

    Splitting(Offer offer, Law law, DistributionTables tables, Ledger ledger, Flows flows) {
        this.offer = offer;
        this.law = law;
        this.tables = tables;
        this.ledger = ledger;
        this.flows = flows;
    }

    /// A destination with what it would do.
    ///
    /// @param isNamed false: the charter gives it nothing, and it is asked all the same
    record Planned(Destination destination, Destination.Asked asked, Destination.Plan plan, boolean isNamed) {
        static Planned of(Destination destination, Destination.Asked asked, boolean isNamed) {
            var plan = destination.plan(asked);
            if (plan.taken() > asked.amount()
                    || plan.legs().stream().anyMatch(leg -> !leg.from().equals(Ledger.GENERAL)))
                throw new IllegalStateException(destination.name() + " takes more than its part");
            return new Planned(destination, asked, plan, isNamed);
        }
    }

    /// @param shares what each destination takes, and what stays last: together the surplus
    record Split(List<Run.Share> shares, List<Planned> plans, boolean isLoss, long earned) {}

    Split of(Commons commons, CharterVersion charter, long surplus, LocalDate until, Instant now) {
        offer.check(charter.charter());
        boolean isLoss = isLossYear(commons, until);
        long earned = earned(commons, until);
        var plans = plans(commons, charter, surplus, isLoss ? 0 : earned, until, now);
        var shares = new ArrayList<Run.Share>();
        long stays = surplus;
        for (var one : plans) {
            if (!one.isNamed()) continue;
            shares.add(new Run.Share(one.destination().name(), one.plan().taken()));
            stays -= one.plan().taken();
        }
        shares.add(new Run.Share(Ledger.GENERAL.code(), stays));
        return new Split(shares, plans, isLoss, earned);
    }

    private List<Planned> plans(
            Commons commons, CharterVersion charter, long surplus, long earned, LocalDate until, Instant now) {
        var named = offer.all().stream()
                .filter(one -> percentage(charter.charter(), one).isPresent())
                .toList();
        var statute = law.of(charter.charter());
        var split = SurplusSplit.of(
                surplus,
                statute,
                statute.reserveStops() ? highestCapital(commons) : 0,
                ledger.account(commons, Ledger.RESERVE).holdsMinorUnits(),
                earned,
                named.stream()
                        .map(one -> new SurplusSplit.Part(
                                Ratio.parse(percentage(charter.charter(), one)
                                        .orElseThrow()
                                        .toPlainString()),
                                one.reach() == Reach.OWNERS))
                        .toList());
        refuseTooLittleForWorkers(commons, named, split);
        var plans = new ArrayList<Planned>();
        LongFunction<Destination.Asked> asked =
                amount -> new Destination.Asked(commons, charter, surplus, amount, until, now);
        if (split.reserve() > 0) plans.add(Planned.of(LEGAL_RESERVE, asked.apply(split.reserve()), true));
        if (split.fund() > 0) plans.add(Planned.of(MUTUAL_FUND, asked.apply(split.fund()), true));
        for (int i = 0; i < named.size(); i++)
            plans.add(Planned.of(named.get(i), asked.apply(split.parts().get(i)), true));
        for (var one : offer.all())
            if (one.isAlwaysAsked() && !named.contains(one)) plans.add(Planned.of(one, asked.apply(0), false));
        return plans;
    }

    /// What the charter gives it; a destination that is named twice gets both.
    private static Optional<BigDecimal> percentage(Charter charter, Destination destination) {
        return charter.chapter(DistributionRules.class).split().stream()
                .filter(part -> part.destination().equals(destination.name()))
                .map(DistributionRules.Part::percentage)
                .reduce(BigDecimal::add);
    }

    private long highestCapital(Commons commons) {
        return offer.all().stream()
                .mapToLong(one -> one.highestCapital(commons))
                .max()
                .orElse(0);
    }

    private static void refuseTooLittleForWorkers(Commons commons, List<Destination> named, SurplusSplit split) {
        long workers = 0;
        for (int i = 0; i < named.size(); i++)
            if (named.get(i).reach() == Reach.WORKERS) workers += split.parts().get(i);
        if (workers < split.workers())
            throw new Refused(new DistributionRefusal.TooLittleForWorkers(
                    commons.money(workers), commons.money(split.workers())));
    }

    /// What came in, less what went out and what runs have shared out: what was put in as capital is not
    /// earned.
    private long earned(Commons commons, LocalDate until) {
        var entries = tables.runs(commons.id(), Optional.empty()).stream()
                .flatMap(run -> run.entry().stream())
                .toList();
        return Math.max(
                0,
                flows.result(commons.id(), LocalDate.EPOCH, until)
                        - flows.leftBy(commons.id(), Ledger.GENERAL, entries));
    }

    /// Whether the calendar year of the run has brought in less than it cost so far; what was put in as
    /// capital, and what was owed and is paid out, is neither.
    private boolean isLossYear(Commons commons, LocalDate until) {
        var last = until.minusDays(1);
        return flows.result(commons.id(), last.withDayOfYear(1), until) < 0;
    }
}
