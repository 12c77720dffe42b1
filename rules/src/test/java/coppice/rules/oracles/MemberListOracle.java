package coppice.rules.oracles;

import coppice.rules.budgeting.files.MemberLists;
import coppice.rules.budgeting.files.UnreadableBudget;
import coppice.rules.oracles.Oracles.Family;
import coppice.rules.oracles.Oracles.Score;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;

/// `cobudget-csv/*`: lists as Cobudget's tests have them; what is expected is read
/// off the lines a second, plainer way.
final class MemberListOracle {
    private static final String REFUSED = "refused";

    private MemberListOracle() {}

    static final Family FAMILY = folder -> {
        var faults = new ArrayList<String>();
        int total = 0;
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                total++;
                String name = file.getFileName().toString();
                String text = Files.readString(file);
                boolean hasAmounts = folder.endsWith("bulk-allocation-csvs");
                String expected = expected(text, hasAmounts);
                String read = read(text, hasAmounts);
                if (!read.equals(expected)) faults.add(name + ": " + read + " instead of " + expected);
            }
        }
        return new Score(total - faults.size(), total, faults);
    };

    /// A line is an address, and an amount where parts are given; one that is anything else refuses the whole list. The
    /// same address again adds up, or is there once.
    private static String expected(String text, boolean hasAmounts) {
        var found = new LinkedHashMap<String, BigDecimal>();
        for (var line : text.lines().filter(one -> !one.isBlank()).toList()) {
            var cells = line.split("[,;]", -1);
            if (cells.length != (hasAmounts ? 2 : 1) || !cells[0].strip().matches("\\S+@\\S+\\.\\S+")) return REFUSED;
            if (hasAmounts && !cells[1].strip().matches("-?[0-9]+(\\.[0-9]{1,2})?")) return REFUSED;
            found.merge(
                    cells[0].strip(), hasAmounts ? new BigDecimal(cells[1].strip()) : BigDecimal.ONE, BigDecimal::add);
        }
        if (found.isEmpty()) return REFUSED;
        return hasAmounts
                ? found.values().stream()
                        .map(amount -> amount.movePointRight(2).longValueExact())
                        .toList()
                        .toString()
                : found.keySet().toString();
    }

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
