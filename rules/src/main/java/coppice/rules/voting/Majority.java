package coppice.rules.voting;

import coppice.rules.money.Ratio;

/// How much yes is enough.
public enum Majority {
    /// More yes than no.
    SIMPLE(Ratio.of(1, 2), true, Base.YES_AND_NO),
    /// More than half of all who may vote.
    ABSOLUTE(Ratio.of(1, 2), true, Base.ELIGIBLE),
    /// At least two thirds of yes and no.
    TWO_THIRDS(Ratio.of(2, 3), false, Base.YES_AND_NO),
    /// At least three quarters of yes and no, as a special resolution needs.
    THREE_QUARTERS(Ratio.of(3, 4), false, Base.YES_AND_NO),
    /// At least three quarters of all who may vote.
    THREE_QUARTERS_OF_ALL(Ratio.of(3, 4), false, Base.ELIGIBLE),
    /// Every yes and no is a yes.
    UNANIMOUS(Ratio.ONE, false, Base.YES_AND_NO),
    /// None is needed: what stops it is an objection or a block.
    NONE(Ratio.ZERO, false, Base.YES_AND_NO);

    private enum Base {
        YES_AND_NO,
        ELIGIBLE
    }

    private final Ratio share;
    private final boolean more;
    private final Base base;

    Majority(Ratio share, boolean more, Base base) {
        this.share = share;
        this.more = more;
        this.base = base;
    }

    /// Abstentions count for neither side; without a single yes no majority is reached.
    boolean isReached(long yes, long no, long eligible) {
        if (this == NONE) return true;
        if (yes == 0) return false;
        var needed = share.times(Ratio.of(base == Base.ELIGIBLE ? eligible : yes + no));
        int order = Ratio.of(yes).compareTo(needed);
        return more ? order > 0 : order >= 0;
    }
}
