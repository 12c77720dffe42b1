package coppice.server.equity;

import coppice.rules.money.Ratio;
import coppice.rules.shares.ShareClass;
import coppice.rules.shares.ShareForm;
import coppice.rules.valuation.Contribution;
import coppice.server.charter.Charter;
import coppice.server.commons.Commons;
import coppice.server.contributions.Contributions;
import coppice.server.kernel.PartyId;
import coppice.server.ledger.Flows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// What people did, as shares and dividends see it: contributions that count, and money that they paid in.
@Component
class Measures {
    private final Contributions contributions;
    private final Flows flows;

    Measures(Contributions contributions, Flows flows) {
        this.contributions = contributions;
        this.flows = flows;
    }

    /// How much of a source each party has given in `[from, until)`, in the source's unit.
    Map<PartyId, Ratio> given(
            Commons commons, Charter charter, String source, LocalDate from, LocalDate until, Instant settledBy) {
        var given = new TreeMap<PartyId, Ratio>(java.util.Comparator.comparing(PartyId::value));
        if (source.equals(Ownership.PURCHASES)) {
            long unit = Math.powExact(10L, commons.currency().getDefaultFractionDigits());
            flows.paidIn(commons.id(), from, until).forEach((party, paid) -> given.put(party, Ratio.of(paid, unit)));
            return given;
        }
        for (var one : contributions.counted(commons, charter, until, settledBy))
            if (one.type().equals(source) && !one.date().isBefore(from))
                given.merge(party(one), one.quantity(), Ratio::plus);
        return given;
    }

    private static PartyId party(Contribution one) {
        return new PartyId(UUID.fromString(one.party()));
    }

    /// What each class's part of a dividend is shared by, among those who hold a share of the class.
    ///
    /// In four quarters: founders by heads; funders by money in and not yet paid back; workers by what their
    /// contributions of the period are worth; users by their use in the period. In the other forms: by own
    /// shares.
    Map<ShareClass, Map<String, Long>> points(
            Commons commons,
            Charter charter,
            Ownership ownership,
            List<Holding> holdings,
            LocalDate from,
            LocalDate until,
            Instant settledBy) {
        var points = new EnumMap<ShareClass, Map<String, Long>>(ShareClass.class);
        for (var of : ShareClass.values()) points.put(of, new TreeMap<>());
        boolean quarters = ownership.form() == ShareForm.FOUR_QUARTERS;
        for (var holding : holdings)
            points.computeIfAbsent(holding.of(), _ -> new TreeMap<>())
                    .put(
                            holding.party().toString(),
                            !quarters
                                    ? holding.shares()
                                    : switch (holding.of()) {
                                        case FOUNDER -> 1L;
                                        case FUNDER -> holding.minorUnits();
                                        case WORKER, USER -> 0L;
                                    });
        if (!quarters) return points;
        var workers = points.computeIfAbsent(ShareClass.WORKER, _ -> new TreeMap<>());
        var users = points.computeIfAbsent(ShareClass.USER, _ -> new TreeMap<>());
        worth(commons, charter, from, until, settledBy)
                .forEach((party, worth) -> workers.computeIfPresent(party.toString(), (_, _) -> worth));
        for (var one : ownership.qualifications())
            if (one.of() == ShareClass.USER)
                given(commons, charter, one.source(), from, until, settledBy)
                        .forEach((party, amount) -> users.computeIfPresent(
                                party.toString(),
                                (_, before) -> before
                                        + amount.dividedBy(Ratio.parse(
                                                        one.perShare().toPlainString()))
                                                .times(Ratio.of(1000))
                                                .floor()));
        return points;
    }

    /// What each party's contributions of `[from, until)` are worth, in minor units.
    private Map<PartyId, Long> worth(
            Commons commons, Charter charter, LocalDate from, LocalDate until, Instant settledBy) {
        var unit = Ratio.of(Math.powExact(10L, commons.currency().getDefaultFractionDigits()));
        return contributions.counted(commons, charter, until, settledBy).stream()
                .filter(one -> !one.date().isBefore(from))
                .collect(Collectors.groupingBy(
                        Measures::party,
                        Collectors.summingLong(one -> one.quantity()
                                .times(one.valuePerUnit())
                                .plus(one.value())
                                .times(unit)
                                .floor())));
    }
}
