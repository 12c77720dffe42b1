package coppice.server.commons;

import coppice.rules.valuation.ValueEquation.Behaviour;
import coppice.rules.valuation.ValueEquation.Kind;
import coppice.rules.voting.Majority;
import coppice.rules.voting.PassingRule.Method;
import coppice.server.commons.Charter.Action;
import coppice.server.commons.Charter.Bucket;
import coppice.server.commons.Charter.ContributionType;
import coppice.server.commons.Charter.Equation;
import coppice.server.commons.Charter.Part;
import coppice.server.commons.Charter.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Charters to begin with; all of it can be changed on the first day.
public enum Presets {
    /// Hours, equipment and money spent, all owed until paid: an open value network.
    VALUE_NETWORK(List.of(
            new ContributionType("work", "Work", Action.WORK, "hour", new BigDecimal("25"), false),
            new ContributionType("equipment", "Equipment used", Action.USE, "hour", new BigDecimal("5"), false),
            new ContributionType("expense", "Money spent", Action.TRANSFER, "receipt", BigDecimal.ZERO, true))),
    /// Changes to a common work, each counted by its size, and hours for all that leaves no trace there.
    SOFTWARE(List.of(
            new ContributionType("change", "Change", Action.PRODUCE, "line", new BigDecimal("0.05"), false),
            new ContributionType("work", "Work", Action.WORK, "hour", new BigDecimal("25"), false),
            new ContributionType("expense", "Money spent", Action.TRANSFER, "receipt", BigDecimal.ZERO, true))),
    /// Hours alone, every hour the same.
    TIME_BANK(List.of(new ContributionType("work", "Hours given", Action.WORK, "hour", new BigDecimal("1"), false))),
    /// Friends or neighbours: everything by consent, and stewards may act in between.
    INFORMAL_GROUP(
            Types.WORK_AND_RECEIPTS,
            Presets.procedures(
                    new Procedure(Method.CONSENT, Majority.SIMPLE, 50, 7, false),
                    new Procedure(Method.CONSENT, Majority.SIMPLE, 50, 7, true))),
    /// One member, one vote; the charter by three quarters.
    WORKER_COOPERATIVE(
            Types.WORK_AND_RECEIPTS,
            Presets.procedures(
                    new Procedure(Method.YES_NO, Majority.THREE_QUARTERS, 50, 14, false),
                    new Procedure(Method.YES_NO, Majority.SIMPLE, 50, 7, false))),
    /// Many members: a smaller quorum and more time; the charter by three quarters.
    PLATFORM_COOPERATIVE(
            Types.WORK_AND_RECEIPTS,
            Presets.procedures(
                    new Procedure(Method.YES_NO, Majority.THREE_QUARTERS, 20, 21, false),
                    new Procedure(Method.YES_NO, Majority.SIMPLE, 10, 14, false))),
    /// A board acts, the members decide about the charter by two thirds.
    ASSOCIATION(
            Types.WORK_AND_RECEIPTS,
            Presets.procedures(
                    new Procedure(Method.YES_NO, Majority.TWO_THIRDS, 25, 14, false),
                    new Procedure(Method.YES_NO, Majority.SIMPLE, 25, 14, true))),
    /// Consensus as Enspiral has it: no block, and for the charter more than half of those who take a side.
    CONSENSUS_NETWORK(
            Types.WORK_AND_RECEIPTS,
            Presets.procedures(
                    new Procedure(Method.CONSENSUS, Majority.SIMPLE, 0, 10, false),
                    new Procedure(Method.CONSENSUS, Majority.NONE, 0, 5, false)));

    private static final class Types {
        private static final List<ContributionType> WORK_AND_RECEIPTS = List.of(
                new ContributionType("work", "Work", Action.WORK, "hour", new BigDecimal("25"), false),
                new ContributionType("expense", "Money spent", Action.TRANSFER, "receipt", BigDecimal.ZERO, true));
    }

    private final List<ContributionType> types;
    private final Map<Matter, Procedure> procedures;

    Presets(List<ContributionType> types) {
        this(
                types,
                Map.of(
                        Matter.CHARTER, Procedure.CONSENT,
                        Matter.SURPLUS, Procedure.CONSENT,
                        Matter.RESERVE, Procedure.CONSENT,
                        Matter.MEMBERSHIP, Procedure.CONSENT.withStewards(true),
                        Matter.OTHER, Procedure.CONSENT,
                        Matter.EMERGENCY, Procedure.WITHIN_A_DAY));
    }

    Presets(List<ContributionType> types, Map<Matter, Procedure> procedures) {
        this.types = types;
        this.procedures = procedures;
    }

    /// One procedure for the charter, another for everything else.
    private static Map<Matter, Procedure> procedures(Procedure charter, Procedure others) {
        return Map.of(
                Matter.CHARTER, charter,
                Matter.SURPLUS, others,
                Matter.RESERVE, others,
                Matter.MEMBERSHIP, others,
                Matter.OTHER, others.withStewards(false),
                Matter.EMERGENCY, Procedure.WITHIN_A_DAY);
    }

    /// Work is shared for good where every hour is the same, and owed until paid elsewhere.
    public Charter charter(String purpose) {
        var kind = this == TIME_BANK ? Kind.SHARE : Kind.DEBT;
        var rules = types.stream()
                .map(type -> new Rule(type.code(), kind, type.statesValue() ? "value" : formula(type)))
                .toList();
        return new Charter(
                purpose,
                types,
                new Equation(
                        Behaviour.STRAIGHT,
                        List.of(new Bucket("Contributors", new BigDecimal("100"), null, Set.of(), rules))),
                List.of(
                        new Part("reserve", new BigDecimal("20")),
                        new Part("trust", new BigDecimal("5")),
                        new Part("contributors", new BigDecimal("75"))),
                1,
                true,
                null,
                false,
                procedures,
                Map.of(),
                null,
                null);
    }

    private static String formula(ContributionType type) {
        return type.code().equals("change")
                ? "max(1, min(quantity, 400) * value_per_unit)"
                : "quantity * value_per_unit";
    }
}
