package coppice.rules.budgeting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Projects that ask for a part of one budget, and what the voters said about them; equal ballots stand
/// together with how many there were.
///
/// All money is in minor units of the same currency, of which `10^digits` make a whole one.
public final class BudgetVotes {
    /// What a ballot says.
    public enum Form {
        /// Which projects one would fund.
        APPROVAL,
        /// Projects in order, the best first.
        ORDINAL,
        /// Points for projects, out of a sum that everybody has.
        CUMULATIVE,
        /// Points for projects, each by itself.
        SCORING
    }

    /// More than any vote has: a bound for files.
    public static final int MOST_PROJECTS = 10_000;

    private final List<Project> projects;
    private final long budget;
    private final int digits;
    private final Form form;
    private final List<Ballot> ballots;

    private BudgetVotes(List<Project> projects, long budget, int digits, Form form, List<Ballot> ballots) {
        this.projects = projects;
        this.budget = budget;
        this.digits = digits;
        this.form = form;
        this.ballots = ballots;
    }

    /// One way to vote.
    ///
    /// @param count  how many voted so
    /// @param chosen numbers of projects, in the voter's order
    /// @param points beside `chosen`; all 1 where the form has none
    public record Ballot(long count, List<Integer> chosen, List<Long> points) {}

    public List<Project> projects() {
        return projects;
    }

    public long budget() {
        return budget;
    }

    public int digits() {
        return digits;
    }

    public Form form() {
        return form;
    }

    public List<Ballot> ballots() {
        return ballots;
    }

    public long voters() {
        return ballots.stream().mapToLong(Ballot::count).sum();
    }

    /// The same votes over another budget.
    public BudgetVotes withBudget(long other) {
        return new BudgetVotes(projects, other, digits, form, ballots);
    }

    public static Builder builder(List<Project> projects, long budget, int digits, Form form) {
        return new Builder(projects, budget, digits, form);
    }

    /// Collects ballots.
    public static final class Builder {
        private record Way(int[] chosen, long[] points) {
            @Override
            public boolean equals(Object other) {
                return other instanceof Way way
                        && Arrays.equals(chosen, way.chosen)
                        && Arrays.equals(points, way.points);
            }

            @Override
            public int hashCode() {
                return 31 * Arrays.hashCode(chosen) + Arrays.hashCode(points);
            }
        }

        private final List<Project> projects;
        private final long budget;
        private final int digits;
        private final Form form;
        private final Map<String, Integer> numbers = new HashMap<>();
        private final Map<Way, long[]> counts = new LinkedHashMap<>();

        private Builder(List<Project> projects, long budget, int digits, Form form) {
            if (budget < 0) throw new IllegalArgumentException("a budget of " + budget);
            if (projects.size() > MOST_PROJECTS)
                throw new IllegalArgumentException("more than " + MOST_PROJECTS + " projects");
            this.projects = List.copyOf(projects);
            this.budget = budget;
            this.digits = digits;
            this.form = form;
            for (var project : projects)
                if (numbers.put(project.id(), numbers.size()) != null)
                    throw new IllegalArgumentException("two projects have the id " + project.id());
        }

        /// Adds `count` ballots that name these projects, each once, with the points beside them.
        ///
        /// @throws IllegalArgumentException for an unknown or repeated project, points below 0 or a count
        /// below 1
        public Builder add(long count, List<String> chosen, List<Long> points) {
            if (count < 1) throw new IllegalArgumentException("a count of " + count);
            if (points.size() != chosen.size())
                throw new IllegalArgumentException(points.size() + " points for " + chosen.size() + " projects");
            int[] order = new int[chosen.size()];
            long[] given = new long[chosen.size()];
            var seen = new java.util.HashSet<Integer>();
            for (int i = 0; i < order.length; i++) {
                var number = numbers.get(chosen.get(i));
                if (number == null) throw new IllegalArgumentException("no project has the id " + chosen.get(i));
                if (!seen.add(number))
                    throw new IllegalArgumentException("project " + chosen.get(i) + " stands twice on one ballot");
                if (points.get(i) < 0) throw new IllegalArgumentException("points below 0 for " + chosen.get(i));
                order[i] = number;
                given[i] = points.get(i);
            }
            if (form == Form.APPROVAL) Arrays.sort(order);
            if (form == Form.APPROVAL || form == Form.ORDINAL) Arrays.fill(given, 1);
            counts.computeIfAbsent(new Way(order, given), _ -> new long[1])[0] += count;
            return this;
        }

        /// As [#add(long, List, List)], with one point each.
        public Builder add(long count, List<String> chosen) {
            return add(count, chosen, chosen.stream().map(_ -> 1L).toList());
        }

        public BudgetVotes build() {
            var ballots = new ArrayList<Ballot>();
            counts.forEach((way, count) -> ballots.add(new Ballot(
                    count[0],
                    Arrays.stream(way.chosen()).boxed().toList(),
                    Arrays.stream(way.points()).boxed().toList())));
            return new BudgetVotes(projects, budget, digits, form, List.copyOf(ballots));
        }
    }
}
