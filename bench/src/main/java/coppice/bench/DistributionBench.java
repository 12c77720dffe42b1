package coppice.bench;

import coppice.rules.money.Ratio;
import coppice.rules.valuation.Claim;
import coppice.rules.valuation.Contribution;
import coppice.rules.valuation.Distribution;
import coppice.rules.valuation.Formula;
import coppice.rules.valuation.ValueEquation;
import coppice.rules.valuation.ValueEquation.Behaviour;
import coppice.rules.valuation.ValueEquation.Bucket;
import coppice.rules.valuation.ValueEquation.Filter;
import coppice.rules.valuation.ValueEquation.Kind;
import coppice.rules.valuation.ValueEquation.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGeneratorFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One run of a value equation over many contributions, on one core.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx3g"})
@Warmup(iterations = 8)
@Measurement(iterations = 10)
public class DistributionBench {
    @Param({"15527", "1000000"})
    int contributions;

    private List<Contribution> given = List.of();
    private List<Claim> claims = List.of();
    private ValueEquation equation = new ValueEquation(Behaviour.STRAIGHT, List.of());

    @Setup
    public void make() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        var made = new ArrayList<Contribution>();
        for (int i = 0; i < contributions; i++)
            made.add(new Contribution(
                    String.format("%09d", i),
                    "p" + random.nextInt(10_000),
                    "change",
                    "work",
                    LocalDate.EPOCH,
                    Ratio.of(1 + random.nextInt(2_000)),
                    Ratio.of(1, 20),
                    Ratio.ZERO,
                    Ratio.ONE,
                    Ratio.ONE));
        given = made;
        var formula = ((Formula.Parsed) Formula.parse("max(1, min(quantity, 400) * value_per_unit)")).formula();
        equation = new ValueEquation(
                Behaviour.STRAIGHT,
                List.of(new Bucket(
                        "all",
                        Ratio.of(100),
                        new ValueEquation.Claims(Filter.ALL, List.of(new Rule("change", formula, Kind.DEBT))))));
        claims = Distribution.of(equation, given, List.of(), 100_000_000L, 2).claims();
    }

    /// Every claim is fixed by this run.
    @Benchmark
    public Distribution firstRun() {
        return Distribution.of(equation, given, List.of(), 100_000_000L, 2);
    }

    /// Every claim is known from an earlier run.
    @Benchmark
    public Distribution laterRun() {
        return Distribution.of(equation, given, claims, 100_000_000L, 2);
    }
}
