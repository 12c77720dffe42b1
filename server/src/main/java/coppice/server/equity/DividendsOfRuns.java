package coppice.server.equity;

import coppice.rules.shares.Dividends;
import coppice.rules.shares.ShareClass;
import coppice.server.charter.Charter;
import coppice.server.commons.Commons;
import coppice.server.distributions.Destination;
import coppice.server.distributions.Run;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/// Dividends as a part of the surplus: each class its fraction, inside it by points.
@Service
public class DividendsOfRuns implements Destination {
    private final Register register;
    private final DividendTables tables;
    private final Measures measures;

    DividendsOfRuns(Register register, DividendTables tables, Measures measures) {
        this.register = register;
        this.tables = tables;
        this.measures = measures;
    }

    /// A dividend as it was adopted.
    ///
    /// @param odd     what no class got because it did not divide
    /// @param paysOut false: each class's part is kept for its projects
    public record Dividend(
            long amount,
            long odd,
            LocalDate from,
            LocalDate until,
            boolean paysOut,
            Map<ShareClass, Part> parts,
            List<Line> lines) {
        public List<Line> of(ShareClass of) {
            return lines.stream().filter(line -> line.of() == of).toList();
        }
    }

    /// What a class came to.
    public record Part(BigDecimal percent, long amount) {}

    /// What one person got in a class, with the points it was shared by.
    public record Line(ShareClass of, PartyId party, long points, long paid) {}

    @Override
    public String name() {
        return "dividends";
    }

    @Override
    public int order() {
        return 70;
    }

    @Override
    public Reach reach() {
        return Reach.OWNERS;
    }

    @Override
    public void check(Charter charter) {
        refuseWithoutOwners(charter);
    }

    static void refuseWithoutOwners(Charter charter) {
        if (charter.chapter(OwnershipRules.class).ownership() == null) throw new Refused(new EquityRefusal.NoOwners());
    }

    @Override
    public Optional<String> address(Commons commons, Run run) {
        return Optional.of(commons.address() + "/equity/dividends/" + run.number());
    }

    @Override
    public long highestCapital(Commons commons) {
        return register.highestCapital(commons.id());
    }

    private static Ownership ownership(Charter charter) {
        return Objects.requireNonNull(
                charter.chapter(OwnershipRules.class).ownership(), "a charter that names dividends has ownership");
    }

    @Override
    public DividendPlan plan(Asked asked) {
        var commons = asked.commons();
        var charter = asked.charter().charter();
        var ownership = ownership(charter);
        var from = tables.lastPeriod(commons.id())
                .orElseGet(() -> register.founded(commons.id()).orElse(LocalDate.of(1900, 1, 1)));
        boolean paysOut = ownership.form().paysOut();
        var points = paysOut
                ? measures.points(
                        commons, charter, ownership, register.holdings(commons.id()), from, asked.until(), asked.at())
                : Map.<ShareClass, Map<String, Long>>of();
        return new DividendPlan(
                asked.amount(),
                from.isAfter(asked.until()) ? asked.until() : from,
                asked.until(),
                paysOut,
                points,
                Dividends.of(asked.amount(), ownership.ratios(), points));
    }

    @Override
    public void adopted(Asked asked, Run run, Plan plan) {
        tables.add(
                asked.commons().id(),
                run.id(),
                (DividendPlan) plan,
                ownership(asked.charter().charter()).fractions());
    }

    /// The dividend of a run, if it had one.
    public Optional<Dividend> of(CommonsId commons, Run run) {
        return tables.dividend(commons, run.id());
    }

    /// Computes an adopted dividend again from its inputs; true when every figure comes out the same.
    public boolean recomputes(Dividend dividend) {
        var fractions = new EnumMap<ShareClass, coppice.rules.money.Ratio>(ShareClass.class);
        dividend.parts()
                .forEach((of, part) -> fractions.put(
                        of,
                        coppice.rules.money.Ratio.parse(part.percent().toPlainString())
                                .dividedBy(coppice.rules.money.Ratio.of(100))));
        var points = new EnumMap<ShareClass, Map<String, Long>>(ShareClass.class);
        var paid = new HashMap<ShareClass, Map<String, Long>>();
        for (var line : dividend.lines()) {
            points.computeIfAbsent(line.of(), _ -> new TreeMap<>())
                    .put(line.party().toString(), line.points());
            paid.computeIfAbsent(line.of(), _ -> new TreeMap<>())
                    .put(line.party().toString(), line.paid());
        }
        var again = Dividends.of(dividend.amount(), fractions, points);
        return again.odd() == dividend.odd()
                && again.classes().entrySet().stream()
                        .allMatch(one -> one.getValue().minorUnits()
                                        == Objects.requireNonNull(
                                                        dividend.parts().get(one.getKey()))
                                                .amount()
                                && one.getValue().paid().equals(paid.getOrDefault(one.getKey(), Map.of())));
    }

    public Map<ShareClass, Long> received(CommonsId commons, PartyId party) {
        return tables.received(commons, party);
    }
}
