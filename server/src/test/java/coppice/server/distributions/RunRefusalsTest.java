package coppice.server.distributions;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.rules.valuation.ValueEquation.Kind;
import coppice.rules.voting.Stance;
import coppice.server.Putting;
import coppice.server.Refusing;
import coppice.server.charter.Charter;
import coppice.server.distributions.DistributionRules.Part;
import coppice.server.lock.AssetLock;
import coppice.server.lock.LockRules;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Surpluses and equations that come to nothing.
class RunRefusalsTest extends Refusing {
    private static final String WORK = "{'type':'work','quantity':'1','doneOn':'%s'%s}";

    @Override
    protected Charter charter() {
        return super.charter()
                .with(
                        DistributionRules.class,
                        it -> it.withSplit(List.of(new Part("contributors", new BigDecimal("100")))));
    }

    private Charter counting(String type, String formula) {
        return charterNow().with(DistributionRules.class, it -> {
            var equation = it.equation();
            var bucket = equation.buckets().getFirst();
            return it.withEquation(new DistributionRules.Equation(
                    equation.behaviour(),
                    List.of(new DistributionRules.Bucket(
                            bucket.name(),
                            bucket.percentage(),
                            null,
                            bucket.works(),
                            List.of(new DistributionRules.Rule(type, Kind.DEBT, formula))))));
        });
    }

    private String dryRun(String version) {
        income(100_000);
        return refused(
                "Ana",
                version.isEmpty() ? "/distributions/dry-run" : "/distributions",
                "{'surplus':'100.00','until':'" + today().plusDays(1) + "'" + version + "}");
    }

    private String worked() {
        String id = made("Ana", "/contributions", WORK.formatted(today(), ""));
        for (var peer : List.of("Ben", "Cy", "Dot"))
            post(peer, "/contributions/" + id + "/verdicts", "{'word':'RECOGNISED'}");
        return id;
    }

    private void agreeOn(Charter then) {
        decided(put(
                "amend-charter",
                Putting.amendment(charters.inForce(commons.id()), then, "For a test"),
                Stance.NO_OBJECTION,
                Stance.NO_OBJECTION,
                Stance.NO_OBJECTION,
                Stance.NO_OBJECTION));
    }

    @Test
    void anEquationCountsWhatThereIsByAFormula() {
        assertThat(refusal(() -> amend(counting("no-such-type", "quantity"))))
                .isInstanceOf(DistributionRefusal.UnknownType.class);
        assertThat(refusal(() -> amend(counting("work", " "))).code()).isEqualTo("bad-formula-empty");
    }

    @Test
    void whatDividesByZeroIsNamed() {
        worked();
        agreeOn(counting("work", "quantity / value"));
        assertThat(dryRun("")).isEqualTo("equation-divides-by-zero");
    }

    @Test
    void whatIsTooLargeIsRefused() {
        worked();
        agreeOn(counting("work", "quantity * 99999999999999999999"));
        assertThat(dryRun("")).isEqualTo("too-large-to-compute");
    }

    @Test
    void aRunIsAdoptedByTheCharterItWasShownBy() {
        assertThat(dryRun(",'charterVersion':99")).isEqualTo("previewed-other-charter");
        assertThat(distributions.runs(commons.id())).isEmpty();
    }

    @Test
    void workersGetWhatTheStatuteSays() {
        amend(charterNow()
                .with(new LockRules(new AssetLock("FRANCE", null, null, "Federation")))
                .with(
                        DistributionRules.class,
                        it -> it.withSplit(List.of(new Part("reserve", new BigDecimal("100"))))));
        assertThat(dryRun("")).isEqualTo("too-little-for-workers");
    }

    @Test
    void whatARunCountedStays() {
        String counted = worked();
        income(100_000);
        run(50_000);
        assertThat(refused("Ana", "/contributions", WORK.formatted(today(), ",'corrects':'" + counted + "'")))
                .isEqualTo("already-counted");
    }

    @Test
    void theBankIsNotAskedToPayNobody() {
        worked();
        income(100_000);
        run(50_000);
        var bank = house.room(BankPayments.class);
        bank.setOwn(ana, BankAccount.read("Owning", "DE89 3704 0044 0532 0130 00", ""));
        var batch = house.room(Payouts.class).make(ana, 1, key());
        assertThat(refusal(() -> bank.order(ana, batch.number())))
                .isInstanceOf(DistributionRefusal.NoLineWithAccount.class);
    }
}
