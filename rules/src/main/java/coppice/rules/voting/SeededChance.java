package coppice.rules.voting;

import java.util.Collections;
import java.util.List;

/// Chance from a published seed, the same everywhere: the 48-bit linear congruential sequence that the Java platform
/// specifies for its `Random`, so that anyone can draw again.
final class SeededChance {
    private static final long MULTIPLIER = 0x5DEECE66DL;
    private static final long MASK = (1L << 48) - 1;

    private long state;

    SeededChance(long seed) {
        state = (seed ^ MULTIPLIER) & MASK;
    }

    private int bits(int count) {
        state = (state * MULTIPLIER + 0xBL) & MASK;
        return (int) (state >>> (48 - count));
    }

    /// A whole number from 0 to below `bound`: the floor of a fraction of 53 bits times `bound`.
    int fractionOf(int bound) {
        return (int) (Math.multiplyHigh(fraction() << 10, (long) bound << 1));
    }

    /// A whole number from 0 to below 2^53.
    long fraction() {
        return ((long) bits(26) << 27) + bits(27);
    }

    /// A whole number from 0 to below `bound`, each as likely.
    int below(int bound) {
        int drawn = bits(31);
        if ((bound & -bound) == bound) return (int) ((bound * (long) drawn) >> 31);
        int rest = drawn % bound;
        while (drawn - rest + (bound - 1) < 0) {
            drawn = bits(31);
            rest = drawn % bound;
        }
        return rest;
    }

    void shuffle(List<?> list) {
        for (int i = list.size(); i > 1; i--) Collections.swap(list, i - 1, below(i));
    }
}
