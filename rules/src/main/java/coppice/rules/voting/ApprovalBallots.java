package coppice.rules.voting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Ballots that approve of candidates, equal ones together with how many there were.
public final class ApprovalBallots {
    private final List<String> candidates;
    private final List<Pattern> patterns;

    private ApprovalBallots(List<String> candidates, List<Pattern> patterns) {
        this.candidates = candidates;
        this.patterns = patterns;
    }

    /// @param approved candidates by number
    record Pattern(long count, Set<Integer> approved) {}

    public List<String> candidates() {
        return candidates;
    }

    List<Pattern> patterns() {
        return patterns;
    }

    public long count() {
        return patterns.stream().mapToLong(Pattern::count).sum();
    }

    /// How many approve of `candidate`.
    long approvals(int candidate) {
        return patterns.stream()
                .filter(pattern -> pattern.approved().contains(candidate))
                .mapToLong(Pattern::count)
                .sum();
    }

    public static Builder builder(List<String> candidates) {
        return new Builder(candidates);
    }

    /// Collects ballots.
    public static final class Builder {
        private final List<String> candidates;
        private final Map<String, Integer> numbers = new HashMap<>();
        private final Map<Set<Integer>, long[]> counts = new java.util.LinkedHashMap<>();

        private Builder(List<String> candidates) {
            this.candidates = List.copyOf(candidates);
            for (var candidate : candidates)
                if (numbers.put(candidate, numbers.size()) != null)
                    throw new IllegalArgumentException("two candidates are called " + candidate);
        }

        /// Adds `count` ballots that approve of these.
        ///
        /// @throws IllegalArgumentException for a candidate who does not stand, or a count below 1
        public Builder add(long count, Iterable<String> approved) {
            if (count < 1) throw new IllegalArgumentException("a count of " + count);
            var marked = new java.util.TreeSet<Integer>();
            for (var candidate : approved) {
                var number = numbers.get(candidate);
                if (number == null) throw new IllegalArgumentException("nobody who stands is called " + candidate);
                marked.add(number);
            }
            counts.computeIfAbsent(Set.copyOf(marked), _ -> new long[1])[0] += count;
            return this;
        }

        public ApprovalBallots build() {
            var patterns = new ArrayList<Pattern>();
            counts.forEach((approved, count) -> patterns.add(new Pattern(count[0], approved)));
            return new ApprovalBallots(candidates, List.copyOf(patterns));
        }
    }
}
