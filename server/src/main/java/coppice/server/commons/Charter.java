package coppice.server.commons;

import coppice.rules.money.Ratio;
import coppice.rules.valuation.Formula;
import coppice.rules.valuation.ValueEquation;
import coppice.rules.valuation.ValueEquation.Behaviour;
import coppice.rules.valuation.ValueEquation.Kind;
import coppice.server.kernel.Refused;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
/// @param weights          how much a voice of each class weighs, with two decimals, where voices do not all
/// weigh 1
/// @param ownership        who holds shares in it and what they come to; absent: there are none
/// @param lock             what can never be taken away, and who has to consent; absent: only the ledger's
/// own lock
public record Charter(
        String purpose,
        List<ContributionType> types,
        Equation equation,
        List<Part> split,
        int peers,
        boolean evidenceCounts,
        @Nullable Long ceilingMinorUnits,
        boolean publicNames,
        @Nullable Map<Matter, Procedure> procedures,
        @Nullable Map<String, BigDecimal> weights,
        @Nullable Ownership ownership,
        @Nullable AssetLock lock) {
    /// In one order, so that the same charter reads the same in every run of the program.
    public Charter {
        if (procedures != null) procedures = Collections.unmodifiableMap(new TreeMap<>(procedures));
        weights = weights == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(weights));
    }

    /// The most that one charter may hold of types, buckets or parts.
    public static final int MOST = 40;

    /// A voice that weighs 1, in hundredths.
    public static final int ONE_VOICE = 100;

    private static final Set<String> OF_OWNERS = Set.of("dividends", "redemption");
    private static final BigDecimal HEAVIEST = new BigDecimal("1000");

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
            case Formula.Rejected(Formula.Fault fault, int position, String found) ->
                throw new Refused(new CommonsRefusal.BadFormula(bucket, fault, position, found));
        };
    }

    /// How it decides about `matter`; what the charter says nothing about is decided by consent, and stewards
    /// may act.
    public Procedure procedure(Matter matter) {
        var said = procedures == null ? null : procedures.get(matter);
        if (said == null && matter == Matter.LOCK) return Procedure.SPECIAL;
        return said == null ? Procedure.CONSENT.withStewards(true) : said;
    }

    private Charter with(
            Equation equation,
            List<Part> split,
            boolean publicNames,
            @Nullable Map<Matter, Procedure> procedures,
            @Nullable Map<String, BigDecimal> weights,
            @Nullable Ownership ownership,
            @Nullable AssetLock lock) {
        return new Charter(
                purpose,
                types,
                equation,
                split,
                peers,
                evidenceCounts,
                ceilingMinorUnits,
                publicNames,
                procedures,
                weights,
                ownership,
                lock);
    }

    public Charter withEquation(Equation other) {
        return with(other, split, publicNames, procedures, weights, ownership, lock);
    }

    public Charter withNamesPublic() {
        return with(equation, split, true, procedures, weights, ownership, lock);
    }

    public Charter withProcedures(Map<Matter, Procedure> other) {
        return with(equation, split, publicNames, other, weights, ownership, lock);
    }

    public Charter withWeights(Map<String, BigDecimal> other) {
        return with(equation, split, publicNames, procedures, other, ownership, lock);
    }

    public Charter withSplit(List<Part> other) {
        return with(equation, other, publicNames, procedures, weights, ownership, lock);
    }

    public Charter withOwnership(Ownership other) {
        return with(equation, split, publicNames, procedures, weights, other, lock);
    }

    public Charter withLock(AssetLock other) {
        return with(equation, split, publicNames, procedures, weights, ownership, other);
    }

    /// Whether going over to `other` changes what only a special resolution may change: the lock, how it is
    /// decided on, and what each class of owners gets.
    public boolean touchesLock(Charter other) {
        return touchesConsent(other) || !Objects.equals(ownership, other.ownership);
    }

    /// Whether going over to `other` changes what the partner has to consent to, too.
    public boolean touchesConsent(Charter other) {
        return !Objects.equals(lock, other.lock) || !procedure(Matter.LOCK).equals(other.procedure(Matter.LOCK));
    }

    /// How it decides what cannot wait; absent: nothing is decided so.
    public Optional<Procedure> emergency() {
        return Optional.ofNullable(procedures == null ? null : procedures.get(Matter.EMERGENCY));
    }

    /// How much a voice weighs, in hundredths, for somebody of these classes: the heaviest of them, else one
    /// whole.
    public int weightHundredths(Collection<String> classes) {
        if (weights == null) return ONE_VOICE;
        return classes.stream()
                .map(weights::get)
                .filter(Objects::nonNull)
                .map(weight -> weight.movePointRight(2).intValueExact())
                .max(Integer::compare)
                .orElse(ONE_VOICE);
    }

    public boolean hasWeights() {
        return weights != null && !weights.isEmpty();
    }

    /// Refuses a charter that contradicts itself.
    void check() {
        if (types.size() > MOST || equation.buckets().size() > MOST || split.size() > MOST)
            throw new Refused(new CommonsRefusal.CharterTooLong(MOST));
        if (types.stream()
                        .map(ContributionType::code)
                        .collect(Collectors.toSet())
                        .size()
                < types.size()) throw new Refused(new CommonsRefusal.TypeTwice());
        var sum = split.stream().map(Part::percentage).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(BigDecimal.valueOf(100)) > 0)
            throw new Refused(new CommonsRefusal.PercentagesTooHigh("split"));
        valueEquation();
        checkVoices();
        if (ownership != null) ownership.check();
        else if (split.stream().anyMatch(part -> OF_OWNERS.contains(part.destination())))
            throw new Refused(new CommonsRefusal.NoOwners());
        if (!procedure(Matter.LOCK).isSpecial()) throw new Refused(new CommonsRefusal.LockNeedsSpecial());
    }

    private void checkVoices() {
        if (weights != null)
            weights.forEach((name, weight) -> {
                if (weight.signum() <= 0
                        || weight.compareTo(HEAVIEST) > 0
                        || weight.stripTrailingZeros().scale() > 2)
                    throw new Refused(new CommonsRefusal.BadWeight(name, weight.toPlainString()));
            });
        if (procedures == null) return;
        procedures.forEach((matter, procedure) -> {
            if (procedure.is(Procedure.Way.SECRET)
                    && (procedure.is(Procedure.Way.EACH_CLASS) || procedure.is(Procedure.Way.CLASS_MAJORITY)))
                throw new Refused(new CommonsRefusal.SecretAndByClass(matter.name()));
        });
    }
}
