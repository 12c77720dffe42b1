package coppice.rules.voting;

import coppice.rules.money.Ratio;
import coppice.rules.voting.ApprovalBallots.Pattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A committee on its way: who is in, and what every voter has spent or holds.
///
/// @param accounts runs parallel to the patterns: loads for Phragmén, votes or money left for the others
/// @param extra    how much more than the seats there is to spend in all, for equal shares by increments
/// @param isBroke  true once nobody can be paid any more and the rest is filled by the other rule
record CommitteePath(
        ApprovalBallots ballots,
        CommitteeRule rule,
        int seats,
        List<Integer> members,
        List<Ratio> accounts,
        long extra,
        boolean isBroke) {

    /// Who may come next.
    ///
    /// @param equals none when the rule has to start over
    record Choice(List<Integer> equals, Ratio figure, boolean isBroke) {}

    static CommitteePath start(ApprovalBallots ballots, CommitteeRule rule, int seats) {
        return begun(ballots, rule, seats, 0);
    }

    private static CommitteePath begun(ApprovalBallots ballots, CommitteeRule rule, int seats, long extra) {
        var first = switch (rule) {
            case EQUAL_SHARES, EQUAL_SHARES_THEN_APPROVAL, EQUAL_SHARES_BY_INCREMENTS ->
                Ratio.of(seats + extra, Math.max(1, ballots.count()));
            case ENESTROEM_PHRAGMEN, CONSENSUS -> Ratio.ONE;
            default -> Ratio.ZERO;
        };
        return new CommitteePath(
                ballots,
                rule,
                seats,
                List.of(),
                Collections.nCopies(ballots.patterns().size(), first),
                extra,
                false);
    }

    CommitteePath restarted() {
        return begun(ballots, rule, seats, extra + 1);
    }

    boolean isFull() {
        return members.size() == seats;
    }

    private List<Integer> rest() {
        return IntStream.range(0, ballots.candidates().size())
                .filter(c -> !members.contains(c))
                .boxed()
                .toList();
    }

    Choice next() {
        return switch (rule) {
            case SEQUENTIAL_PROPORTIONAL_APPROVAL -> largest(this::gain);
            case SEQUENTIAL_PHRAGMEN -> smallest(this::load, false);
            case ENESTROEM_PHRAGMEN, CONSENSUS -> largest(this::support);
            case EQUAL_SHARES, EQUAL_SHARES_THEN_APPROVAL, EQUAL_SHARES_BY_INCREMENTS -> nextByEqualShares();
            default -> throw new IllegalStateException(rule + " chooses all at once");
        };
    }

    private Choice nextByEqualShares() {
        if (!isBroke) {
            var payable = smallest(this::payment, false);
            if (!payable.equals().isEmpty()) return payable;
        }
        return switch (rule) {
            case EQUAL_SHARES_THEN_APPROVAL -> asBroke(largest(c -> Ratio.of(ballots.approvals(c))));
            case EQUAL_SHARES_BY_INCREMENTS ->
                rest().stream().allMatch(c -> ballots.approvals(c) == 0)
                        ? asBroke(largest(_ -> Ratio.ZERO))
                        : new Choice(List.of(), Ratio.ZERO, false);
            default -> smallest(isBroke ? this::load : c -> owing().load(c), true);
        };
    }

    private static Choice asBroke(Choice choice) {
        return new Choice(choice.equals(), choice.figure(), true);
    }

    /// Money left over counts as a load below nothing.
    private CommitteePath owing() {
        return isBroke
                ? this
                : withAccounts(accounts.stream().map(Ratio::negated).toList(), true);
    }

    private CommitteePath withAccounts(List<Ratio> other, boolean broke) {
        return new CommitteePath(ballots, rule, seats, members, other, extra, broke);
    }

    private interface Figure {
        /// Nothing when the candidate cannot be chosen so.
        @Nullable Ratio of(int candidate);
    }

    private Choice largest(Figure figure) {
        return extreme(figure, Comparator.reverseOrder(), isBroke);
    }

    private Choice smallest(Figure figure, boolean broke) {
        return extreme(figure, Comparator.naturalOrder(), broke);
    }

    /// Where nobody can be chosen by a rule that fills every place, all who are left are equal.
    private Choice extreme(Figure figure, Comparator<Ratio> order, boolean broke) {
        var equals = new ArrayList<Integer>();
        Ratio best = null;
        for (int c : rest()) {
            var own = figure.of(c);
            if (own == null) continue;
            int difference = best == null ? -1 : order.compare(own, best);
            if (difference < 0) {
                equals.clear();
                best = own;
            }
            if (difference <= 0) equals.add(c);
        }
        if (best != null) return new Choice(equals, best, broke);
        boolean isPaying = rule.name().startsWith("EQUAL_SHARES") && !broke;
        return new Choice(isPaying ? List.of() : rest(), Ratio.ZERO, broke);
    }

    private boolean backs(int pattern, int candidate) {
        return ballots.patterns().get(pattern).approved().contains(candidate);
    }

    private Ratio gain(int candidate) {
        var gain = Ratio.ZERO;
        for (Pattern pattern : ballots.patterns())
            if (pattern.approved().contains(candidate)) {
                long had = members.stream().filter(pattern.approved()::contains).count();
                gain = gain.plus(Ratio.of(pattern.count(), had + 1));
            }
        return gain;
    }

    /// The load of each supporter if the candidate came next.
    private @Nullable Ratio load(int candidate) {
        long supporters = ballots.approvals(candidate);
        if (supporters == 0) return null;
        return sum(candidate).plus(Ratio.ONE).dividedBy(Ratio.of(supporters));
    }

    /// What the supporters hold together.
    private Ratio sum(int candidate) {
        var sum = Ratio.ZERO;
        for (int p = 0; p < accounts.size(); p++)
            if (backs(p, candidate))
                sum = sum.plus(
                        accounts.get(p).times(Ratio.of(ballots.patterns().get(p).count())));
        return sum;
    }

    private Ratio support(int candidate) {
        var sum = Ratio.ZERO;
        for (int p = 0; p < accounts.size(); p++)
            if (backs(p, candidate) && accounts.get(p).signum() > 0)
                sum = sum.plus(
                        accounts.get(p).times(Ratio.of(ballots.patterns().get(p).count())));
        return sum;
    }

    /// What each supporter who can pays so that all together pay 1; nothing when they cannot.
    private @Nullable Ratio payment(int candidate) {
        var supporters = IntStream.range(0, accounts.size())
                .filter(p -> backs(p, candidate))
                .boxed()
                .sorted(Comparator.comparing(accounts::get))
                .toList();
        long people = 0;
        for (int p : supporters) people += ballots.patterns().get(p).count();
        var needed = Ratio.ONE;
        for (int p : supporters) {
            var even = needed.dividedBy(Ratio.of(people));
            if (accounts.get(p).compareTo(even) >= 0) return even;
            long count = ballots.patterns().get(p).count();
            needed = needed.minus(accounts.get(p).times(Ratio.of(count)));
            people -= count;
        }
        return null;
    }

    CommitteePath with(int candidate, Choice choice) {
        var then = new ArrayList<Ratio>();
        var from = choice.isBroke() && rule == CommitteeRule.EQUAL_SHARES ? owing().accounts() : accounts;
        for (int p = 0; p < from.size(); p++) then.add(after(from.get(p), backs(p, candidate), candidate, choice));
        var more = new ArrayList<>(members);
        more.add(candidate);
        return new CommitteePath(ballots, rule, seats, List.copyOf(more), then, extra, choice.isBroke());
    }

    /// What a voter holds when `candidate` was chosen.
    private Ratio after(Ratio account, boolean backs, int candidate, Choice choice) {
        if (rule == CommitteeRule.CONSENSUS) return consensus(account, backs, candidate);
        if (!backs) return account;
        return switch (rule) {
            case SEQUENTIAL_PHRAGMEN -> choice.figure();
            case ENESTROEM_PHRAGMEN -> {
                var price = Ratio.of(ballots.count(), seats);
                yield choice.figure().compareTo(price) <= 0
                        ? Ratio.ZERO
                        : account.times(choice.figure().minus(price)).dividedBy(choice.figure());
            }
            case EQUAL_SHARES -> choice.isBroke() ? choice.figure() : account.minus(account.min(choice.figure()));
            case EQUAL_SHARES_THEN_APPROVAL, EQUAL_SHARES_BY_INCREMENTS ->
                choice.isBroke() ? account : account.minus(account.min(choice.figure()));
            default -> account;
        };
    }

    private Ratio consensus(Ratio account, boolean backs, int candidate) {
        long payers = 0;
        for (int p = 0; p < accounts.size(); p++)
            if (backs(p, candidate) && accounts.get(p).signum() > 0)
                payers += ballots.patterns().get(p).count();
        var paid = backs && account.signum() > 0 && payers > 0 ? Ratio.of(ballots.count(), payers) : Ratio.ZERO;
        return account.minus(paid).plus(Ratio.ONE);
    }
}
