package coppice.server.cobudgeting;

import coppice.rules.budgeting.BudgetRule;
import coppice.rules.budgeting.BudgetVotes.Form;
import coppice.server.commons.Commons;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A round as it is to be opened: the fields of a form, the terms of a motion, or a program's request.
///
/// @param fromReserve   true: its money comes from the reserve; else from the pool
/// @param amount        what it begins with, in minor units; may be nothing
/// @param ideasUntil    the last day for new buckets
/// @param fundingFrom   the first day of funding
/// @param fundingUntil  the last day of funding
public record RoundDraft(
        String title,
        String guidelines,
        Round.Rule rule,
        boolean fromReserve,
        long amount,
        LocalDate ideasUntil,
        LocalDate fundingFrom,
        LocalDate fundingUntil,
        RoundTerms terms) {

    private static final int MOST_FIELDS = 10;
    private static final MathContext DIGITS = MathContext.DECIMAL64;

    /// The names of its fields, in a form and in a motion.
    static final List<String> NAMES = List.of(
            "title",
            "guidelines",
            "rule",
            "source",
            "amount",
            "ideasUntil",
            "fundingFrom",
            "fundingUntil",
            "takeBack",
            "unspent",
            "hides",
            "mostEach",
            "largest",
            "sponsors",
            "proposers",
            "funders",
            "fields",
            "ballots",
            "completion",
            "leastVoters",
            "bound",
            "capPercent",
            "halfLifeDays",
            "beta",
            "rho",
            "reportDays");

    /// What a form about a new round says where nobody changed anything.
    public static Map<String, String> usual(LocalDate today) {
        var values = new TreeMap<String, String>();
        values.put("rule", Round.Rule.DIRECT.name());
        values.put("source", "pool");
        values.put("ideasUntil", today.plusDays(14).toString());
        values.put("fundingFrom", today.plusDays(1).toString());
        values.put("fundingUntil", today.plusDays(28).toString());
        values.put("takeBack", "yes");
        values.put("unspent", "pool");
        values.put("sponsors", "0");
        values.put("ballots", Form.APPROVAL.name());
        values.put("completion", BudgetRule.EQUAL_SHARES_ADD1_THEN_GREEDY.name());
        values.put("leastVoters", "1");
        values.put("bound", "25");
        values.put("capPercent", "100");
        values.put("halfLifeDays", "7");
        values.put("beta", "50");
        values.put("rho", "20");
        values.put("reportDays", "180");
        return values;
    }

    /// Those of `values` that a round knows: the terms of a motion.
    public static Map<String, String> terms(Map<String, String> values) {
        var terms = new TreeMap<String, String>();
        for (var name : NAMES) {
            String value = values.getOrDefault(name, "").strip();
            if (!value.isEmpty()) terms.put(name, value);
        }
        return terms;
    }

    /// Reads a round out of fields, and refuses what contradicts itself.
    public static RoundDraft read(Commons commons, Map<String, String> values) {
        var all = new TreeMap<>(usual(LocalDate.EPOCH));
        for (var name : List.of("ideasUntil", "fundingFrom", "fundingUntil", "takeBack")) all.remove(name);
        all.putAll(terms(values));
        var given = new Given(commons, all);
        var draft = new RoundDraft(
                Fields.text("title", given.value("title"), 120),
                Fields.optional("guidelines", given.value("guidelines"), 10_000),
                Fields.choice("rule", Round.Rule.class, given.value("rule")),
                given.is("source", "reserve"),
                given.money("amount", 0L),
                Fields.date("ideasUntil", given.value("ideasUntil")),
                Fields.date("fundingFrom", given.value("fundingFrom")),
                Fields.date("fundingUntil", given.value("fundingUntil")),
                new RoundTerms(
                        given.is("takeBack", "yes"),
                        given.is("unspent", "funders"),
                        given.is("hides", "yes"),
                        given.limit("mostEach"),
                        given.limit("largest"),
                        Fields.whole("sponsors", given.value("sponsors"), 0, 100),
                        given.id("proposers"),
                        given.id("funders"),
                        given.fields(),
                        Fields.choice("ballots", Form.class, given.value("ballots")),
                        Fields.choice("completion", BudgetRule.class, given.value("completion")),
                        Fields.whole("leastVoters", given.value("leastVoters"), 1, 1_000_000),
                        given.money("bound", 1L),
                        Fields.whole("capPercent", given.value("capPercent"), 1, 100),
                        decay(Fields.whole("halfLifeDays", given.value("halfLifeDays"), 1, 365)),
                        Fields.whole("beta", given.value("beta"), 1, 100),
                        Fields.whole("rho", given.value("rho"), 1, 1000),
                        Fields.whole("reportDays", given.value("reportDays"), 1, 3650)));
        boolean ideasFirst = draft.rule().votes();
        if (draft.fundingUntil().isBefore(draft.fundingFrom())
                || draft.ideasUntil().isAfter(draft.fundingUntil())
                || (ideasFirst && !draft.ideasUntil().isBefore(draft.fundingFrom())))
            throw new Refused(new CobudgetingRefusal.DatesOutOfOrder());
        return draft;
    }

    /// What is left after an hour, to ten decimals, where half is left after so many days.
    private static BigDecimal decay(int halfLifeDays) {
        var low = BigDecimal.ZERO;
        var high = BigDecimal.ONE;
        var half = new BigDecimal("0.5");
        for (int step = 0; step < 40; step++) {
            var middle = low.add(high).divide(BigDecimal.TWO, DIGITS);
            if (middle.pow(24 * halfLifeDays, DIGITS).compareTo(half) < 0) low = middle;
            else high = middle;
        }
        return low.setScale(10, RoundingMode.HALF_UP);
    }

    private record Given(Commons commons, Map<String, String> values) {
        String value(String name) {
            return values.getOrDefault(name, "");
        }

        boolean is(String name, String wanted) {
            return value(name).equals(wanted);
        }

        long money(String name, long least) {
            if (value(name).isBlank()) return least;
            long amount = Money.parse(name, value(name), commons.currency()).minorUnits();
            if (amount < least) Money.parsePositive(name, "-1", commons.currency());
            return amount;
        }

        @Nullable Long limit(String name) {
            return value(name).isBlank()
                    ? null
                    : (Long) Money.parsePositive(name, value(name), commons.currency())
                            .minorUnits();
        }

        @Nullable UUID id(String name) {
            return value(name).isBlank() ? null : Ids.parse(value(name));
        }

        List<String> fields() {
            var fields = Arrays.stream(value("fields").split("\n"))
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .map(line -> Fields.text("fields", line, 120))
                    .distinct()
                    .toList();
            if (fields.size() > MOST_FIELDS) throw new Refused(new CobudgetingRefusal.TooManyFields(MOST_FIELDS));
            return fields;
        }
    }
}
