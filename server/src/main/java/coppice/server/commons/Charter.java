package coppice.server.commons;

import coppice.rules.money.Ratio;
import coppice.rules.valuation.Formula;
import coppice.rules.valuation.ValueEquation;
import coppice.rules.valuation.ValueEquation.Behaviour;
import coppice.rules.valuation.ValueEquation.Kind;
import coppice.server.kernel.Refused;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The rules of a commons as data.
///
/// @param peers            how many others recognise a contribution before it counts
/// @param evidenceCounts   true: what an import brings with evidence counts without peers
/// @param ceilingMinorUnits the most one person receives in one run; absent: no ceiling
/// @param publicNames      true: anyone may read members' names
/// @param procedures       how it decides, by matter; absent in charters from before it decided by itself
public record Charter(
        String purpose,
        List<ContributionType> types,
        Equation equation,
        List<Part> split,
        int peers,
        boolean evidenceCounts,
        @Nullable Long ceilingMinorUnits,
        boolean publicNames,
        @Nullable Map<Matter, Procedure> procedures) {
    /// In one order, so that the same charter reads the same in every run of the program.
    public Charter {
        if (procedures != null) procedures = Collections.unmodifiableMap(new TreeMap<>(procedures));
    }

    /// The most that one charter may hold of types, buckets or parts.
    public static final int MOST = 40;

    /// What can be contributed.
    ///
    /// @param action       the ValueFlows action: work, use, consume, transfer, cite, deliverService, produce
    /// @param valuePerUnit in whole currency units, as a decimal
    public record ContributionType(
            String code, String name, Action action, String unit, BigDecimal valuePerUnit, boolean statesValue) {}

    /// ValueFlows 1.0 actions by which something is given to a commons.
    public enum Action {
        WORK,
        USE,
        CONSUME,
        TRANSFER,
        CITE,
        DELIVER_SERVICE,
        PRODUCE
    }

    public record Equation(Behaviour behaviour, List<Bucket> buckets) {}

    /// @param directTo the party that the whole bucket goes to; absent: to claims by `rules`
    /// @param works    only contributions to these; empty: all
    public record Bucket(
            String name, BigDecimal percentage, @Nullable UUID directTo, Set<String> works, List<Rule> rules) {
        public Bucket {
            works = Collections.unmodifiableSet(new TreeSet<>(works));
        }
    }

    public record Rule(String type, Kind kind, String formula) {}

    /// A part of the surplus for a destination.
    public record Part(String destination, BigDecimal percentage) {}

    public Optional<ContributionType> type(String code) {
        return types.stream().filter(type -> type.code().equals(code)).findFirst();
    }

    /// The equation in the form that can be computed; refuses one that cannot.
    public ValueEquation valueEquation() {
        var buckets = equation.buckets().stream().map(this::bucket).toList();
        try {
            return new ValueEquation(equation.behaviour(), buckets);
        } catch (IllegalArgumentException _) {
            throw new Refused(new CommonsRefusal.PercentagesTooHigh("equation"));
        }
    }

    private ValueEquation.Bucket bucket(Bucket bucket) {
        var percentage = Ratio.parse(bucket.percentage().toPlainString());
        if (bucket.directTo() != null)
            return new ValueEquation.Bucket(
                    bucket.name(),
                    percentage,
                    new ValueEquation.Direct(bucket.directTo().toString()));
        var filter = new ValueEquation.Filter(Set.of(), bucket.works(), Set.of(), null, null);
        return new ValueEquation.Bucket(
                bucket.name(),
                percentage,
                new ValueEquation.Claims(
                        filter,
                        bucket.rules().stream()
                                .map(rule -> rule(bucket.name(), rule))
                                .toList()));
    }

    private ValueEquation.Rule rule(String bucket, Rule rule) {
        if (type(rule.type()).isEmpty()) throw new Refused(new CommonsRefusal.UnknownType(rule.type()));
        return switch (Formula.parse(rule.formula())) {
            case Formula.Parsed(Formula formula) -> new ValueEquation.Rule(rule.type(), formula, rule.kind());
            case Formula.Rejected rejected -> throw new Refused(new CommonsRefusal.BadFormula(bucket, rejected));
        };
    }

    /// How it decides about `matter`; what the charter says nothing about is decided by consent, and stewards may act.
    public Procedure procedure(Matter matter) {
        var said = procedures == null ? null : procedures.get(matter);
        return said == null ? Procedure.CONSENT.withStewards(true) : said;
    }

    public Charter withEquation(Equation other) {
        return new Charter(
                purpose, types, other, split, peers, evidenceCounts, ceilingMinorUnits, publicNames, procedures);
    }

    public Charter withNamesPublic() {
        return new Charter(purpose, types, equation, split, peers, evidenceCounts, ceilingMinorUnits, true, procedures);
    }

    public Charter withProcedures(Map<Matter, Procedure> other) {
        return new Charter(
                purpose, types, equation, split, peers, evidenceCounts, ceilingMinorUnits, publicNames, other);
    }

    /// Refuses a charter that contradicts itself.
    void check() {
        if (types.size() > MOST || equation.buckets().size() > MOST || split.size() > MOST)
            throw new Refused(new CommonsRefusal.TooLong(MOST));
        if (types.stream()
                        .map(ContributionType::code)
                        .collect(Collectors.toSet())
                        .size()
                < types.size()) throw new Refused(new CommonsRefusal.TypeTwice());
        var sum = split.stream().map(Part::percentage).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.valueOf(100)) > 0)
            throw new Refused(new CommonsRefusal.PercentagesTooHigh("split"));
        valueEquation();
    }
}
