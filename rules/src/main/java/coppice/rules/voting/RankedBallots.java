package coppice.rules.voting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Ballots that rank candidates, equal ones together with how many there were.
public final class RankedBallots {
    private final List<String> candidates;
    private final List<Pattern> patterns;
    private final boolean isUnrankedLast;

    private RankedBallots(List<String> candidates, List<Pattern> patterns, boolean isUnrankedLast) {
        this.candidates = Collections.unmodifiableList(candidates);
        this.patterns = Collections.unmodifiableList(patterns);
        this.isUnrankedLast = isUnrankedLast;
    }

    /// Ballots that are marked alike.
    ///
    /// @param ranks the candidates at each rank, from the first: none where it was skipped, several where it
    /// names more than one, [#OVERVOTE] alone where it does so without names
    record Pattern(long count, int[][] ranks) {}

    /// Stands at a rank that is overvoted without names.
    static final int OVERVOTE = -1;

    public List<String> candidates() {
        return candidates;
    }

    List<Pattern> patterns() {
        return patterns;
    }

    /// Whether who is not ranked stands below all who are; else a ballot says nothing about them.
    public boolean isUnrankedLast() {
        return isUnrankedLast;
    }

    /// Ballots that are marked alike, as they were added.
    public record Ballot(long count, List<Rank> ranks) {}

    public List<Ballot> ballots() {
        return patterns.stream()
                .map(pattern -> new Ballot(
                        pattern.count(),
                        Arrays.stream(pattern.ranks()).map(this::rank).toList()))
                .toList();
    }

    private Rank rank(int[] numbers) {
        return numbers.length == 1 && numbers[0] == OVERVOTE
                ? Rank.OVERVOTED
                : new Rank(Arrays.stream(numbers).mapToObj(candidates::get).toList(), false);
    }

    public long count() {
        return patterns.stream().mapToLong(Pattern::count).sum();
    }

    public static Builder builder(List<String> candidates) {
        return builder(candidates, true);
    }

    /// @param isUnrankedLast false where a ballot says nothing about whom it does not rank
    public static Builder builder(List<String> candidates, boolean isUnrankedLast) {
        return new Builder(candidates, isUnrankedLast);
    }

    /// One marked rank.
    ///
    /// @param candidates   who is named; none for a skipped rank
    /// @param isOvervote   more were marked than may be, without names
    public record Rank(List<String> candidates, boolean isOvervote) {
        public static final Rank SKIPPED = new Rank(List.of(), false);
        public static final Rank OVERVOTED = new Rank(List.of(), true);

        public static Rank of(String candidate) {
            return new Rank(List.of(candidate), false);
        }
    }

    /// Collects ballots.
    public static final class Builder {
        private final List<String> candidates;
        private final Map<String, Integer> numbers = new HashMap<>();
        private final int[][] alone;
        private final List<Pattern> patterns = new ArrayList<>();
        private final boolean isUnrankedLast;

        private Builder(List<String> candidates, boolean isUnrankedLast) {
            this.isUnrankedLast = isUnrankedLast;
            this.candidates = List.copyOf(candidates);
            for (var candidate : candidates)
                if (numbers.put(candidate, numbers.size()) != null)
                    throw new IllegalArgumentException("two candidates are called " + candidate);
            alone = new int[candidates.size()][];
            for (int i = 0; i < alone.length; i++) alone[i] = new int[] {i};
        }

        public boolean knows(String candidate) {
            return numbers.containsKey(candidate);
        }

        /// Adds `count` ballots that are marked like this, from the first rank on.
        ///
        /// @throws IllegalArgumentException for a candidate who does not stand, or a count below 1
        public Builder add(long count, List<Rank> ranks) {
            if (count < 1) throw new IllegalArgumentException("a count of " + count);
            var marked = new int[ranks.size()][];
            for (int i = 0; i < marked.length; i++) marked[i] = numbers(ranks.get(i));
            patterns.add(new Pattern(count, marked));
            return this;
        }

        private int[] numbers(Rank rank) {
            if (rank.isOvervote()) return new int[] {OVERVOTE};
            var named = rank.candidates();
            if (named.size() == 1) return alone[number(named.getFirst())];
            return named.stream().mapToInt(this::number).toArray();
        }

        private int number(String candidate) {
            var number = numbers.get(candidate);
            if (number == null) throw new IllegalArgumentException("nobody who stands is called " + candidate);
            return number;
        }

        public RankedBallots build() {
            return new RankedBallots(candidates, new ArrayList<>(patterns), isUnrankedLast);
        }
    }
}
