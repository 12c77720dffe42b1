package coppice.rules.oracles;

import coppice.rules.money.Ratio;
import coppice.rules.oracles.Oracles.Family;
import coppice.rules.oracles.Oracles.Score;
import coppice.rules.valuation.CreditPolicy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `sourcecred-policies-*.json`: 100 a week in units of 10⁻¹⁸, printed with six digits, the rest cut off.
///
/// Of a catch-up file the inputs count; its weekly figures must be those of `…-weekly-runs.json` beside it,
/// since catching up may not pay otherwise than having run in time.
final class CreditPolicyOracle implements Family {
    private static final int DIGITS = 18;
    private static final BigInteger BUDGET = BigInteger.valueOf(100).multiply(BigInteger.TEN.pow(DIGITS));

    @Override
    public Score check(Path file) {
        var inputs = JsonMapper.shared().readTree(file.toFile());
        var figures = JsonMapper.shared()
                .readTree(file.resolveSibling("sourcecred-policies-weekly-runs.json")
                        .toFile());
        var credit = new TreeMap<String, long[]>();
        inputs.path("weeklyCred").forEachEntry((name, weeks) -> {
            var row = new long[weeks.size()];
            for (int i = 0; i < row.length; i++) row[i] = weeks.get(i).asLong();
            credit.put(name, row);
        });
        var faults = new ArrayList<String>();
        int total = 0;
        for (var expected : figures.path("results")) {
            total++;
            String fault = fault(expected, credit);
            if (!fault.isEmpty()) faults.add(expected.path("policy").asString() + ": " + fault);
        }
        if (inputs.path("results").size() != total) faults.add("the two files list different policies");
        return new Score(total - faults.size(), total, faults);
    }

    private static String fault(JsonNode expected, SortedMap<String, long[]> credit) {
        var weeks = CreditPolicy.weekly(shares(expected), credit);
        var paid = new TreeMap<String, BigInteger>();
        for (int week = 0; week < weeks.size(); week++) {
            var allocations = expected.path("weekly").get(week).path("allocations");
            if (allocations.size() != weeks.get(week).size())
                return "week " + (week + 1) + " has " + allocations.size() + " allocations";
            for (int i = 0; i < allocations.size(); i++)
                for (var name : credit.keySet()) {
                    var unit = weeks.get(week).get(i).getOrDefault(name, BigInteger.ZERO);
                    paid.merge(name, unit, BigInteger::add);
                    var stated = allocations.get(i).path("receipts").path(name);
                    if (!printed(unit).equals(stated.asString()))
                        return "week " + (week + 1) + " " + name + " " + printed(unit);
                }
        }
        for (var name : credit.keySet())
            if (!printed(paid.getOrDefault(name, BigInteger.ZERO))
                    .equals(expected.path("paid").path(name).asString()))
                return "in all " + name + " " + paid.get(name);
        return "";
    }

    /// A name holds one policy, or several beside each other, a line each or joined by a plus. Each pays what its first
    /// allocation that pays anything adds up to.
    private static List<CreditPolicy.Share> shares(JsonNode expected) {
        var policies = expected.path("policy").asString().split("\\s*[+\n]\\s*");
        var shares = new ArrayList<CreditPolicy.Share>();
        for (int i = 0; i < policies.length; i++)
            shares.add(
                    new CreditPolicy.Share(policy(policies[i]), policies.length == 1 ? BUDGET : budget(expected, i)));
        return shares;
    }

    private static BigInteger budget(JsonNode expected, int allocation) {
        for (var week : expected.path("weekly")) {
            var sum = week.path("allocations")
                    .path(allocation)
                    .path("receipts")
                    .valueStream()
                    .map(receipt -> new BigDecimal(receipt.asString()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            if (sum.signum() > 0)
                return sum.setScale(0, RoundingMode.HALF_UP)
                        .movePointRight(DIGITS)
                        .toBigIntegerExact();
        }
        return BUDGET;
    }

    private static String printed(BigInteger unit) {
        return new BigDecimal(unit, DIGITS).setScale(6, RoundingMode.DOWN).toPlainString();
    }

    private static CreditPolicy policy(String text) {
        var words = text.split(" ", -1);
        return switch (words[0]) {
            case "IMMEDIATE" -> new CreditPolicy.Immediate(Integer.parseInt(words[2]));
            case "RECENT" -> new CreditPolicy.Recent(Ratio.parse(words[2]));
            case "BALANCED" -> new CreditPolicy.Balanced(Integer.parseInt(words[2]));
            default -> throw new IllegalArgumentException("unknown policy " + text);
        };
    }
}
