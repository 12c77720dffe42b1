package coppice.rules.money;

import java.util.OptionalLong;

/// How long money lasts.
public final class Runway {
    private Runway() {}

    /// Whole months that `held` lasts at the pace of the last twelve, rounded down; empty where nothing was
    /// spent. Minor units in. 9,000.00 held and 4,800.00 spent in twelve months last 22 months.
    public static OptionalLong months(long held, long spentInTwelveMonths) {
        return spentInTwelveMonths == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.floorDiv(Math.multiplyExact(held, 12), spentInTwelveMonths));
    }
}
