package coppice.rules.oracles;

import coppice.rules.budgeting.Conviction;
import coppice.rules.budgeting.QuadraticFunding;
import coppice.rules.budgeting.QuadraticFunding.Form;
import coppice.rules.budgeting.QuadraticFunding.Gift;
import coppice.rules.oracles.Oracles.Family;
import coppice.rules.oracles.Oracles.Score;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `funding/quadratic/*.json` and `funding/conviction/*.json`: figures to the tolerance that each file
/// states.
final class FundingOracle {
    /// Whole units of the files' currency are counted in these, so that matches may be compared to a
    /// ten-thousandth.
    private static final long MINOR = 1_000_000;

    private FundingOracle() {}

    static final Family QUADRATIC = folder -> check(folder, FundingOracle::quadratic);
    static final Family CONVICTION = folder -> check(folder, FundingOracle::conviction);

    private interface Check {
        String fault(JsonNode expected);
    }

    private static Score check(Path folder, Check check) throws Exception {
        var faults = new ArrayList<String>();
        List<Path> files;
        try (var children = Files.list(folder)) {
            files = children.sorted().toList();
        }
        for (var file : files) {
            String fault = check.fault(new JsonMapper().readTree(Files.readString(file)));
            if (!fault.isEmpty()) faults.add(file.getFileName() + ": " + fault);
        }
        return new Score(files.size() - faults.size(), files.size(), faults);
    }

    private static String quadratic(JsonNode file) {
        var gifts = new ArrayList<Gift>();
        for (var project : file.get("contributions").properties())
            for (var gift : project.getValue().properties())
                gifts.add(new Gift(
                        gift.getKey(),
                        project.getKey(),
                        gift.getValue()
                                .decimalValue()
                                .multiply(BigDecimal.valueOf(MINOR))
                                .longValueExact()));
        long pot = file.get("pot").asLong() * MINOR;
        long bound = file.get("M").asLong() * MINOR;
        var expected = file.get("expected");
        var ideal = QuadraticFunding.unscaled(gifts, Form.IDEAL, bound);
        var tolerance = new BigDecimal(file.get("tolerance").asString());
        String fault = compare("ideal", money(ideal), expected.get("ideal"), tolerance);
        if (fault.isEmpty())
            fault = compare(
                    "scaled", units(QuadraticFunding.scaled(ideal, pot, Map.of())), expected.get("scaled"), tolerance);
        if (fault.isEmpty())
            fault = compare(
                    "pairwise",
                    money(QuadraticFunding.unscaled(gifts, Form.PAIRWISE, bound)),
                    expected.get("pairwise_unscaled"),
                    tolerance);
        if (fault.isEmpty()) {
            // clr.py adds 1 to M in whole units of currency, so its gifts are counted in those
            var whole = gifts.stream()
                    .map(gift -> new Gift(gift.giver(), gift.project(), gift.minorUnits() / MINOR))
                    .toList();
            var gitcoin =
                    QuadraticFunding.unscaled(whole, Form.GITCOIN, file.get("M").asLong());
            gitcoin.replaceAll((_, match) -> match.multiply(BigDecimal.valueOf(MINOR)));
            fault = compare(
                    "clr.py",
                    units(QuadraticFunding.scaled(gitcoin, pot, Map.of())),
                    expected.get("pairwise_gitcoin_clr_py"),
                    tolerance);
        }
        return fault;
    }

    private static Map<String, BigDecimal> money(Map<String, BigDecimal> minorUnits) {
        var money = new java.util.TreeMap<String, BigDecimal>();
        minorUnits.forEach((project, match) ->
                money.put(project, match.divide(BigDecimal.valueOf(MINOR), MathContext.DECIMAL128)));
        return money;
    }

    private static Map<String, BigDecimal> units(Map<String, Long> minorUnits) {
        var money = new java.util.TreeMap<String, BigDecimal>();
        minorUnits.forEach((project, match) -> money.put(project, BigDecimal.valueOf(match, 6)));
        return money;
    }

    private static String compare(String what, Map<String, BigDecimal> ours, JsonNode theirs, BigDecimal tolerance) {
        for (var project : theirs.properties()) {
            var wanted = project.getValue().decimalValue();
            var figure = ours.getOrDefault(project.getKey(), BigDecimal.ZERO);
            if (figure.subtract(wanted).abs().compareTo(tolerance) > 0)
                return what + " of " + project.getKey() + " " + figure + " instead of " + wanted;
        }
        return "";
    }

    private static String conviction(JsonNode file) {
        var rule = new Conviction(file.get("decay").decimalValue());
        var tolerance = file.get("relative_tolerance").decimalValue();
        var conviction = BigDecimal.ZERO;
        long stake = 0;
        int block = 0;
        for (var change : file.get("stakes")) {
            conviction = rule.after(conviction, stake, change.get("block").asInt() - block);
            block = change.get("block").asInt();
            if (!near(conviction, change.get("conviction_before_change").decimalValue(), tolerance))
                return "conviction " + conviction + " at " + block;
            if (change.has("stake_set_to")) stake = change.get("stake_set_to").asLong();
        }
        if (!near(rule.most(stake), file.get("max_conviction_at_last_stake").decimalValue(), tolerance))
            return "at most " + rule.most(stake);
        var asked = file.get("threshold");
        var threshold = rule.threshold(
                asked.get("funds").asLong() * MINOR,
                asked.get("request")
                        .decimalValue()
                        .multiply(BigDecimal.valueOf(MINOR))
                        .longValueExact(),
                asked.get("beta").decimalValue(),
                asked.get("rho").decimalValue(),
                asked.get("effective_supply").asLong());
        var expected = asked.get("expected");
        if (!expected.isNumber()) return threshold.isEmpty() ? "" : "a threshold of " + threshold.get();
        if (threshold.isEmpty()) return "no threshold instead of " + expected;
        return near(threshold.get(), expected.decimalValue(), tolerance) ? "" : "a threshold of " + threshold.get();
    }

    /// Within the tolerance, or within the last of the nine decimals that the files write.
    private static boolean near(BigDecimal ours, BigDecimal theirs, BigDecimal tolerance) {
        var apart = ours.subtract(theirs).abs();
        return apart.compareTo(theirs.abs().multiply(tolerance)) <= 0 || apart.compareTo(new BigDecimal("1e-6")) <= 0;
    }
}
