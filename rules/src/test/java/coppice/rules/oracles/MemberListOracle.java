package coppice.rules.oracles;

import coppice.rules.budgeting.files.MemberLists;
import coppice.rules.budgeting.files.UnreadableBudget;
import coppice.rules.oracles.Oracles.Family;
import coppice.rules.oracles.Oracles.Score;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Map;

/// `cobudget-csv/*`: lists as Cobudget's tests have them; what is expected is in the name of the file.
final class MemberListOracle {
    private static final String REFUSED = "refused";

    private static final Map<String, String> EXPECTED = Map.of(
            "csv-with-semicolons.csv", "[1, 10, 100]",
            "test-csv.csv", "[1, 10, 100]",
            "duplicate-emails-csv.csv", "[asdf@asdf.asdf, fdsa@fdsa.fdsa, meow@ugh.ugh]");

    private MemberListOracle() {}

    static final Family FAMILY = folder -> {
        var faults = new ArrayList<String>();
        int total = 0;
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                total++;
                String name = file.getFileName().toString();
                String expected = EXPECTED.getOrDefault(name, REFUSED);
                String text = Files.readString(file);
                String read = read(text, folder.endsWith("bulk-allocation-csvs"));
                if (!read.equals(expected)) faults.add(name + ": " + read + " instead of " + expected);
            }
        }
        return new Score(total - faults.size(), total, faults);
    };

    private static String read(String text, boolean hasAmounts) {
        try {
            return hasAmounts
                    ? MemberLists.parts(text, 2).stream()
                            .map(MemberLists.Part::minorUnits)
                            .toList()
                            .toString()
                    : MemberLists.addresses(text).toString();
        } catch (UnreadableBudget unreadable) {
            return REFUSED;
        }
    }
}
