package coppice.rules.valuation;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.money.Ratio;
import coppice.rules.valuation.ValueEquation.Behaviour;
import coppice.rules.valuation.ValueEquation.Bucket;
import coppice.rules.valuation.ValueEquation.Filter;
import coppice.rules.valuation.ValueEquation.Kind;
import coppice.rules.valuation.ValueEquation.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/// Whatever the equation, the claims and the amount: nothing is lost, doubled or negative.
///
/// `coppice.runs` says how many seeded runs (`bin/drill` takes a million), `coppice.seed` with which first
/// seed.
class DistributionPropertiesTest {
    private static final int RUNS = Integer.getInteger("coppice.runs", 3_000);
    private static final long SEED = Long.getLong("coppice.seed", 1);
    private static final String[] FORMULAS = {
        "quantity",
        "quantity * value_per_unit",
        "value",
        "quantity * 12.345 + 1",
        "value / 3 - 7",
        "0",
        "min(quantity, 8)"
    };
    private static final String[] TYPES = {"work", "use", "expense"};

    private RandomGenerator random = RandomGenerator.getDefault();

    @Test
    void paidAndReturnedAreTheAmount() {
        var factory = RandomGeneratorFactory.<RandomGenerator>of("L64X128MixRandom");
        for (long seed = SEED; seed < SEED + RUNS; seed++) {
            random = factory.create(seed);
            int size = random.nextInt(100) == 0 && random.nextInt(20) == 0 ? 10_000 : 1 + random.nextInt(12);
            var contributions = contributions(size);
            var equation = equation();
            List<Claim> claims = List.of();
            for (int run = 0; run < 2; run++) {
                long amount = amount();
                var result = Distribution.of(equation, contributions, claims, amount, random.nextInt(4), ceiling());
                check(seed, amount, claims, result);
                claims = result.claims();
            }
        }
    }

    private static void check(long seed, long amount, List<Claim> before, Distribution result) {
        long paid = 0;
        for (long part : result.paid().values()) {
            assertThat(part).as("seed %d", seed).isNotNegative();
            paid = Math.addExact(paid, part);
        }
        long payments = 0;
        for (var payment : result.payments()) {
            assertThat(payment.paidMinorUnits()).as("seed %d", seed).isNotNegative();
            payments = Math.addExact(payments, payment.paidMinorUnits());
        }
        assertThat(result.returnedMinorUnits()).as("seed %d", seed).isNotNegative();
        assertThat(Math.addExact(paid, result.returnedMinorUnits()))
                .as("seed %d", seed)
                .isEqualTo(amount);
        assertThat(payments).as("seed %d", seed).isEqualTo(paid);
        for (var claim : result.claims())
            assertThat(claim.remainingMinorUnits()).as("seed %d", seed).isBetween(0L, claim.minorUnits());
        if (before.size() == result.claims().size())
            for (int i = 0; i < before.size(); i++)
                assertThat(result.claims().get(i).minorUnits())
                        .as("seed %d: a claim is fixed once", seed)
                        .isEqualTo(before.get(i).minorUnits());
    }

    private long amount() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong(10);
            case 1 -> random.nextLong(100_000);
            case 2 -> random.nextLong(1_000_000_000_000_000L) + 1;
            default -> 1_000_000_000_000_000L;
        };
    }

    private Distribution.Ceiling ceiling() {
        return random.nextInt(3) == 0
                ? new Distribution.Ceiling(random.nextLong(1_000_000))
                : Distribution.Ceiling.NONE;
    }

    private ValueEquation equation() {
        var behaviour = random.nextBoolean() ? Behaviour.STRAIGHT : Behaviour.REMAINING;
        int size = 1 + random.nextInt(4);
        var buckets = new ArrayList<Bucket>();
        for (int i = 0; i < size; i++) {
            var percentage = behaviour == Behaviour.STRAIGHT
                    ? Ratio.of(random.nextInt(10_000), 100L * size)
                    : Ratio.of(random.nextInt(10_001), 100);
            if (random.nextInt(6) == 0) {
                buckets.add(new Bucket("b" + i, percentage, new ValueEquation.Direct("p" + random.nextInt(5))));
                continue;
            }
            var rules = new ArrayList<Rule>();
            for (var type : TYPES)
                if (random.nextInt(3) > 0)
                    rules.add(new Rule(
                            type,
                            ((Formula.Parsed) Formula.parse(FORMULAS[random.nextInt(FORMULAS.length)])).formula(),
                            Kind.values()[random.nextInt(3)]));
            buckets.add(new Bucket("b" + i, percentage, new ValueEquation.Claims(Filter.ALL, rules)));
        }
        return new ValueEquation(behaviour, buckets);
    }

    /// Weights that quarrel: zeros, equal ones, one unit beside the largest.
    private List<Contribution> contributions(int size) {
        var contributions = new ArrayList<Contribution>();
        for (int i = 0; i < size; i++)
            contributions.add(new Contribution(
                    "c" + i,
                    "p" + random.nextInt(Math.min(size, 50)),
                    TYPES[random.nextInt(3)],
                    "",
                    LocalDate.EPOCH,
                    quantity(),
                    Ratio.of(random.nextInt(100), 7),
                    quantity(),
                    Ratio.ONE,
                    random.nextInt(3) == 0 ? Ratio.of(random.nextInt(8), 7) : Ratio.ONE));
        return contributions;
    }

    private Ratio quantity() {
        return switch (random.nextInt(5)) {
            case 0 -> Ratio.ZERO;
            case 1 -> Ratio.ONE;
            case 2 -> Ratio.of(random.nextLong(1_000_000), 1_000);
            case 3 -> Ratio.of(1, 1_000_000);
            default -> Ratio.of(random.nextLong(100_000_000L));
        };
    }
}
