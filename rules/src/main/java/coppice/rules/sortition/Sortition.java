package coppice.rules.sortition;

import coppice.rules.money.Ratio;
import coppice.rules.voting.Lot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Draws panels by lot under quotas, as fair to everyone in the pool as the quotas allow (LEXIMIN).
///
/// The chance of whoever is least likely is made as large as it can be, then that of the next, and so on: Flanigan,
/// Gölz, Gupta, Hennig and Procaccia, Fair algorithms for selecting citizens' assemblies, Nature 596 (2021). People
/// with the same features have the same chance, so what is weighed is not panels but how many of each kind are on
/// them. All of it is exact; the draw follows from the seed.
public final class Sortition {
    /// More different kinds of people than the exact method is tried on.
    public static final int MOST_KINDS = 40;

    private static final long MOST_TRIED = 20_000_000;

    private Sortition() {}

    /// How many with a feature are to be on the panel.
    public record Quota(String category, String feature, int least, int most) {}

    /// Somebody in the pool.
    ///
    /// @param features by category
    public record Person(String id, Map<String, String> features) {}

    /// Why no panel can be drawn.
    @SuppressWarnings("serial")
    public static final class Impossible extends RuntimeException {
        Impossible(String why) {
            super(why);
        }
    }

    /// Draws `places` people.
    ///
    /// Worked example: 2 places, one of them for each of two towns; 3 people are from the one and 1 from the other.
    /// The three have a chance of 1/3 each, the one is sure to be on the panel.
    ///
    /// @param seed published; whoever has it draws the same panel
    /// @throws Impossible when no panel fits the quotas, or there are too many kinds of people
    public static Panel draw(List<Person> pool, List<Quota> quotas, int places, long seed) {
        var search = new Search(pool, quotas, places);
        var lottery = search.lottery();
        var chances = new LinkedHashMap<String, Ratio>();
        for (var person : pool) chances.put(person.id(), lottery.chance(search.kindOf(person)));
        var drawn = lottery.composition(seed);
        var chosen = new ArrayList<String>();
        for (int kind = 0; kind < drawn.length; kind++)
            chosen.addAll(Lot.order(search.ids(kind), seed + 1 + kind).subList(0, drawn[kind]));
        return new Panel(pool.stream().map(Person::id).filter(chosen::contains).toList(), chances);
    }

    /// Compositions with their probabilities.
    private record Lottery(List<int[]> compositions, Ratio[] weights, int[] sizes) {
        Ratio chance(int kind) {
            var expected = Ratio.ZERO;
            for (int j = 0; j < weights.length; j++)
                expected = expected.plus(weights[j].times(Ratio.of(compositions.get(j)[kind])));
            return expected.dividedBy(Ratio.of(sizes[kind]));
        }

        /// The composition at the point between 0 and 1 that the seed gives.
        int[] composition(long seed) {
            var point = Lot.point(seed);
            var sum = Ratio.ZERO;
            for (int j = 0; j < weights.length; j++) {
                sum = sum.plus(weights[j]);
                if (point.compareTo(sum) < 0) return compositions.get(j);
            }
            return compositions.getLast();
        }
    }

    private static final class Search {
        private final List<Quota> quotas;
        private final int places;
        private final List<Map<String, String>> kinds = new ArrayList<>();
        private final List<List<String>> people = new ArrayList<>();
        private final int[] sizes;
        private final boolean[][] has;
        private final List<int[]> compositions = new ArrayList<>();
        private long tried;

        Search(List<Person> pool, List<Quota> quotas, int places) {
            this.quotas = quotas;
            this.places = places;
            if (places < 1 || places > pool.size())
                throw new Impossible(places + " places for a pool of " + pool.size());
            for (var person : pool) {
                int kind = kindOf(person);
                if (kind < 0) {
                    kind = kinds.size();
                    kinds.add(relevant(person));
                    people.add(new ArrayList<>());
                }
                people.get(kind).add(person.id());
            }
            if (kinds.size() > MOST_KINDS)
                throw new Impossible(kinds.size() + " different kinds of people; " + MOST_KINDS + " can be weighed");
            sizes = people.stream().mapToInt(List::size).toArray();
            has = new boolean[kinds.size()][quotas.size()];
            for (int k = 0; k < has.length; k++)
                for (int q = 0; q < quotas.size(); q++)
                    has[k][q] = quotas.get(q)
                            .feature()
                            .equals(kinds.get(k).get(quotas.get(q).category()));
        }

        private Map<String, String> relevant(Person person) {
            var relevant = new TreeMap<String, String>();
            for (var quota : quotas)
                relevant.put(quota.category(), person.features().getOrDefault(quota.category(), ""));
            return relevant;
        }

        int kindOf(Person person) {
            return kinds.indexOf(relevant(person));
        }

        List<String> ids(int kind) {
            return people.get(kind);
        }

        Lottery lottery() {
            var first = new Ratio[kinds.size()];
            Arrays.fill(first, Ratio.ZERO);
            compositions.add(best(first));
            var fixed = new Ratio[kinds.size()];
            int left = kinds.size();
            while (true) {
                var solution = solve(fixed);
                if (left == 0)
                    return new Lottery(compositions, Arrays.copyOf(solution.values(), compositions.size()), sizes);
                for (int k = 0; k < fixed.length; k++)
                    if (fixed[k] == null && solution.prices()[1 + k].signum() != 0) {
                        fixed[k] = solution.value();
                        left--;
                    }
            }
        }

        /// Raises the least chance of all whose chance is not fixed yet, adding compositions until none helps.
        private LinearProgram.Solution solve(Ratio[] fixed) {
            boolean isOver = Arrays.stream(fixed).allMatch(chance -> chance != null);
            while (true) {
                var solution = program(fixed, isOver);
                if (isOver) return solution;
                var weights = new Ratio[kinds.size()];
                for (int k = 0; k < weights.length; k++)
                    weights[k] = solution.prices()[1 + k].negated().dividedBy(Ratio.of(sizes[k]));
                var better = best(weights);
                var gain = Ratio.ZERO;
                for (int k = 0; k < weights.length; k++) gain = gain.plus(weights[k].times(Ratio.of(better[k])));
                if (gain.compareTo(solution.prices()[0]) <= 0) return solution;
                compositions.add(better);
            }
        }

        /// Variables: the probability of each composition, the least chance, and what each kind has above it.
        private LinearProgram.Solution program(Ratio[] fixed, boolean isOver) {
            int count = compositions.size();
            int columns = count + 1 + kinds.size();
            var rows = LinearProgram.rows(1 + kinds.size(), columns);
            var amounts = new Ratio[1 + kinds.size()];
            Arrays.fill(amounts, Ratio.ZERO);
            amounts[0] = Ratio.ONE;
            for (int j = 0; j < count; j++) {
                rows.getFirst()[j] = Ratio.ONE;
                for (int k = 0; k < kinds.size(); k++)
                    rows.get(1 + k)[j] = Ratio.of(compositions.get(j)[k], sizes[k]);
            }
            for (int k = 0; k < kinds.size(); k++) {
                rows.get(1 + k)[count + 1 + k] = Ratio.of(-1);
                if (fixed[k] == null) rows.get(1 + k)[count] = Ratio.of(-1);
                else amounts[1 + k] = fixed[k];
            }
            var worth = new Ratio[columns];
            Arrays.fill(worth, Ratio.ZERO);
            if (!isOver) worth[count] = Ratio.ONE;
            return LinearProgram.maximise(worth, rows, amounts);
        }

        /// The composition within the quotas whose people weigh most.
        private int[] best(Ratio[] weights) {
            tried = 0;
            var state = new Best(weights);
            fill(state, 0, places, new int[quotas.size()], Ratio.ZERO);
            if (state.found == null) throw new Impossible("no panel of " + places + " fits the quotas");
            return state.found;
        }

        private final class Best {
            private final Ratio[] weights;
            private final int[] taken = new int[kinds.size()];
            private Ratio most = Ratio.ZERO;
            private int @org.jspecify.annotations.Nullable [] found;

            Best(Ratio[] weights) {
                this.weights = weights;
            }
        }

        private void fill(Best state, int kind, int left, int[] counts, Ratio sum) {
            if (++tried > MOST_TRIED) throw new Impossible("too many panels to compare");
            if (kind == kinds.size()) {
                boolean fits = left == 0;
                for (int q = 0; q < counts.length && fits; q++)
                    fits = counts[q] >= quotas.get(q).least();
                if (fits && (state.found == null || sum.compareTo(state.most) > 0)) {
                    state.most = sum;
                    state.found = state.taken.clone();
                }
                return;
            }
            int most = Math.min(left, sizes[kind]);
            for (int q = 0; q < counts.length; q++)
                if (has[kind][q]) most = Math.min(most, quotas.get(q).most() - counts[q]);
            if (!canReach(kind, left, counts)) return;
            for (int take = most; take >= 0; take--) {
                state.taken[kind] = take;
                add(counts, kind, take);
                fill(state, kind + 1, left - take, counts, sum.plus(state.weights[kind].times(Ratio.of(take))));
                add(counts, kind, -take);
            }
            state.taken[kind] = 0;
        }

        /// Whether those who have not been looked at suffice for all places and every quota.
        private boolean canReach(int kind, int left, int[] counts) {
            int all = 0;
            for (int k = kind; k < sizes.length; k++) all += sizes[k];
            if (all < left) return false;
            for (int q = 0; q < counts.length; q++) {
                int there = 0;
                for (int k = kind; k < sizes.length; k++) if (has[k][q]) there += sizes[k];
                if (counts[q] + Math.min(there, left) < quotas.get(q).least()) return false;
            }
            return true;
        }

        private void add(int[] counts, int kind, int by) {
            for (int q = 0; q < counts.length; q++) if (has[kind][q]) counts[q] += by;
        }
    }
}
