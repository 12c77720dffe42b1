package coppice.rules.budgeting;

import coppice.rules.budgeting.Allocation.Reason;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Who wants which project and how much: the votes turned from voters to projects.
final class Support {
    private final BudgetVotes votes;
    private final Utility utility;
    private final long[] counts;
    private final int[][] groups;
    private final long[][] worth;
    private final long[] unit;
    private final long[] voters;
    private final Comparator<Integer> ties;
    private final List<Integer> wanted;
    private final List<Integer> allowed;

    Support(BudgetVotes votes, Utility utility, Ties ties, long leastVoters) {
        this.votes = votes;
        this.utility = utility;
        int projects = votes.projects().size();
        int[] sizes = new int[projects];
        for (var ballot : votes.ballots())
            for (int place = 0; place < ballot.chosen().size(); place++)
                if (utility.of(votes, ballot, place) > 0) sizes[ballot.chosen().get(place)]++;
        groups = new int[projects][];
        worth = new long[projects][];
        unit = new long[projects];
        voters = new long[projects];
        for (int project = 0; project < projects; project++) {
            groups[project] = new int[sizes[project]];
            worth[project] = new long[sizes[project]];
        }
        counts = new long[votes.ballots().size()];
        int[] filled = new int[projects];
        for (int group = 0; group < counts.length; group++) {
            var ballot = votes.ballots().get(group);
            counts[group] = ballot.count();
            for (int place = 0; place < ballot.chosen().size(); place++) {
                long value = utility.of(votes, ballot, place);
                if (value <= 0) continue;
                int project = ballot.chosen().get(place);
                groups[project][filled[project]] = group;
                worth[project][filled[project]++] = value;
                voters[project] += ballot.count();
            }
        }
        for (int project = 0; project < projects; project++) reduce(project);
        this.ties = ties.order(votes, voters);
        allowed = IntStream.range(0, projects)
                .filter(project -> voters[project] >= leastVoters)
                .boxed()
                .toList();
        wanted = allowed.stream().filter(project -> sizes[project] > 0).toList();
    }

    /// Smaller numbers, same proportions: [#worth] counts in [#unit]s.
    private void reduce(int project) {
        long divisor = 0;
        for (long value : worth[project]) divisor = gcd(divisor, value);
        unit[project] = Math.max(1, divisor);
        for (int i = 0; i < worth[project].length; i++) worth[project][i] /= unit[project];
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    BudgetVotes votes() {
        return votes;
    }

    Utility utility() {
        return utility;
    }

    /// How many voted each way.
    long[] counts() {
        return counts;
    }

    /// The ways to vote that want it.
    int[] groups(int project) {
        return groups[project];
    }

    /// What it is worth to each of [#groups], in [#unit]s.
    long[] worth(int project) {
        return worth[project];
    }

    long unit(int project) {
        return unit[project];
    }

    long voters(int project) {
        return voters[project];
    }

    long cost(int project) {
        return votes.projects().get(project).cost();
    }

    /// The utility of all voters together.
    BigInteger total(int project) {
        var sum = BigInteger.ZERO;
        for (int i = 0; i < groups[project].length; i++)
            sum = sum.add(
                    BigInteger.valueOf(worth[project][i]).multiply(BigInteger.valueOf(counts[groups[project][i]])));
        return sum.multiply(BigInteger.valueOf(unit[project]));
    }

    Comparator<Integer> ties() {
        return ties;
    }

    /// The projects that may be funded and that somebody wants.
    List<Integer> wanted() {
        return wanted;
    }

    /// The projects that may be funded.
    List<Integer> allowed() {
        return allowed;
    }

    /// Those that may not, each with its reason.
    Map<Integer, Reason> tooFew() {
        var reasons = new HashMap<Integer, Reason>();
        for (int project = 0; project < voters.length; project++)
            if (voters[project] == 0 || !allowed.contains(project))
                reasons.put(project, new Reason.TooFewVoters(voters[project]));
        return reasons;
    }

    /// Whether the budget is enough for all projects together.
    boolean everythingFits() {
        long left = votes.budget();
        for (int project = 0; project < votes.projects().size(); project++) {
            left -= cost(project);
            if (left < 0) return false;
        }
        return true;
    }

    /// Whether a project that somebody wants would fit beside those that are funded.
    boolean anotherFits(Allocation allocation) {
        var funded = new boolean[votes.projects().size()];
        allocation.chosen().forEach(one -> funded[one.project()] = true);
        long left = votes.budget() - allocation.spent();
        return wanted.stream().anyMatch(project -> !funded[project] && cost(project) <= left);
    }
}
