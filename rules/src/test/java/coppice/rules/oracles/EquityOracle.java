package coppice.rules.oracles;

import coppice.rules.money.Ratio;
import coppice.rules.oracles.Oracles.Family;
import coppice.rules.oracles.Oracles.Score;
import coppice.rules.returns.Returns;
import coppice.rules.returns.Statute;
import coppice.rules.shares.CapitalGain;
import coppice.rules.shares.Dividends;
import coppice.rules.shares.ShareClass;
import coppice.rules.shares.Withdrawals;
import coppice.rules.voting.Majority;
import coppice.rules.voting.PassingRule;
import coppice.rules.voting.PassingRule.Method;
import coppice.rules.voting.Stance;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `cases.json`: worked examples of FairShares (part 1) and transvestment (part 4), each by the form
/// of its input; the parts of systems that are not built are counted out and named.
final class EquityOracle implements Family {
    @Override
    public Score check(Path file) {
        var faults = new ArrayList<String>();
        var passed = new ArrayList<String>();
        int other = 0;
        for (var node : JsonMapper.shared().readTree(file.toFile())) {
            String part = node.path("part").asString();
            if (!part.startsWith("1 ") && !part.startsWith("4 ")) {
                other++;
                continue;
            }
            String id = node.path("id").asString();
            var expected = node.path("expected");
            var got = JsonMapper.shared().valueToTree(got(part, node.path("input")));
            if (plain(got).equals(plain(expected))) passed.add(id);
            else faults.add(id + ": " + got + " instead of " + expected);
        }
        int total = passed.size() + faults.size();
        faults.add("passed: " + String.join(" ", passed));
        if (other > 0) faults.add(other + " of parts that are not built yet");
        return new Score(passed.size(), total, faults);
    }

    /// Objects in one order of names, numbers alike whatever their width.
    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            var object = new TreeMap<String, Object>();
            node.forEachEntry((name, value) -> object.put(name, plain(value)));
            return object;
        }
        if (node.isArray()) {
            var list = new ArrayList<Object>();
            for (var item : node) list.add(plain(item));
            return list;
        }
        return node.asString();
    }

    private static Object got(String part, JsonNode input) {
        if (input.has("votes")) return special(input);
        if (input.has("points")) return quarters(input);
        if (input.has("investorSharesIssued")) return gain(input);
        if (input.has("labourSharePence")) return labourShare(input);
        if (input.has("surplusPence")) return fractions(input);
        if (input.has("profits")) return capped(input);
        if (input.has("revenues")) return revenueShare(input);
        if (input.has("requests")) return withdrawals(input);
        if (input.has("distributable")) return privateDividend(input);
        if (input.has("surplus")) return minimums(part, input);
        if (input.has("members"))
            return Map.of(
                    "quorum", PassingRule.quorumBySize(input.path("members").asLong()));
        return "no rule for " + part;
    }

    private static Object labourShare(JsonNode input) {
        var shares = Map.of(
                "member", input.path("memberShares").asLong(),
                "others", input.path("otherShares").asLong());
        return Map.of(
                "memberPence",
                Dividends.split(input.path("labourSharePence").asLong(), shares).get("member"));
    }

    private static Object privateDividend(JsonNode input) {
        long distributable = input.path("distributable").asLong();
        return Map.of(
                "limit",
                Statute.UK_CIC.mostDividends(distributable),
                "allowed",
                Statute.UK_CIC.allows(
                        distributable,
                        input.path("privateDividend").asLong(),
                        input.path("exemptDividend").asLong()));
    }

    /// What the law of the country in the part's title keeps of a surplus.
    private static Object minimums(String part, JsonNode input) {
        var statute = part.contains("Italy") ? Statute.ITALY : part.contains("Spain") ? Statute.SPAIN : Statute.FRANCE;
        var least = statute.minimums(
                input.path("surplus").asLong(),
                input.path("highestCapital").asLong(0),
                input.path("legalReserve").asLong(0));
        if (statute == Statute.ITALY)
            return Map.of("legalReserve", least.reserve(), "mutualFund", least.fund(), "left", least.left());
        if (statute == Statute.SPAIN)
            return Map.of("mandatoryReserve", least.reserve(), "educationFund", least.fund(), "left", least.left());
        return Map.of(
                "legalReserve",
                least.reserve(),
                "labourMinimum",
                least.workers(),
                "left",
                least.left() - least.workers());
    }

    private static Map<ShareClass, Map<String, Long>> points(JsonNode node) {
        var points = new EnumMap<ShareClass, Map<String, Long>>(ShareClass.class);
        node.forEachEntry((name, people) -> {
            var own = new TreeMap<String, Long>();
            people.forEachEntry((person, value) -> own.put(person, value.asLong()));
            points.put(ShareClass.valueOf(name), own);
        });
        return points;
    }

    private static Object quarters(JsonNode input) {
        var result = Dividends.of(
                input.path("surplusCents").asLong(),
                coppice.rules.shares.ShareForm.FOUR_QUARTERS.fractions(),
                points(input.path("points")));
        var members = new TreeMap<String, Object>();
        long perClass = -1;
        for (var part : result.classes().entrySet()) {
            if (!part.getValue().paid().isEmpty())
                members.put(part.getKey().name(), part.getValue().paid());
            perClass = perClass < 0 || perClass == part.getValue().minorUnits()
                    ? part.getValue().minorUnits()
                    : Long.MAX_VALUE;
        }
        return Map.of("perClass", perClass, "members", members, "reserve", result.kept());
    }

    private static Object fractions(JsonNode input) {
        var result = Dividends.of(
                input.path("surplusPence").asLong(),
                Map.of(
                        ShareClass.WORKER, Ratio.parse(input.path("labour").asString()),
                        ShareClass.USER, Ratio.parse(input.path("user").asString()),
                        ShareClass.FUNDER, Ratio.parse(input.path("investor").asString())),
                Map.of());
        return Map.of(
                "LABOUR", result.classes().get(ShareClass.WORKER).minorUnits(),
                "USER", result.classes().get(ShareClass.USER).minorUnits(),
                "INVESTOR", result.classes().get(ShareClass.FUNDER).minorUnits());
    }

    private static Object gain(JsonNode input) {
        boolean isCooperative = input.path("form").asString().equals("COOPERATIVE");
        long issued = input.path("investorSharesIssued").asLong();
        var asked = new CapitalGain.Asked(
                issued,
                input.path("referenceValuePence").asLong(),
                input.path("newValuePence").asLong(),
                Ratio.parse(input.path("capitalGainFraction").asString()),
                isCooperative ? input.path("parPence").asLong() : 100,
                500);
        var gain = isCooperative ? CapitalGain.atPar(asked) : CapitalGain.atFairPrice(asked);
        var figures = new HashMap<String, Object>(Map.of(
                "workersGain", gain.workersGain(),
                "usersGain", gain.usersGain(),
                "newShares", gain.newShares(),
                "issuedAfter", issued + gain.newShares()));
        if (!isCooperative) figures.put("fairPrice", gain.price().floor());
        return figures;
    }

    private static Object special(JsonNode input) {
        var votes = new HashMap<String, Stance>();
        input.path("votes")
                .forEachEntry((name, vote) -> votes.put(
                        name,
                        switch (vote.asString()) {
                            case "Y" -> Stance.YES;
                            case "N" -> Stance.NO;
                            default -> Stance.ABSTAIN;
                        }));
        var rule = new PassingRule(
                Method.YES_NO,
                input.path("denominator").asString().equals("ALL_MEMBERS")
                        ? Majority.THREE_QUARTERS_OF_ALL
                        : Majority.THREE_QUARTERS,
                0);
        var eligible = new TreeMap<String, Long>();
        var counts = new HashMap<String, Map<Stance, Long>>();
        input.path("classes").forEachEntry((name, members) -> {
            eligible.put(name, (long) members.size());
            counts.put(name, count(members, votes));
        });
        boolean overall = rule.judge(input.path("members").size(), count(input.path("members"), votes))
                .passed();
        var classes = new TreeMap<String, Boolean>();
        rule.judgeClasses(eligible, counts).forEach((name, result) -> classes.put(name, result.passed()));
        return Map.of(
                "classes",
                classes,
                "overall",
                overall,
                "passed",
                overall && classes.values().stream().allMatch(passed -> passed));
    }

    private static Map<Stance, Long> count(JsonNode members, Map<String, Stance> votes) {
        var counts = new EnumMap<Stance, Long>(Stance.class);
        for (var member : members) {
            var vote = votes.get(member.asString());
            if (vote != null) counts.merge(vote, 1L, Long::sum);
        }
        return counts;
    }

    private static Object capped(JsonNode input) {
        long cap = Returns.cap(
                input.path("principal").asLong(),
                Ratio.of(input.path("capMultiple").asLong()));
        var rate = Ratio.parse(input.path("maxRate").asString());
        long paid = 0;
        var rows = new ArrayList<Map<String, Object>>();
        for (var profit : input.path("profits")) {
            long now = Returns.pay(profit.asLong(), rate, cap, paid, Long.MAX_VALUE);
            paid += now;
            rows.add(Map.of("profit", profit.asLong(), "paid", now, "cumulative", paid, "left", cap - paid));
        }
        return Map.of("cap", cap, "rows", rows, "state", paid == cap ? "TRANSVESTED" : "ACTIVE");
    }

    private static Object revenueShare(JsonNode input) {
        long cap = Returns.cap(
                input.path("principal").asLong(),
                Ratio.parse(input.path("capMultiple").asString()));
        var rate = Ratio.parse(input.path("share").asString());
        long paid = 0;
        var all = new ArrayList<Long>();
        for (var revenue : input.path("revenues")) {
            long now = Returns.pay(revenue.asLong(), rate, cap, paid, Long.MAX_VALUE);
            paid += now;
            all.add(now);
        }
        return Map.of("cap", cap, "paid", all, "left", cap - paid);
    }

    private static Object withdrawals(JsonNode input) {
        var asked = new ArrayList<Withdrawals.Asked>();
        for (var request : input.path("requests"))
            asked.add(new Withdrawals.Asked(
                    request.path("id").asString(),
                    LocalDate.parse(request.path("issued").asString()),
                    LocalDate.parse(request.path("requested").asString()),
                    request.path("amount").asLong()));
        List<Withdrawals.Outcome> outcomes = Withdrawals.of(
                asked,
                input.path("budget").asLong(),
                LocalDate.parse(input.path("today").asString()),
                3);
        return outcomes.stream()
                .map(outcome -> Map.of(
                        "id", outcome.asked().id(),
                        "paid", outcome.paid(),
                        "state", outcome.state().name()))
                .toList();
    }
}
