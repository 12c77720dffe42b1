package coppice.rules.oracles;

import coppice.rules.budgeting.Allocation;
import coppice.rules.budgeting.BudgetRule;
import coppice.rules.budgeting.BudgetVotes;
import coppice.rules.budgeting.Ties;
import coppice.rules.budgeting.Utility;
import coppice.rules.budgeting.files.Pabulib;
import coppice.rules.money.Ratio;
import coppice.rules.oracles.Oracles.Family;
import coppice.rules.oracles.Oracles.Score;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `budget/pabulib/*.pb`: votes in; what every rule funds out, in its order, and what the city funded. A
/// case is one rule on one file.
final class BudgetOracle {
    private static final Map<String, Utility> UTILITIES = Map.of(
            "cost", Utility.COST,
            "cardinality", Utility.CARDINALITY,
            "additive_points", Utility.POINTS,
            "borda", Utility.BORDA);
    private static final Map<String, BudgetRule> COMPLETIONS = Map.of(
            "", BudgetRule.EQUAL_SHARES,
            "_greedy_completion", BudgetRule.EQUAL_SHARES_THEN_GREEDY,
            "_add1", BudgetRule.EQUAL_SHARES_ADD1,
            "_add1u", BudgetRule.EQUAL_SHARES_ADD1_THEN_GREEDY,
            "_add1_until_overspend", BudgetRule.EQUAL_SHARES_ADD1_UNTIL_OVERSPEND);

    private BudgetOracle() {}

    static final Family FAMILY = folder -> {
        var faults = new ArrayList<String>();
        int total = 0;
        List<Path> files;
        try (var children = Files.list(folder)) {
            files = children.filter(file -> file.toString().endsWith(".pb"))
                    .sorted()
                    .toList();
        }
        for (var file : files) {
            String name = file.getFileName().toString().replace(".pb", "");
            var read = Pabulib.parse(Files.readString(file));
            var expected = new JsonMapper()
                    .readTree(Files.readString(folder.resolve("expected").resolve(name + ".json")));
            total++;
            String fault = reads(read, expected);
            if (!fault.isEmpty()) faults.add(name + ": " + fault);
            for (var rule : expected.get("rules").properties()) {
                total++;
                fault = funds(read.votes(), rule.getKey(), rule.getValue());
                if (!fault.isEmpty()) faults.add(name + " " + rule.getKey() + ": " + fault);
            }
            for (var rule : expected.path("official_equals_rules")) {
                total++;
                var ours = new TreeSet<>(allocate(read.votes(), rule.asString()).ids());
                if (!ours.equals(new TreeSet<>(read.selected()))) faults.add(name + ": not the official " + rule);
            }
        }
        return new Score(total - faults.size(), total, faults);
    };

    /// What was read is what the file says, and reads the same when it is written again.
    private static String reads(Pabulib.PabulibFile file, JsonNode expected) {
        var votes = file.votes();
        if (votes.voters() != expected.get("num_votes").asLong()) return votes.voters() + " voters";
        if (votes.projects().size() != expected.get("num_projects").asInt())
            return votes.projects().size() + " projects";
        if (!money(votes.budget(), votes)
                .equals(Ratio.parse(expected.get("budget").asString()))) return "a budget of " + votes.budget();
        var again = Pabulib.parse(Pabulib.write(file.meta(), votes, file.selected()));
        return again.votes().projects().equals(votes.projects())
                        && again.votes().ballots().equals(votes.ballots())
                        && again.selected().equals(file.selected())
                ? ""
                : "reads otherwise when written again";
    }

    private static String funds(BudgetVotes votes, String rule, JsonNode expected) {
        var ours = allocate(votes, rule);
        List<String> theirs = new ArrayList<>();
        expected.path("selected_in_order").forEach(id -> theirs.add(id.asString()));
        if (theirs.isEmpty()) expected.path("selected").forEach(id -> theirs.add(id.asString()));
        boolean ordered = !rule.equals("sequential_phragmen");
        var same = ordered ? ours.ids().equals(theirs) : new TreeSet<>(ours.ids()).equals(new TreeSet<>(theirs));
        if (!same) return ours.ids() + " instead of " + theirs;
        var spent = money(ours.spent(), votes);
        return !expected.has("cost")
                        || spent.equals(Ratio.parse(expected.get("cost").asString()))
                ? ""
                : "costs " + spent;
    }

    private static Ratio money(long minorUnits, BudgetVotes votes) {
        return Ratio.of(minorUnits, Math.powExact(10L, votes.digits()));
    }

    private static Allocation allocate(BudgetVotes votes, String rule) {
        if (rule.equals("sequential_phragmen"))
            return Allocation.of(votes, BudgetRule.SEQUENTIAL_PHRAGMEN, Utility.CARDINALITY, Ties.BY_ID, 0);
        boolean isGreedy = rule.startsWith("greedy_");
        String rest = rule.substring(isGreedy ? 7 : 4);
        var utility = UTILITIES.keySet().stream()
                .filter(rest::startsWith)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(rule));
        String completion = rest.substring(utility.length());
        var wanted = isGreedy ? BudgetRule.GREEDY : COMPLETIONS.get(completion);
        if (wanted == null) throw new IllegalArgumentException(rule);
        var ties = completion.equals("_add1_until_overspend") ? Ties.MOST_VOTES_THEN_CHEAPEST : Ties.BY_ID;
        return Allocation.of(votes, wanted, UTILITIES.get(utility), ties, 0);
    }
}
