package coppice.rules.budgeting;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.budgeting.Allocation.Reason;
import coppice.rules.budgeting.BudgetVotes.Form;
import coppice.rules.money.Ratio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class EqualSharesTest {
    private static final List<Project> PROJECTS =
            List.of(new Project("1", "Shelves", 300), new Project("2", "Kiln", 200), new Project("3", "Boat", 550));

    private static BudgetVotes.Builder votes(long budget, List<Project> projects) {
        return BudgetVotes.builder(projects, budget, 0, Form.APPROVAL);
    }

    /// Four voters with 150 each. Kiln and shelves have three voters and so the same rate; by id the
    /// shelves come first and cost each 100; the kiln's three then have 50, 50 and 150 left: the last pays
    /// 100.
    @Test
    void everybodyPaysTheSameOrAllThatIsLeft() {
        var votes = votes(600, PROJECTS)
                .add(1, List.of("1", "3"))
                .add(1, List.of("1", "2"))
                .add(1, List.of("2"))
                .add(1, List.of("1", "2"))
                .build();
        var allocation = Allocation.of(votes, BudgetRule.EQUAL_SHARES, Utility.COST, Ties.BY_ID, 1);
        assertThat(allocation.ids()).containsExactly("1", "2");
        assertThat(allocation.share()).contains(Ratio.of(150));
        assertThat(allocation.chosen().get(1).rate().times(Ratio.of(200))).isEqualTo(Ratio.of(100));
        assertThat(allocation.reasons()).containsEntry(2, new Reason.SupportersShort(50));
        var both = votes.ballots().get(1);
        assertThat(allocation.payments(both).values()).containsExactly(Ratio.of(100), Ratio.of(50));
    }

    @Test
    void whatFewerVotedForThanMustIsNotFunded() {
        var votes =
                votes(600, PROJECTS).add(3, List.of("1")).add(1, List.of("2")).build();
        for (var rule : BudgetRule.values()) {
            var allocation = Allocation.of(votes, rule, Utility.COST, Ties.BY_ID, 2);
            assertThat(allocation.ids()).as(rule.name()).containsExactly("1");
            assertThat(allocation.reasons().get(1)).isEqualTo(new Reason.TooFewVoters(1));
        }
    }

    @Test
    void nobodyVotes() {
        for (var rule : BudgetRule.values())
            assertThat(Allocation.of(votes(600, PROJECTS).build(), rule, Utility.COST, Ties.BY_ID, 1)
                            .ids())
                    .isEmpty();
    }

    /// The same rule in plain ratios, project by project: slow, and short enough to read.
    private static List<String> plainly(BudgetVotes votes, Utility utility) {
        var left = new ArrayList<Ratio>();
        for (var _ : votes.ballots()) left.add(Ratio.of(votes.budget(), votes.voters()));
        var funded = new ArrayList<String>();
        var open = new HashSet<>(votes.projects());
        while (true) {
            Project best = null;
            var rate = Ratio.ZERO;
            for (var project : votes.projects().stream()
                    .sorted(Comparator.comparing(Project::id))
                    .toList()) {
                if (!open.contains(project)) continue;
                var own = rate(votes, utility, project, left);
                if (own != null && (best == null || own.compareTo(rate) < 0)) {
                    best = project;
                    rate = own;
                }
            }
            if (best == null) return funded;
            open.remove(best);
            funded.add(best.id());
            for (int i = 0; i < left.size(); i++)
                left.set(i, left.get(i).minus(left.get(i).min(rate.times(worth(votes, utility, best, i)))));
        }
    }

    private static Ratio worth(BudgetVotes votes, Utility utility, Project project, int ballot) {
        var one = votes.ballots().get(ballot);
        int place = one.chosen().indexOf(votes.projects().indexOf(project));
        return place < 0 ? Ratio.ZERO : Ratio.of(utility.of(votes, one, place));
    }

    private static Ratio rate(BudgetVotes votes, Utility utility, Project project, List<Ratio> left) {
        var rates = new ArrayList<Ratio>();
        for (int i = 0; i < left.size(); i++) {
            var worth = worth(votes, utility, project, i);
            if (worth.signum() > 0) rates.add(left.get(i).dividedBy(worth));
        }
        rates.sort(Comparator.naturalOrder());
        for (var bound : rates)
            if (comes(votes, utility, project, left, bound).compareTo(Ratio.of(project.cost())) >= 0)
                return between(votes, utility, project, left, bound);
        return null;
    }

    private static Ratio comes(BudgetVotes votes, Utility utility, Project project, List<Ratio> left, Ratio rate) {
        var sum = Ratio.ZERO;
        for (int i = 0; i < left.size(); i++)
            sum = sum.plus(left.get(i)
                    .min(rate.times(worth(votes, utility, project, i)))
                    .times(Ratio.of(votes.ballots().get(i).count())));
        return sum;
    }

    /// The rate at which exactly the cost comes together; those who have less than at `bound` pay all.
    private static Ratio between(BudgetVotes votes, Utility utility, Project project, List<Ratio> left, Ratio bound) {
        var rest = Ratio.of(project.cost());
        var weight = Ratio.ZERO;
        for (int i = 0; i < left.size(); i++) {
            var worth = worth(votes, utility, project, i);
            if (worth.signum() == 0) continue;
            var count = Ratio.of(votes.ballots().get(i).count());
            if (left.get(i).dividedBy(worth).compareTo(bound) < 0)
                rest = rest.minus(left.get(i).times(count));
            else weight = weight.plus(worth.times(count));
        }
        return rest.dividedBy(weight);
    }

    private static BudgetVotes random(RandomGenerator random, Form form) {
        var projects = new ArrayList<Project>();
        int count = 1 + random.nextInt(7);
        for (int i = 0; i < count; i++)
            projects.add(new Project(String.valueOf(i), "", 1 + random.nextInt(random.nextBoolean() ? 5 : 60)));
        var votes = BudgetVotes.builder(projects, random.nextInt(120), 0, form);
        int voters = random.nextInt(12);
        for (int voter = 0; voter < voters; voter++) {
            var chosen = new ArrayList<String>();
            var points = new ArrayList<Long>();
            for (var project : projects)
                if (random.nextBoolean()) {
                    chosen.add(project.id());
                    points.add((long) random.nextInt(4));
                }
            votes.add(1 + random.nextInt(3), chosen, points);
        }
        return votes.build();
    }

    /// Small figures make ties and people who have exactly enough; every outcome and its order is that of
    /// the plain rule.
    @Test
    void everyOutcomeIsThatOfExactArithmetic() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261125);
        int funded = 0;
        for (int run = 0; run < 6000; run++) {
            var form = run % 2 == 0 ? Form.APPROVAL : Form.SCORING;
            var utility = form == Form.SCORING ? Utility.POINTS : run % 4 == 0 ? Utility.COST : Utility.CARDINALITY;
            var votes = random(random, form);
            var allocation = Allocation.of(votes, BudgetRule.EQUAL_SHARES, utility, Ties.BY_ID, 1);
            assertThat(allocation.ids()).as("run " + run).isEqualTo(plainly(votes, utility));
            funded += allocation.chosen().size();
            var paid = Ratio.ZERO;
            for (var ballot : votes.ballots())
                for (var payment : allocation.payments(ballot).values())
                    paid = paid.plus(payment.times(Ratio.of(ballot.count())));
            assertThat(paid).as("run " + run).isEqualTo(Ratio.of(allocation.spent()));
            for (var rule : BudgetRule.values())
                assertThat(Allocation.of(votes, rule, utility, Ties.BY_ID, 1).spent())
                        .as(rule + " in run " + run)
                        .isLessThanOrEqualTo(votes.budget());
        }
        assertThat(funded).isGreaterThan(5000);
    }
}
