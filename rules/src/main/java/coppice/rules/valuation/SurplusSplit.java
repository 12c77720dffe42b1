package coppice.rules.valuation;

import coppice.rules.money.Apportionment;
import coppice.rules.money.Ratio;
import java.util.List;

/// Sends the surplus of a period to its destinations by percentage; what no part names stays with the commons.
public final class SurplusSplit {
    private SurplusSplit() {}

    public record Part(String destination, Ratio percentage) {}

    /// Minor units per part, in order, with what stays as the last figure: together exactly the surplus.
    ///
    /// Odd units go by largest remainder, ties in the order of the parts. Throws `IllegalArgumentException`
    /// when the percentages exceed 100 in sum. 100.01 split 50/25 gives 50.01, 25.00 and 25.00.
    public static long[] of(long surplusMinorUnits, List<Part> parts) {
        return Apportionment.byFractions(
                surplusMinorUnits,
                parts.stream()
                        .map(part -> part.percentage().dividedBy(Ratio.of(100)))
                        .toArray(Ratio[]::new));
    }
}
