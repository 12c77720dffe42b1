package coppice.rules.voting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The sequence is the platform's own.
class SeededChanceTest {
    @Test
    void itDrawsWhatThePlatformDraws() {
        for (long seed = -50; seed < 50; seed++) {
            var ours = new SeededChance(seed * 7919);
            var theirs = new Random(seed * 7919);
            for (int bound = 1; bound < 200; bound++) {
                assertThat(ours.fractionOf(bound)).isEqualTo((int) Math.floor(theirs.nextDouble() * bound));
                assertThat(ours.below(bound)).isEqualTo(theirs.nextInt(bound));
            }
        }
    }

    @Test
    void itShufflesAsThePlatformShuffles() {
        var ours = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f", "g"));
        var theirs = new ArrayList<>(ours);
        new SeededChance(12345).shuffle(ours);
        Collections.shuffle(theirs, new Random(12345));
        assertThat(ours).isEqualTo(theirs);
    }
}
