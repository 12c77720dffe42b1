package coppice.rules.shares;

import coppice.rules.money.Ratio;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Shares given back for money: at par, first in first out, never more than the fund.
public final class Withdrawals {
    private static final Ratio HALF = Ratio.of(1, 2);

    private Withdrawals() {}

    /// Somebody asks for money that they put in.
    ///
    /// @param issued     when the shares were issued
    /// @param minorUnits at par
    public record Asked(String id, LocalDate issued, LocalDate requested, long minorUnits) {}

    public enum State {
        /// Held for less than it must be.
        TOO_EARLY,
        PAID,
        /// The money ended here; the rest waits.
        PARTLY_PAID,
        WAITING
    }

    public record Outcome(Asked asked, long paid, State state) {}

    /// Who is paid what on `today`, in the order of their asking; ties by id.
    ///
    /// Worked example: of a budget of 1,000.00, 500.00 are paid whole, 500.00 of the next 800.00, and nothing
    /// after; one who has held for less than `heldYears` is passed over and keeps their place.
    public static List<Outcome> of(List<Asked> asked, long budget, LocalDate today, int heldYears) {
        long left = Math.max(0, budget);
        var outcomes = new ArrayList<Outcome>();
        var inOrder = asked.stream()
                .sorted(Comparator.comparing(Asked::requested).thenComparing(Asked::id))
                .toList();
        for (var one : inOrder) {
            if (one.issued().plusYears(heldYears).isAfter(today)) {
                outcomes.add(new Outcome(one, 0, State.TOO_EARLY));
                continue;
            }
            long paid = Math.min(left, one.minorUnits());
            left -= paid;
            outcomes.add(new Outcome(
                    one, paid, paid == one.minorUnits() ? State.PAID : paid > 0 ? State.PARTLY_PAID : State.WAITING));
        }
        return outcomes;
    }

    /// What may still be paid this year: no more than the fund holds, and in the year no more than half of
    /// the reserves at its start.
    public static long budget(long fund, long reservesAtStart, long paidThisYear) {
        long most = Ratio.of(Math.max(0, reservesAtStart)).times(HALF).floor();
        return Math.max(0, Math.min(fund, most - paidThisYear));
    }
}
