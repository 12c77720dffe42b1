package coppice.server.ledger;

import coppice.server.kernel.KernelRefusal.BadField;
import coppice.server.kernel.KernelRefusal.BadField.Fault;
import coppice.server.kernel.Refused;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What the world outside is divided into. A commons may add its own words; these have a name in every
/// language.
public final class Categories {
    public static final List<String> KNOWN = List.of(
            "contributions",
            "sales",
            "grants",
            "refunds",
            "expenses",
            "work",
            "host-fees",
            "payment-fees",
            "covered-fees",
            "taxes",
            "other");

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{1,39}");
    private static final List<String> INSIDE =
            List.of("general", "reserve", "trust", "cobudgeting", "mutual", "member", "handed-over");
    /// What rooms book by their own rules, and nobody by hand: whether a year was one of loss hangs on them.
    private static final List<String> OF_ROOMS = List.of("capital", "payouts", "debts");

    private Categories() {}

    /// Whether this names an account rather than a category: a fund, or one that belongs to somebody.
    static boolean isCode(String name) {
        return INSIDE.contains(name) || name.indexOf('.') > 0;
    }

    static boolean isOfRooms(String category) {
        return OF_ROOMS.contains(category);
    }

    static String checked(String name) {
        String word = name.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
        if (!WORD.matcher(word).matches() || INSIDE.contains(word) || isOfRooms(word))
            throw new Refused(new BadField("category", Fault.NOT_A_CHOICE, name));
        return word;
    }
}
