package coppice.rules.shares;

import java.math.BigInteger;

/// The money that funders put in for their shares.
public final class Capital {
    private Capital() {}

    /// The part of somebody's money that goes along with `shares` of the `held`: its whole part, and all of it with
    /// the last share, so that nothing is lost on the way.
    ///
    /// Worked example: with 1 of 3 shares for 1.00 go 0.33, with the next 0.33, with the last 0.34.
    ///
    /// @param minorUnits put in for the held shares and not paid back
    public static long along(long shares, long held, long minorUnits) {
        if (shares <= 0 || held < 0 || minorUnits < 0) throw new IllegalArgumentException("below 0");
        return BigInteger.valueOf(minorUnits)
                .multiply(BigInteger.valueOf(shares))
                .divide(BigInteger.valueOf(Math.max(shares, held)))
                .longValueExact();
    }

    /// The most that was ever in at once, from what came in (above 0) and went out (below 0) in this order.
    public static long highest(long... changes) {
        long now = 0;
        long most = 0;
        for (long change : changes) {
            now = Math.addExact(now, change);
            most = Math.max(most, now);
        }
        return most;
    }
}
