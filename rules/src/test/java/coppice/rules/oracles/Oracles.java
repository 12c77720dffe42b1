package coppice.rules.oracles;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Runs the reference results under a folder against the rules and prints a line per family.
///
/// A family is a file of figures (`value/oracles/…`) or a folder of like files. A new system adds its family
/// here.
final class Oracles {
    /// Checks every case of one file, or of one folder.
    interface Family {
        Score check(Path place) throws Exception;
    }

    /// @param faults what did not come out, or what a soft comparison came to
    record Score(int passed, int total, List<String> faults) {}

    private static final Map<String, Family> BUILT = Map.ofEntries(
            Map.entry("value/oracles/value-equation-coppice", new ValueEquationOracle()),
            Map.entry("value/oracles/sourcecred-policies-weekly-runs", new CreditPolicyOracle()),
            Map.entry("value/oracles/sourcecred-policies-one-catch-up-run", new CreditPolicyOracle()),
            Map.entry("decide/ranked/rctab", new RankedCountOracle()),
            Map.entry("decide/ranked/stv", StvOracle.FAMILY),
            Map.entry("decide/ranked/condorcet", new CondorcetOracle()),
            Map.entry("decide/committee/abcvoting", CommitteeOracle.FAMILY),
            Map.entry("decide/sortition/example_small_20", SortitionOracle.FAMILY),
            Map.entry("decide/opinion-groups/polis", OpinionGroupsOracle.FAMILY),
            Map.entry("decide/budget/pabulib", BudgetOracle.FAMILY),
            Map.entry("decide/cobudget-csv/bulk-allocation-csvs", MemberListOracle.FAMILY),
            Map.entry("decide/cobudget-csv/bulk-invite-members-csvs", MemberListOracle.FAMILY),
            Map.entry("decide/funding/quadratic", FundingOracle.QUADRATIC),
            Map.entry("decide/funding/conviction", FundingOracle.CONVICTION),
            Map.entry("equity/cases/cases", new EquityOracle()),
            Map.entry("decide/formats/abif", FormatsOracle.FAMILY),
            Map.entry("decide/formats/cvotes", FormatsOracle.FAMILY),
            Map.entry("decide/formats/debian-tally", FormatsOracle.FAMILY),
            Map.entry("decide/formats/hil", FormatsOracle.FAMILY),
            Map.entry("decide/formats/preflib", FormatsOracle.FAMILY));

    /// Folders whose files each are a family; elsewhere the folder is one.
    private static final List<String> FIGURES = List.of(
            "value/oracles",
            "decide/ranked",
            "decide/committee",
            "decide/formats",
            "decide/budget",
            "decide/funding",
            "decide/opinion-groups",
            "decide/sortition",
            "decide/cobudget-csv",
            "equity/cases");

    private Oracles() {}

    public static void main(String[] arguments) throws Exception {
        System.exit(run(Path.of(arguments[0]), System.out) ? 0 : 1);
    }

    /// True when every case of every built family came out.
    static boolean run(Path folder, PrintStream out) throws Exception {
        if (!Files.isDirectory(folder)) {
            out.println("no such folder: " + folder);
            return false;
        }
        boolean sound = true;
        int built = 0;
        for (var name : families(folder)) {
            var family = BUILT.get(name);
            if (family == null) {
                out.println(name + ": not built");
                continue;
            }
            built++;
            try {
                var score = family.check(
                        Files.isDirectory(folder.resolve(name))
                                ? folder.resolve(name)
                                : folder.resolve(name + ".json"));
                out.println(name + ": " + score.passed() + "/" + score.total());
                score.faults().forEach(fault -> out.println("  " + fault));
                sound &= score.passed() == score.total() && score.total() > 0;
            } catch (Exception unreadable) {
                out.println(name + ": could not be handled: " + unreadable);
                sound = false;
            }
        }
        if (built == 0) {
            out.println("no family of a built system under " + folder);
            return false;
        }
        return sound;
    }

    private static Set<String> families(Path folder) throws Exception {
        var families = new TreeSet<String>();
        for (var figures : FIGURES) {
            var start = folder.resolve(figures);
            if (!Files.isDirectory(start)) continue;
            try (var children = Files.list(start)) {
                children.map(child -> folder.relativize(child).toString().replace('\\', '/'))
                        .filter(name -> !name.endsWith(".md"))
                        .map(name -> name.replaceAll("\\.(json|csv)$", ""))
                        .forEach(families::add);
            }
        }
        return families;
    }
}
