package coppice.rules.valuation;

import coppice.rules.money.Apportionment;
import coppice.rules.money.Ratio;
import coppice.rules.valuation.ValueEquation.Behaviour;
import coppice.rules.valuation.ValueEquation.Bucket;
import coppice.rules.valuation.ValueEquation.Claims;
import coppice.rules.valuation.ValueEquation.Direct;
import coppice.rules.valuation.ValueEquation.Kind;
import coppice.rules.valuation.ValueEquation.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One application of a value equation to an amount: who is paid what for which contribution, and what returns.
///
/// Everything between the amount and the payments is exact; amounts are whole minor units. The sum of all
/// payments and of what returns to the commons is the amount, always, and nothing is ever negative.
///
/// @param paid                 per party, in minor units, ordered by party; a claimant who receives nothing is
/// left out,
///                             a party that a bucket names directly is listed even with 0
/// @param returnedMinorUnits   what no claim took, and what a ceiling cut off
/// @param aboveCeilingMinorUnits the part of what returned that a ceiling cut off
/// @param payments             every payment, by bucket and then by contribution id
/// @param claims               every claim seen by this run after it, by contribution id
public record Distribution(
        long amountMinorUnits,
        Map<String, Long> paid,
        long returnedMinorUnits,
        long aboveCeilingMinorUnits,
        List<Payment> payments,
        List<Claim> claims) {

    /// One contribution's part of one bucket.
    ///
    /// @param contribution empty when the bucket goes to a party directly
    /// @param weightMinorUnits what the contribution asked of the bucket; 0 for a direct payment
    public record Payment(int bucket, String contribution, String party, long weightMinorUnits, long paidMinorUnits) {}

    /// Applies `equation` to `amountMinorUnits`.
    ///
    /// A claim is fixed by the first run that sees its contribution and comes back in through `earlier`
    /// afterwards. A bucket that holds at least the sum of its weights pays debt and once claims their weight
    /// and share claims the rest in proportion; one that holds less pays all in proportion. Odd units go by
    /// largest remainder, ties by contribution id.
    ///
    /// @param contributions any order; ids are unique
    /// @param earlier       claims as the last run left them; contributions not in it are new
    /// @param digits        decimal digits of the currency: 2 for EUR
    /// @throws DividesByZero when a formula divides by zero for one of the contributions
    public static Distribution of(
            ValueEquation equation,
            List<Contribution> contributions,
            List<Claim> earlier,
            long amountMinorUnits,
            int digits) {
        return of(equation, contributions, earlier, amountMinorUnits, digits, Ceiling.NONE);
    }

    /// As above, with at most `ceiling` to any one party; what is above returns to the commons and stays owed.
    public static Distribution of(
            ValueEquation equation,
            List<Contribution> contributions,
            List<Claim> earlier,
            long amountMinorUnits,
            int digits,
            Ceiling ceiling) {
        if (amountMinorUnits < 0) throw new IllegalArgumentException("amount < 0: " + amountMinorUnits);
        return new Round(equation, contributions, earlier, amountMinorUnits, digits).distribute(ceiling);
    }

    /// The most one party may receive in one run; `Long.MAX_VALUE` is none.
    public record Ceiling(long minorUnits) {
        public static final Ceiling NONE = new Ceiling(Long.MAX_VALUE);
    }

    /// A formula has no value for this contribution.
    @SuppressWarnings("serial")
    public static final class DividesByZero extends ArithmeticException {
        private final String contribution;

        DividesByZero(String contribution) {
            super("division by zero for contribution " + contribution);
            this.contribution = contribution;
        }

        public String contribution() {
            return contribution;
        }
    }

    /// The working state of one run, thrown away with it: arrays run parallel to `sorted`.
    private static final class Round {
        private static final long UNSEEN = -1;

        private final ValueEquation equation;
        private final Contribution[] sorted;
        private final long[] claim;
        private final long[] remaining;
        private final long amount;
        private final Ratio minorUnitsPerUnit;
        private final List<Payment> payments = new ArrayList<>();
        private long unpaid;

        Round(ValueEquation equation, List<Contribution> contributions, List<Claim> earlier, long amount, int digits) {
            this.equation = equation;
            this.amount = amount;
            this.unpaid = amount;
            this.minorUnitsPerUnit = Ratio.of(Math.powExact(10L, digits));
            sorted = contributions.toArray(Contribution[]::new);
            Arrays.sort(sorted, Comparator.comparing(Contribution::id));
            claim = new long[sorted.length];
            remaining = new long[sorted.length];
            Arrays.fill(claim, UNSEEN);
            if (!earlier.isEmpty()) recall(earlier);
        }

        /// Both lists by id, side by side.
        private void recall(List<Claim> earlier) {
            var known = earlier.toArray(Claim[]::new);
            Arrays.sort(known, Comparator.comparing(Claim::contribution));
            int k = 0;
            for (int i = 0; i < sorted.length && k < known.length; i++) {
                int order = known[k].contribution().compareTo(sorted[i].id());
                while (order < 0 && ++k < known.length)
                    order = known[k].contribution().compareTo(sorted[i].id());
                if (order != 0) continue;
                claim[i] = known[k].minorUnits();
                remaining[i] = known[k].remainingMinorUnits();
            }
        }

        Distribution distribute(Ceiling ceiling) {
            var buckets = equation.buckets();
            long[] planned = equation.behaviour() == Behaviour.STRAIGHT
                    ? Apportionment.byFractions(
                            amount,
                            buckets.stream().map(bucket -> fraction(bucket)).toArray(Ratio[]::new))
                    : new long[0];
            for (int b = 0; b < buckets.size(); b++) {
                var bucket = buckets.get(b);
                long holds = equation.behaviour() == Behaviour.STRAIGHT
                        ? planned[b]
                        : Ratio.of(unpaid).times(fraction(bucket)).floor();
                switch (bucket.recipients()) {
                    case Direct(String party) -> {
                        payments.add(new Payment(b, "", party, 0, holds));
                        unpaid -= holds;
                    }
                    case Claims claims -> fill(b, claims, holds);
                }
            }
            return result(ceiling);
        }

        private static Ratio fraction(Bucket bucket) {
            return bucket.percentage().dividedBy(Ratio.of(100));
        }

        private void fill(int bucket, Claims claims, long holds) {
            var rules = new HashMap<String, Rule>();
            for (var rule : claims.rules()) rules.putIfAbsent(rule.type(), rule);

            var picked = new int[sorted.length];
            var weights = new long[sorted.length];
            var kinds = new Kind[sorted.length];
            int size = 0;
            long sum = 0;
            long shareSum = 0;
            for (int i = 0; i < sorted.length; i++) {
                var rule = rules.get(sorted[i].type());
                if (rule == null || !claims.filter().picks(sorted[i])) continue;
                if (claim[i] == UNSEEN) fix(i, rule.formula());
                long share = share(i);
                kinds[size] = rule.kind();
                long weight = rule.kind() == Kind.SHARE ? share : Math.min(share, remaining[i]);
                picked[size] = i;
                weights[size++] = weight;
                sum = Math.addExact(sum, weight);
                if (rule.kind() == Kind.SHARE) shareSum += weight;
            }
            if (sum == 0) return;

            var paid = pay(holds, Arrays.copyOf(weights, size), kinds, sum, shareSum);
            for (int p = 0; p < size; p++) {
                int i = picked[p];
                if (paid[p] == 0) continue;
                payments.add(new Payment(bucket, sorted[i].id(), sorted[i].party(), weights[p], paid[p]));
                unpaid -= paid[p];
                switch (kinds[p]) {
                    case DEBT -> remaining[i] -= paid[p];
                    case ONCE -> remaining[i] = 0;
                    case SHARE -> {}
                }
            }
        }

        private static long[] pay(long holds, long[] weights, Kind[] kinds, long sum, long shareSum) {
            if (holds < sum) return Apportionment.largestRemainder(holds, weights);
            var paid = weights.clone();
            if (shareSum == 0) return paid;
            var shares = new long[weights.length];
            for (int p = 0; p < weights.length; p++) if (kinds[p] == Kind.SHARE) shares[p] = weights[p];
            var parts = Apportionment.largestRemainder(holds - (sum - shareSum), shares);
            for (int p = 0; p < weights.length; p++) if (kinds[p] == Kind.SHARE) paid[p] = parts[p];
            return paid;
        }

        private void fix(int i, Formula formula) {
            try {
                var value = formula.valueOf(sorted[i]).times(minorUnitsPerUnit);
                claim[i] = value.signum() <= 0 ? 0 : value.halfUp();
            } catch (ArithmeticException fault) {
                throw "division by zero".equals(fault.getMessage()) ? new DividesByZero(sorted[i].id()) : fault;
            }
            remaining[i] = claim[i];
        }

        private long share(int i) {
            var fraction = sorted[i].fraction();
            return fraction.equals(Ratio.ONE)
                    ? claim[i]
                    : Ratio.of(claim[i]).times(fraction).halfUp();
        }

        private Distribution result(Ceiling ceiling) {
            var sums = new HashMap<String, Long>();
            for (var payment : payments) sums.merge(payment.party(), payment.paidMinorUnits(), Math::addExact);
            var paid = new TreeMap<>(sums);
            long above = 0;
            for (var entry : paid.entrySet())
                if (entry.getValue() > ceiling.minorUnits()) {
                    above += entry.getValue() - ceiling.minorUnits();
                    cut(entry.getKey(), ceiling.minorUnits());
                    entry.setValue(ceiling.minorUnits());
                }
            var claims = new ArrayList<Claim>(sorted.length);
            for (int i = 0; i < sorted.length; i++)
                if (claim[i] != UNSEEN) claims.add(new Claim(sorted[i].id(), claim[i], remaining[i]));
            return new Distribution(amount, Collections.unmodifiableMap(paid), unpaid + above, above, payments, claims);
        }

        /// Brings one party's payments down to the ceiling, in proportion; what is cut from a debt stays owed.
        private void cut(String party, long most) {
            var mine = new ArrayList<Integer>();
            for (int p = 0; p < payments.size(); p++)
                if (payments.get(p).party().equals(party)) mine.add(p);
            var parts = Apportionment.largestRemainder(
                    most,
                    mine.stream()
                            .mapToLong(p -> payments.get(p).paidMinorUnits())
                            .toArray());
            for (int m = 0; m < parts.length; m++) {
                var payment = payments.get(mine.get(m));
                long less = payment.paidMinorUnits() - parts[m];
                payments.set(
                        mine.get(m),
                        new Payment(
                                payment.bucket(), payment.contribution(), party, payment.weightMinorUnits(), parts[m]));
                if (kind(payment) == Kind.DEBT) remaining[index(payment.contribution())] += less;
            }
        }

        private Kind kind(Payment payment) {
            if (!(equation.buckets().get(payment.bucket()).recipients() instanceof Claims claims)) return Kind.SHARE;
            String type = sorted[index(payment.contribution())].type();
            return claims.rules().stream()
                    .filter(rule -> rule.type().equals(type))
                    .findFirst()
                    .orElseThrow()
                    .kind();
        }

        private int index(String contribution) {
            int low = 0;
            int high = sorted.length - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                int order = sorted[middle].id().compareTo(contribution);
                if (order == 0) return middle;
                if (order < 0) low = middle + 1;
                else high = middle - 1;
            }
            throw new IllegalArgumentException("no such contribution: " + contribution);
        }
    }
}
