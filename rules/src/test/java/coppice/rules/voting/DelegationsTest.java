package coppice.rules.voting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DelegationsTest {
    @Test
    void aVoiceGoesFromHandToHand() {
        var chain = new Delegations<>(Map.of("a", "b", "b", "c"));
        var all = Set.of("a", "b", "c");
        assertThat(new TreeMap<>(chain.heard(all, Set.of("c")))).hasToString("{a=c, b=c, c=c}");
        assertThat(new TreeMap<>(chain.heard(all, Set.of("b", "c")))).hasToString("{a=b, b=b, c=c}");
        assertThat(chain.heard(all, Set.of())).isEmpty();
    }

    @Test
    void aRingInWhichNobodySpeaksHasNoVoice() {
        var ring = new Delegations<>(Map.of("a", "b", "b", "c", "c", "a", "d", "a"));
        var all = Set.of("a", "b", "c", "d");
        assertThat(ring.heard(all, Set.of())).isEmpty();
        assertThat(ring.heard(all, Set.of("c"))).hasSize(4).containsEntry("d", "c");
    }

    @Test
    void whoMayNotVoteEndsAChain() {
        assertThat(new Delegations<>(Map.of("a", "outsider", "outsider", "b")).heard(Set.of("a", "b"), Set.of("b")))
                .containsOnlyKeys("b");
    }

    /// Whatever the hands: nobody is heard twice, only who spoke is listened to, and one's own word goes first.
    @Test
    void everyVoiceIsHeardAtMostOnce() {
        var chance = new SeededChance(20261124);
        for (int run = 0; run < 2000; run++) {
            int people = 1 + chance.below(30);
            var to = new HashMap<Integer, Integer>();
            var voters = new HashSet<Integer>();
            var spoke = new HashSet<Integer>();
            for (int person = 0; person < people; person++) {
                if (chance.below(3) > 0) to.put(person, chance.below(people));
                if (chance.below(8) > 0) voters.add(person);
                if (chance.below(3) == 0 && voters.contains(person)) spoke.add(person);
            }
            var heard = new Delegations<>(to).heard(voters, spoke);
            assertThat(voters).containsAll(heard.keySet());
            assertThat(spoke).containsAll(heard.values());
            for (var person : spoke) assertThat(heard).containsEntry(person, person);
        }
    }
}
