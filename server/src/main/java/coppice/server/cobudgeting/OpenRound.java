package coppice.server.cobudgeting;

import coppice.rules.budgeting.BudgetRule;
import coppice.server.cobudgeting.CobudgetingMotions.Source;
import coppice.server.cobudgeting.RoundTerms.Ballot;
import coppice.server.commons.CircleId;
import coppice.server.commons.Commons;
import coppice.server.commons.Concerns;
import coppice.server.commons.Matter;
import coppice.server.commons.Motions;
import coppice.server.commons.Term;
import coppice.server.commons.TermShape;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A round as it is to be opened: the fields of a form, the terms of a motion, or a program's request.
///
/// @param amount        what it begins with; may be nothing
/// @param ideasUntil    the last day for new buckets
/// @param fundingFrom   the first day of funding
/// @param fundingUntil  the last day of funding
@Concerns({Matter.SURPLUS, Matter.RESERVE})
public record OpenRound(
        @Term(longest = 120) String title,
        @Term(longest = 10_000) Optional<String> guidelines,
        @Term(usual = "DIRECT") Round.Rule rule,
        @Term(usual = "pool") Source source,
        @Term(usual = "0", mayBeNothing = true) Money amount,
        LocalDate ideasUntil,
        LocalDate fundingFrom,
        LocalDate fundingUntil,
        @Term(usual = "no") boolean takeBack,
        @Term(usual = "pool") Unspent unspent,
        @Term(usual = "no") boolean hides,
        Optional<Money> mostEach,
        Optional<Money> largest,
        @Term(usual = "0", most = 100) int sponsors,
        Optional<CircleId> proposers,
        Optional<CircleId> funders,
        @Term(longest = 2000) Optional<String> fields,
        @Term(usual = "APPROVAL") Ballot ballots,
        @Term(usual = "EQUAL_SHARES_ADD1_THEN_GREEDY") BudgetRule completion,
        @Term(usual = "1", least = 1, most = 1_000_000) int leastVoters,
        @Term(usual = "25") Money bound,
        @Term(usual = "100", least = 1, most = 100) int capPercent,
        @Term(usual = "7", least = 1, most = 365) int halfLifeDays,
        @Term(usual = "50", least = 1, most = 100) int beta,
        @Term(usual = "20", least = 1, most = 1000) int rho,
        @Term(usual = "180", least = 1, most = 3650) int reportDays) {

    private static final int MOST_FIELDS = 10;
    private static final MathContext DIGITS = MathContext.DECIMAL64;

    /// To whom goes back what a round does not spend.
    public enum Unspent {
        POOL,
        FUNDERS
    }

    /// Refuses what contradicts itself.
    public OpenRound {
        boolean ideasFirst = rule.votes();
        if (fundingUntil.isBefore(fundingFrom)
                || ideasUntil.isAfter(fundingUntil)
                || (ideasFirst && !ideasUntil.isBefore(fundingFrom)))
            throw new Refused(new CobudgetingRefusal.DatesOutOfOrder());
        if (questions(fields).size() > MOST_FIELDS)
            throw new Refused(new CobudgetingRefusal.TooManyFields(MOST_FIELDS));
    }

    /// What a form about a new round says where nobody changed anything.
    public static Map<String, String> usual(LocalDate today) {
        var values = new TreeMap<>(TermShape.usual(OpenRound.class));
        values.remove("amount");
        values.put("ideasUntil", today.plusDays(14).toString());
        values.put("fundingFrom", today.plusDays(1).toString());
        values.put("fundingUntil", today.plusDays(28).toString());
        values.put("takeBack", "yes");
        return values;
    }

    public static OpenRound read(Commons commons, Map<String, String> fields) {
        return Motions.read(commons, fields, OpenRound.class);
    }

    /// What whoever suggests a bucket is asked: a line a question.
    private static List<String> questions(Optional<String> lines) {
        return lines.orElse("")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(line -> Fields.text("fields", line, 120))
                .distinct()
                .toList();
    }

    RoundTerms terms() {
        return new RoundTerms(
                takeBack,
                unspent == Unspent.FUNDERS,
                hides,
                mostEach.map(Money::minorUnits).orElse(null),
                largest.map(Money::minorUnits).orElse(null),
                sponsors,
                proposers.orElse(null),
                funders.orElse(null),
                questions(fields),
                ballots,
                completion,
                leastVoters,
                bound.minorUnits(),
                capPercent,
                decay(halfLifeDays),
                beta,
                rho,
                reportDays);
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
}
