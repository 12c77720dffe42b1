package coppice.rules.voting;

import coppice.rules.money.Ratio;
import java.util.ArrayList;
import java.util.List;

/// Draws lots from a published seed, so that anyone can draw them again.
public final class Lot {
    private Lot() {}

    /// `all` in an order drawn from `seed`: sorted first, then shuffled by the platform's `Random` of that seed.
    public static List<String> order(List<String> all, long seed) {
        var drawn = new ArrayList<>(all);
        drawn.sort(null);
        new SeededChance(seed).shuffle(drawn);
        return List.copyOf(drawn);
    }

    /// A point from 0 to below 1 drawn from `seed`, in steps of 2^-53.
    public static Ratio point(long seed) {
        return Ratio.of(new SeededChance(seed).fraction(), 1L << 53);
    }
}
