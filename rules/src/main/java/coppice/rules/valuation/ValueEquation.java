package coppice.rules.valuation;

import coppice.rules.money.Ratio;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rule a commons chose for sharing an amount among its contributors: buckets in order, each with rules.
///
/// [Distribution#of] applies it. Percentages are exact; with [Behaviour#STRAIGHT] they may not exceed 100 in
/// sum.
public record ValueEquation(Behaviour behaviour, List<Bucket> buckets) {
    private static final Ratio HUNDRED = Ratio.of(100);

    public ValueEquation {
        buckets = List.copyOf(buckets);
        var sum = Ratio.ZERO;
        for (var bucket : buckets) {
            if (bucket.percentage().signum() < 0 || bucket.percentage().compareTo(HUNDRED) > 0)
                throw new IllegalArgumentException("a percentage lies between 0 and 100");
            sum = sum.plus(bucket.percentage());
        }
        if (behaviour == Behaviour.STRAIGHT && sum.compareTo(HUNDRED) > 0)
            throw new IllegalArgumentException("percentages exceed 100 in sum");
    }

    /// What a bucket's percentage is a percentage of.
    public enum Behaviour {
        /// The whole amount.
        STRAIGHT,
        /// What earlier buckets left unpaid.
        REMAINING
    }

    /// How a claim behaves when it is paid.
    public enum Kind {
        /// Until paid off.
        DEBT,
        /// Every time, like equity: in proportion, without end.
        SHARE,
        /// One payment closes it.
        ONCE
    }

    public record Bucket(String name, Ratio percentage, Recipients recipients) {}

    /// Who a bucket goes to.
    public sealed interface Recipients {}

    /// The whole bucket to one party.
    public record Direct(String party) implements Recipients {}

    /// The claims of the contributions that the filter picks; the first rule for a contribution's type counts.
    public record Claims(Filter filter, List<Rule> rules) implements Recipients {
        public Claims {
            rules = List.copyOf(rules);
        }
    }

    public record Rule(String type, Formula formula, Kind kind) {}

    /// Picks contributions; an empty set or an absent date picks all. `from` is included, `until` is not.
    public record Filter(
            Set<String> ids,
            Set<String> works,
            Set<String> parties,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        public static final Filter ALL = new Filter(Set.of(), Set.of(), Set.of(), null, null);

        public Filter {
            ids = Set.copyOf(ids);
            works = Set.copyOf(works);
            parties = Set.copyOf(parties);
        }

        boolean picks(Contribution contribution) {
            return (ids.isEmpty() || ids.contains(contribution.id()))
                    && (works.isEmpty() || works.contains(contribution.work()))
                    && (parties.isEmpty() || parties.contains(contribution.party()))
                    && (from == null || !contribution.date().isBefore(from))
                    && (until == null || contribution.date().isBefore(until));
        }
    }
}
