package coppice.rules.oracles;

import coppice.rules.money.Ratio;
import coppice.rules.oracles.Oracles.Family;
import coppice.rules.oracles.Oracles.Score;
import coppice.rules.valuation.Claim;
import coppice.rules.valuation.Contribution;
import coppice.rules.valuation.Distribution;
import coppice.rules.valuation.Formula;
import coppice.rules.valuation.ValueEquation;
import coppice.rules.valuation.ValueEquation.Behaviour;
import coppice.rules.valuation.ValueEquation.Bucket;
import coppice.rules.valuation.ValueEquation.Filter;
import coppice.rules.valuation.ValueEquation.Kind;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `value-equation-coppice.json`: equations of several buckets over several runs, every figure in minor units.
final class ValueEquationOracle implements Family {
    @Override
    public Score check(Path file) {
        var faults = new ArrayList<String>();
        int total = 0;
        for (var node : JsonMapper.shared().readTree(file.toFile())) {
            total++;
            String fault = fault(node);
            if (!fault.isEmpty()) faults.add(node.path("case").asString() + ": " + fault);
        }
        return new Score(total - faults.size(), total, faults);
    }

    private static String fault(JsonNode node) {
        var equation = equation(node);
        var contributions = new ArrayList<Contribution>();
        for (var item : node.path("contributions")) contributions.add(contribution(item));
        List<Claim> claims = List.of();
        int run = 0;
        for (var expected : node.path("runs")) {
            run++;
            var result = Distribution.of(
                    equation,
                    contributions,
                    claims,
                    expected.path("amount").asLong(),
                    node.path("currencyDigits").asInt());
            claims = result.claims();
            var claimed = new TreeMap<String, Long>();
            var remaining = new TreeMap<String, Long>();
            for (var claim : claims) {
                claimed.put(claim.contribution(), claim.minorUnits());
                remaining.put(claim.contribution(), claim.remainingMinorUnits());
            }
            var wrong = differs("paid", figures(expected.path("paid")), new TreeMap<>(result.paid()))
                    + differs("claims", figures(expected.path("claims")), claimed)
                    + differs("remaining", figures(expected.path("remaining")), remaining)
                    + (expected.path("returned").asLong() == result.returnedMinorUnits()
                            ? ""
                            : " returned " + result.returnedMinorUnits());
            if (!wrong.isEmpty()) return "run " + run + wrong;
        }
        return "";
    }

    private static String differs(String what, Map<String, Long> expected, Map<String, Long> actual) {
        return expected.equals(actual) ? "" : " " + what + " " + actual + " instead of " + expected;
    }

    private static Map<String, Long> figures(JsonNode node) {
        var figures = new TreeMap<String, Long>();
        node.forEachEntry((name, value) -> {
            if (!node.isNull()) figures.put(name, value.asLong());
        });
        return figures;
    }

    private static ValueEquation equation(JsonNode node) {
        var buckets = new ArrayList<Bucket>();
        for (var item : node.path("buckets")) {
            var ids = new HashSet<String>();
            for (var id : item.path("contributions")) ids.add(id.asString());
            if (ids.isEmpty()) ids.add("");
            var rules = new ArrayList<ValueEquation.Rule>();
            for (var rule : item.path("rules"))
                rules.add(new ValueEquation.Rule(
                        rule.path("type").asString(),
                        ((Formula.Parsed) Formula.parse(rule.path("equation").asString())).formula(),
                        Kind.valueOf(rule.path("kind").asString().toUpperCase(Locale.ROOT))));
            buckets.add(new Bucket(
                    "bucket " + buckets.size(),
                    Ratio.parse(item.path("percentage").asString()),
                    item.path("directTo").isNull()
                            ? new ValueEquation.Claims(new Filter(ids, Set.of(), Set.of(), null, null), rules)
                            : new ValueEquation.Direct(item.path("directTo").asString())));
        }
        return new ValueEquation(
                Behaviour.valueOf(node.path("behaviour").asString().toUpperCase(Locale.ROOT)), buckets);
    }

    private static Contribution contribution(JsonNode item) {
        var facts = new HashMap<String, Ratio>();
        for (var name : List.of("quantity", "value", "fraction"))
            if (item.has(name)) facts.put(name, Ratio.parse(item.path(name).asString()));
        return new Contribution(
                item.path("id").asString(),
                item.path("agent").asString(),
                item.path("type").asString(),
                "",
                LocalDate.EPOCH,
                facts.getOrDefault("quantity", Ratio.ZERO),
                Ratio.ZERO,
                facts.getOrDefault("value", Ratio.ZERO),
                Ratio.ONE,
                facts.getOrDefault("fraction", Ratio.ONE));
    }
}
