package coppice.rules.voting;

import coppice.rules.voting.RankedCount.TieBreak;
import coppice.rules.voting.RankedRules.Tie;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/// Chooses among equals by the rule that was said beforehand, and notes each choice.
final class TieBreaker {
    private final List<String> names;
    private final Tie rule;
    private final SeededChance chance;
    private final List<String> order;
    private final List<TieBreak> broken = new ArrayList<>();

    TieBreaker(List<String> names, RankedRules rules) {
        this.names = names;
        this.rule = rules.tie();
        this.chance = new SeededChance(rules.seed());
        if (rule == Tie.PERMUTATION) {
            var shuffled = new ArrayList<>(names);
            Collections.sort(shuffled);
            chance.shuffle(shuffled);
            order = shuffled;
        } else {
            order = rules.order();
        }
    }

    List<TieBreak> broken() {
        return List.copyOf(broken);
    }

    /// The one of `equals` who wins, or who loses; the only one if there is but one.
    int choose(int round, List<Integer> equals, List<long[]> tallies, boolean isWinner) {
        if (equals.size() == 1) return equals.getFirst();
        int chosen = switch (rule) {
            case RANDOM -> drawn(equals);
            case PREVIOUS_ROUNDS_THEN_RANDOM -> before(equals, tallies, isWinner);
            case PERMUTATION, CANDIDATE_ORDER -> {
                var byOrder = Comparator.comparing((Integer c) -> order.indexOf(names.get(c)));
                yield isWinner ? Collections.min(equals, byOrder) : Collections.max(equals, byOrder);
            }
        };
        broken.add(new TieBreak(
                round, equals.stream().map(names::get).sorted().toList(), names.get(chosen), isWinner, rule));
        return chosen;
    }

    private int drawn(List<Integer> equals) {
        return drawnInOrder(
                equals.stream().sorted(Comparator.comparing(names::get)).toList());
    }

    private int drawnInOrder(List<Integer> equals) {
        return equals.get(chance.fractionOf(equals.size()));
    }

    /// The order in which RCTab keeps them after comparing rounds: that of a `HashMap` of their names. Only so does
    /// the same seed draw the same.
    private List<Integer> asKept(List<Integer> equals) {
        var kept = new HashMap<String, Integer>();
        for (int c = 0; c < names.size(); c++) kept.put(names.get(c), c);
        return kept.values().stream().filter(equals::contains).toList();
    }

    /// Who had the most, or the fewest, in the round before, and if that is a tie in the one before that.
    private int before(List<Integer> equals, List<long[]> tallies, boolean isWinner) {
        var left = equals;
        for (int round = tallies.size() - 2; round >= 0 && left.size() > 1; round--) {
            var tally = tallies.get(round);
            var votes = left.stream().mapToLong(c -> tally[c]);
            long extreme = (isWinner ? votes.max() : votes.min()).orElseThrow();
            left = left.stream().filter(c -> tally[c] == extreme).toList();
        }
        return left.size() == 1 ? left.getFirst() : drawnInOrder(asKept(left));
    }
}
