package coppice.bench;

import coppice.rules.budgeting.Allocation;
import coppice.rules.budgeting.BudgetRule;
import coppice.rules.budgeting.BudgetVotes;
import coppice.rules.budgeting.Project;
import coppice.rules.budgeting.Ties;
import coppice.rules.budgeting.Utility;
import coppice.rules.budgeting.files.Pabulib;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
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

/// A budget given out after the votes were read, on one core: a made city of 100,000 voters, or the `.pb`
/// file that
/// `-p votes=FILE` names.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx2g"})
@Warmup(iterations = 2)
@Measurement(iterations = 8)
public class BudgetBench {
    private static final int VOTERS = 100_000;
    private static final int PROJECTS = 150;

    @Param("city")
    String votes;

    private BudgetVotes read =
            BudgetVotes.builder(List.of(), 0, 0, BudgetVotes.Form.APPROVAL).build();

    @Setup
    public void make() throws IOException {
        read = votes.equals("city")
                ? city()
                : Pabulib.parse(Files.readString(Path.of(votes))).votes();
    }

    /// Some projects are liked by many; everybody approves of one to fifteen.
    private static BudgetVotes city() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        var projects = new ArrayList<Project>();
        for (int i = 0; i < PROJECTS; i++)
            projects.add(new Project(String.valueOf(i), "", 5_000 + random.nextInt(1_000_000)));
        var votes = BudgetVotes.builder(projects, 20_000_000, 0, BudgetVotes.Form.APPROVAL);
        for (int voter = 0; voter < VOTERS; voter++) {
            var chosen = new TreeSet<String>();
            int wanted = 1 + random.nextInt(15);
            while (chosen.size() < wanted)
                chosen.add(String.valueOf((int) (PROJECTS * random.nextDouble() * random.nextDouble())));
            votes.add(1, List.copyOf(chosen));
        }
        return votes.build();
    }

    @Benchmark
    public Allocation equalShares() {
        return Allocation.of(read, BudgetRule.EQUAL_SHARES, Utility.COST, Ties.BY_ID, 1);
    }

    @Benchmark
    public Allocation equalSharesThenGreedy() {
        return Allocation.of(read, BudgetRule.EQUAL_SHARES_THEN_GREEDY, Utility.COST, Ties.BY_ID, 1);
    }
}
