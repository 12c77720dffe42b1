package coppice.rules.voting;

import coppice.rules.voting.CommitteeElection.TooMany;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Rules that choose the whole committee at once: the largest sum of what its members give every voter.
///
/// Sums are whole numbers: fractions are brought over one denominator before.
final class BestCommittees {
    private static final long MOST_TRIED = 20_000_000;
    private static final int MOST_SEATS = 30;
    private static final int MOST_TIED = 5000;

    private final ApprovalBallots ballots;
    private final int seats;
    private final List<Integer> order;
    private final long[] weights;
    private final Set<List<Integer>> best = new LinkedHashSet<>();
    private long most = -1;
    private long tried;

    private BestCommittees(ApprovalBallots ballots, int seats, List<Integer> order) {
        this.ballots = ballots;
        this.seats = seats;
        this.order = order;
        this.weights = harmonic(seats);
    }

    static BestCommittees of(ApprovalBallots ballots, CommitteeRule rule, int seats, List<Integer> order) {
        var search = new BestCommittees(ballots, seats, order);
        switch (rule) {
            case APPROVAL -> search.top(c -> BigInteger.valueOf(ballots.approvals(c)));
            case SATISFACTION_APPROVAL -> {
                var common = BigInteger.ONE;
                for (var pattern : ballots.patterns())
                    if (!pattern.approved().isEmpty())
                        common = lcm(
                                common, BigInteger.valueOf(pattern.approved().size()));
                var all = common;
                search.top(c -> ballots.patterns().stream()
                        .filter(pattern -> pattern.approved().contains(c))
                        .map(pattern -> all.divide(
                                        BigInteger.valueOf(pattern.approved().size()))
                                .multiply(BigInteger.valueOf(pattern.count())))
                        .reduce(BigInteger.ZERO, BigInteger::add));
            }
            default -> search.proportional();
        }
        return search;
    }

    private static BigInteger lcm(BigInteger a, BigInteger b) {
        return a.divide(a.gcd(b)).multiply(b);
    }

    /// What a voter's first, second, third member counts, over one denominator.
    private static long[] harmonic(int seats) {
        var common = BigInteger.ONE;
        for (int i = 1; i <= Math.min(seats, MOST_SEATS); i++) common = lcm(common, BigInteger.valueOf(i));
        var weights = new long[seats];
        for (int i = 0; i < Math.min(seats, MOST_SEATS); i++)
            weights[i] = common.divide(BigInteger.valueOf(i + 1L)).longValueExact();
        return weights;
    }

    /// The first among equals by the order fixed beforehand.
    List<Integer> first() {
        return best.stream()
                .min(Comparator.comparing(
                        committee ->
                                committee.stream().map(order::indexOf).sorted().toList(),
                        BestCommittees::compare))
                .orElseThrow();
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < a.size(); i++) if (!a.get(i).equals(b.get(i))) return a.get(i) - b.get(i);
        return 0;
    }

    boolean isTied() {
        return best.size() > 1;
    }

    Set<List<Integer>> all() {
        return best;
    }

    private interface Score {
        BigInteger of(int candidate);
    }

    /// The highest scores; those who share the last place make committees of their own.
    private void top(Score score) {
        int size = ballots.candidates().size();
        var scores = new BigInteger[size];
        for (int c = 0; c < size; c++) scores[c] = score.of(c);
        var last =
                Arrays.stream(scores).sorted(Comparator.reverseOrder()).toList().get(seats - 1);
        var sure = new ArrayList<Integer>();
        var tied = new ArrayList<Integer>();
        for (int c : order) {
            int above = scores[c].compareTo(last);
            if (above > 0) sure.add(c);
            else if (above == 0) tied.add(c);
        }
        combine(sure, tied, 0);
    }

    /// In the order fixed beforehand, so that what is found first is first by it even where all are too many.
    private void combine(List<Integer> chosen, List<Integer> tied, int from) {
        if (best.size() >= MOST_TIED) return;
        if (chosen.size() == seats) {
            best.add(List.copyOf(new TreeSet<>(chosen)));
            return;
        }
        for (int i = from; i < tied.size(); i++) {
            var more = new ArrayList<>(chosen);
            more.add(tied.get(i));
            combine(more, tied, i + 1);
        }
    }

    private void proportional() {
        if (seats > MOST_SEATS) throw new TooMany("more than " + MOST_SEATS + " seats");
        search(0, new ArrayList<>(), new int[ballots.patterns().size()], 0);
    }

    private void search(int from, List<Integer> chosen, int[] had, long sum) {
        if (++tried > MOST_TRIED) throw new TooMany("committees to compare");
        int open = seats - chosen.size();
        if (open == 0) {
            if (sum < most) return;
            if (sum > most) {
                most = sum;
                best.clear();
            }
            if (best.size() > MOST_TIED) throw new TooMany("tied committees");
            best.add(List.copyOf(new TreeSet<>(chosen)));
            return;
        }
        int left = order.size() - from;
        if (left < open) return;
        var gains = new long[left];
        for (int i = 0; i < left; i++) gains[i] = gain(order.get(from + i), had);
        var sorted = gains.clone();
        Arrays.sort(sorted);
        long bound = sum;
        for (int i = 0; i < open; i++) bound += sorted[left - 1 - i];
        if (bound < most) return;
        int candidate = order.get(from);
        add(candidate, had, 1);
        chosen.add(candidate);
        search(from + 1, chosen, had, sum + gains[0]);
        chosen.removeLast();
        add(candidate, had, -1);
        search(from + 1, chosen, had, sum);
    }

    private long gain(int candidate, int[] had) {
        long gain = 0;
        for (int p = 0; p < had.length; p++) {
            var pattern = ballots.patterns().get(p);
            if (pattern.approved().contains(candidate))
                gain = Math.addExact(gain, Math.multiplyExact(pattern.count(), weights[had[p]]));
        }
        return gain;
    }

    private void add(int candidate, int[] had, int by) {
        for (int p = 0; p < had.length; p++)
            if (ballots.patterns().get(p).approved().contains(candidate)) had[p] += by;
    }
}
