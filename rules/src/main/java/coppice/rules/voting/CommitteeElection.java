package coppice.rules.voting;

import coppice.rules.voting.Committee.Step;
import coppice.rules.voting.CommitteePath.Choice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Chooses several by approval ballots, in exact fractions.
public final class CommitteeElection {
    private static final int MOST_TIED = 5000;

    private CommitteeElection() {}

    /// More tied committees, or more orders to try, than anyone would look at.
    @SuppressWarnings("serial")
    public static final class TooMany extends RuntimeException {
        TooMany(String what) {
            super(what);
        }
    }

    /// One committee; among equals whoever comes first in `tieOrder` is taken.
    ///
    /// @throws TooMany when the best committee of [CommitteeRule#PROPORTIONAL_APPROVAL] cannot be found in
    /// bounded time
    public static Committee elect(ApprovalBallots ballots, CommitteeRule rule, int seats, List<String> tieOrder) {
        check(ballots, seats);
        var names = ballots.candidates();
        var order = tieOrder.stream().map(names::indexOf).toList();
        if (!rule.isSequential()) {
            var best = BestCommittees.of(ballots, rule, seats, order);
            return new Committee(best.first().stream().map(names::get).toList(), List.of(), best.isTied());
        }
        var path = CommitteePath.start(ballots, rule, seats);
        var steps = new ArrayList<Step>();
        boolean isTied = false;
        while (!path.isFull()) {
            var choice = path.next();
            if (choice.equals().isEmpty()) {
                path = path.restarted();
                steps.clear();
                isTied = false;
                continue;
            }
            int chosen = choice.equals().stream()
                    .min(Comparator.comparingInt(order::indexOf))
                    .orElseThrow();
            isTied |= choice.equals().size() > 1;
            steps.add(new Step(
                    names.get(chosen),
                    choice.figure(),
                    choice.equals().stream().map(names::get).toList()));
            path = path.with(chosen, choice);
        }
        return new Committee(path.members().stream().map(names::get).toList(), steps, isTied);
    }

    /// Every committee that the rule could choose, whichever way ties go; members by number, ascending.
    ///
    /// @throws TooMany when there are more than can be listed
    public static Set<List<Integer>> all(ApprovalBallots ballots, CommitteeRule rule, int seats) {
        check(ballots, seats);
        if (!rule.isSequential()) {
            var order = IntStream.range(0, ballots.candidates().size()).boxed().toList();
            return BestCommittees.of(ballots, rule, seats, order).all();
        }
        var found = new LinkedHashSet<List<Integer>>();
        explore(CommitteePath.start(ballots, rule, seats), found, new int[1]);
        return found;
    }

    private static void explore(CommitteePath path, Set<List<Integer>> found, int[] visited) {
        if (++visited[0] > MOST_TIED * 100 || found.size() > MOST_TIED) throw new TooMany("tied committees");
        if (path.isFull()) {
            found.add(List.copyOf(new TreeSet<>(path.members())));
            return;
        }
        Choice choice = path.next();
        if (choice.equals().isEmpty()) explore(path.restarted(), found, visited);
        for (int candidate : choice.equals()) explore(path.with(candidate, choice), found, visited);
    }

    private static void check(ApprovalBallots ballots, int seats) {
        if (seats < 1 || seats > ballots.candidates().size())
            throw new IllegalArgumentException(
                    seats + " seats for " + ballots.candidates().size() + " candidates");
    }
}
