package coppice.rules.budgeting.files;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/// Lists of members as Cobudget reads and writes them: an e-mail address a line, with an amount beside it
/// where parts are given out. Cells are separated by commas or semicolons; a first line of headings may
/// stand above.
public final class MemberLists {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s,;]{1,64}@[^@\\s,;]{1,180}\\.[^@\\s,;.]{1,60}");
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,15}(?:\\.[0-9]{1,12})?");
    private static final int MOST = 100_000;

    private MemberLists() {}

    /// What somebody is to get; below 0: what is taken from them.
    ///
    /// @param line where their address stands first
    public record Part(int line, String email, long minorUnits) {}

    private record Line(int number, List<String> cells) {}

    /// Amounts by address, those of one address added up.
    ///
    /// @param digits decimals of the currency
    /// @throws UnreadableBudget at the first line that is wrong, or for an empty list
    public static List<Part> parts(String text, int digits) {
        var parts = new LinkedHashMap<String, Part>();
        for (var line : lines(text)) {
            if (line.cells().size() < 2 || line.cells().size() > 3)
                throw new UnreadableBudget(line.number(), "an address and an amount are expected");
            String email = email(line);
            long amount = amount(line.number(), line.cells().get(1), digits);
            parts.merge(
                    email,
                    new Part(line.number(), email, amount),
                    (first, more) ->
                            new Part(first.line(), email, Math.addExact(first.minorUnits(), more.minorUnits())));
        }
        return List.copyOf(parts.values());
    }

    /// Addresses, each once.
    ///
    /// @throws UnreadableBudget at the first line that is wrong, or for an empty list
    public static List<String> addresses(String text) {
        var addresses = new LinkedHashSet<String>();
        for (var line : lines(text)) {
            if (line.cells().size() != 1)
                throw new UnreadableBudget(line.number(), "one address is expected, and nothing beside it");
            addresses.add(email(line));
        }
        return List.copyOf(addresses);
    }

    private static String email(Line line) {
        String email = line.cells().getFirst().toLowerCase(java.util.Locale.ROOT);
        if (!EMAIL.matcher(email).matches())
            throw new UnreadableBudget(line.number(), "\"" + shown(email) + "\" is no e-mail address");
        return email;
    }

    private static long amount(int line, String text, int digits) {
        if (!AMOUNT.matcher(text).matches()) throw new UnreadableBudget(line, "\"" + shown(text) + "\" is no amount");
        try {
            return new BigDecimal(text).movePointRight(digits).longValueExact();
        } catch (ArithmeticException tooFine) {
            throw new UnreadableBudget(line, "\"" + shown(text) + "\" has more decimals than the currency");
        }
    }

    private static List<Line> lines(String text) {
        var lines = new ArrayList<Line>();
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = number == 1 && raw.startsWith("\uFEFF") ? raw.substring(1) : raw;
            if (line.isBlank()) continue;
            var cells = new ArrayList<String>();
            for (String cell : line.split("[,;]", -1)) cells.add(cell.strip().replaceAll("^\"(.*)\"$", "$1"));
            if (number == 1 && cells.getFirst().matches("(?i)e-?mail.*")) continue;
            lines.add(new Line(number, List.copyOf(cells)));
            if (lines.size() > MOST) throw new UnreadableBudget(number, "more than " + MOST + " lines");
        }
        if (lines.isEmpty()) throw new UnreadableBudget(1, "the list is empty");
        return lines;
    }

    private static String shown(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
