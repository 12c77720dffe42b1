package coppice.rules.voting;

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
}
