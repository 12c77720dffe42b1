package coppice.server.distributions;

import coppice.rules.money.Ratio;
import coppice.rules.valuation.Formula;
import coppice.rules.valuation.ValueEquation;
import coppice.rules.valuation.ValueEquation.Behaviour;
import coppice.rules.valuation.ValueEquation.Kind;
import coppice.server.contributions.ContributionRules;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How a commons shares its surplus.
///
/// @param split             where the surplus goes; what the parts leave stays in the general fund
/// @param ceilingMinorUnits the most one person receives in one run; absent: no ceiling
public record DistributionRules(
        Equation equation, List<Part> split, @Nullable Long ceilingMinorUnits) {
    public DistributionRules {
        Objects.requireNonNull(equation);
        split = List.copyOf(split);
    }

    public record Equation(Behaviour behaviour, List<Bucket> buckets) {
        public Equation {
            Objects.requireNonNull(behaviour);
            buckets = List.copyOf(buckets);
        }
    }

    /// @param directTo the party that the whole bucket goes to; absent: to claims by `rules`
    /// @param works    only contributions to these; empty: all
    public record Bucket(
            String name, BigDecimal percentage, @Nullable PartyId directTo, Set<String> works, List<Rule> rules) {
        public Bucket {
            Objects.requireNonNull(name);
            Objects.requireNonNull(percentage);
            works = Collections.unmodifiableSet(new TreeSet<>(works));
            rules = List.copyOf(rules);
        }
    }

    public record Rule(String type, Kind kind, String formula) {
        public Rule {
            Objects.requireNonNull(type);
            Objects.requireNonNull(kind);
            Objects.requireNonNull(formula);
        }
    }

    /// A part of the surplus for a destination.
    public record Part(String destination, BigDecimal percentage) {
        public Part {
            Objects.requireNonNull(destination);
            Objects.requireNonNull(percentage);
        }
    }

    public DistributionRules withEquation(Equation other) {
        return new DistributionRules(other, split, ceilingMinorUnits);
    }

    public DistributionRules withSplit(List<Part> other) {
        return new DistributionRules(equation, other, ceilingMinorUnits);
    }

    /// The equation in the form that can be computed; refuses one that cannot.
    public ValueEquation valueEquation(ContributionRules contributions) {
        var buckets = equation.buckets().stream()
                .map(bucket -> bucket(bucket, contributions))
                .toList();
        try {
            return new ValueEquation(equation.behaviour(), buckets);
        } catch (IllegalArgumentException _) {
            throw new Refused(new DistributionRefusal.PercentagesTooHigh("equation"));
        }
    }

    private static ValueEquation.Bucket bucket(Bucket bucket, ContributionRules contributions) {
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
                                .map(rule -> rule(bucket.name(), rule, contributions))
                                .toList()));
    }

    private static ValueEquation.Rule rule(String bucket, Rule rule, ContributionRules contributions) {
        if (contributions.type(rule.type()).isEmpty())
            throw new Refused(new DistributionRefusal.UnknownType(rule.type()));
        return switch (Formula.parse(rule.formula())) {
            case Formula.Parsed(Formula formula) -> new ValueEquation.Rule(rule.type(), formula, rule.kind());
            case Formula.Rejected(Formula.Fault fault, int position, String found) ->
                throw new Refused(new DistributionRefusal.BadFormula(bucket, fault, position, found));
        };
    }
}
