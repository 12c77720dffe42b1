package coppice.rules.voting;

import coppice.rules.money.Ratio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Ballots that give options a number: points, dots or credits. Options left out were given none.
public final class ScoreBallots {
    private final List<String> options;
    private final Map<Map<String, Long>, long[]> patterns;

    private ScoreBallots(List<String> options, Map<Map<String, Long>, long[]> patterns) {
        this.options = options;
        this.patterns = patterns;
    }

    public static ScoreBallots none(List<String> options) {
        return builder(options).build();
    }

    public boolean isEmpty() {
        return patterns.keySet().stream().allMatch(Map::isEmpty);
    }

    /// What an option came to.
    ///
    /// @param sum    of all numbers it was given
    /// @param people how many gave it one
    /// @param mean   the sum shared among those; 0 where nobody gave one
    public record Line(String option, long sum, long people, Ratio mean) {}

    /// The sums, the largest first; equal ones in the order of the options.
    public List<Line> sums() {
        var sums = new LinkedHashMap<String, long[]>();
        for (var option : options) sums.put(option, new long[2]);
        patterns.forEach((marked, count) -> marked.forEach((option, points) -> {
            var sum = sums.get(option);
            if (sum == null) throw new IllegalStateException(option);
            sum[0] = Math.addExact(sum[0], Math.multiplyExact(points, count[0]));
            sum[1] += count[0];
        }));
        var lines = new ArrayList<Line>();
        sums.forEach((option, sum) ->
                lines.add(new Line(option, sum[0], sum[1], sum[1] == 0 ? Ratio.ZERO : Ratio.of(sum[0], sum[1]))));
        lines.sort(Comparator.comparingLong(Line::sum).reversed());
        return lines;
    }

    /// Score, then automatic runoff: of the two largest sums the one whom more people gave more.
    ///
    public record Runoff(List<String> finalists, long first, long second, String winner, boolean isTied) {}

    /// The runoff between the two options with the largest sums.
    ///
    /// @throws IllegalArgumentException for fewer than two options
    public Runoff runoff() {
        if (options.size() < 2) throw new IllegalArgumentException("a runoff needs two options");
        var lines = sums();
        var a = lines.get(0).option();
        var b = lines.get(1).option();
        long[] prefer = new long[2];
        patterns.forEach((marked, count) -> {
            int order = Long.compare(marked.getOrDefault(a, 0L), marked.getOrDefault(b, 0L));
            if (order != 0) prefer[order > 0 ? 0 : 1] += count[0];
        });
        boolean isTied = (lines.size() > 2 && lines.get(2).sum() == lines.get(1).sum()) || prefer[0] == prefer[1];
        return new Runoff(List.of(a, b), prefer[0], prefer[1], prefer[1] > prefer[0] ? b : a, isTied);
    }

    public static Builder builder(List<String> options) {
        return new Builder(List.copyOf(options));
    }

    /// Collects ballots.
    public static final class Builder {
        private final List<String> options;
        private final Set<String> known;
        private final Map<Map<String, Long>, long[]> patterns = new LinkedHashMap<>();

        private Builder(List<String> options) {
            this.options = options;
            this.known = Set.copyOf(options);
        }

        /// Adds `count` ballots that give these numbers.
        ///
        /// @throws IllegalArgumentException for an option there is not, or a count below 1
        public Builder add(long count, Map<String, Long> points) {
            if (count < 1) throw new IllegalArgumentException("a count of " + count);
            for (var option : points.keySet())
                if (!known.contains(option)) throw new IllegalArgumentException("there is no option " + option);
            patterns.computeIfAbsent(Map.copyOf(new TreeMap<>(points)), _ -> new long[1])[0] += count;
            return this;
        }

        public ScoreBallots build() {
            return new ScoreBallots(options, new LinkedHashMap<>(patterns));
        }
    }
}
