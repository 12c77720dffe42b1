package coppice.rules.budgeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coppice.rules.budgeting.QuadraticFunding.Form;
import coppice.rules.budgeting.QuadraticFunding.Gift;
import coppice.rules.budgeting.files.MemberLists;
import coppice.rules.budgeting.files.Pabulib;
import coppice.rules.budgeting.files.UnreadableBudget;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FundingRulesTest {
    @Test
    void manySmallGiftsAreMatchedMoreThanOneLarge() {
        var gifts = new ArrayList<Gift>();
        for (int i = 0; i < 4; i++) gifts.add(new Gift("giver" + i, "shelves", 2500));
        gifts.add(new Gift("giver0", "boat", 10_000));
        assertThat(QuadraticFunding.unscaled(gifts, Form.IDEAL, 1).get("shelves"))
                .isEqualByComparingTo("30000");
        assertThat(QuadraticFunding.unscaled(gifts, Form.IDEAL, 1).get("boat")).isEqualByComparingTo("0");
        assertThat(QuadraticFunding.unscaled(gifts, Form.PAIRWISE, 2500).get("shelves"))
                .isEqualByComparingTo("15000");
        assertThat(QuadraticFunding.scaled(
                        QuadraticFunding.unscaled(gifts, Form.IDEAL, 1), 10_000, Map.of("shelves", 4_000L)))
                .containsEntry("shelves", 4_000L);
    }

    @Test
    void matchesNeverExceedThePotAndUseItUp() {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        for (int run = 0; run < 300; run++) {
            var gifts = new ArrayList<Gift>();
            for (int i = 0; i < 12; i++)
                gifts.add(new Gift("g" + random.nextInt(6), "p" + random.nextInt(4), 1 + random.nextInt(500)));
            long pot = random.nextInt(3000);
            for (var form : List.of(Form.IDEAL, Form.PAIRWISE)) {
                var unscaled = QuadraticFunding.unscaled(gifts, form, 100);
                var paid = QuadraticFunding.scaled(unscaled, pot, Map.of());
                long sum = paid.values().stream().mapToLong(Long::longValue).sum();
                var wanted = unscaled.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(sum).isLessThanOrEqualTo(pot);
                if (wanted.compareTo(BigDecimal.valueOf(pot)) >= 0)
                    assertThat(sum).isEqualTo(pot);
            }
        }
    }

    @Test
    void convictionGrowsTowardsItsMostAndFades() {
        var rule = new Conviction(new BigDecimal("0.5"));
        var grown = rule.after(BigDecimal.ZERO, 50, 2);
        assertThat(grown).isEqualByComparingTo("75");
        assertThat(rule.after(grown, 0, 1)).isEqualByComparingTo("37.5");
        assertThat(rule.most(50)).isEqualByComparingTo("100");
        assertThat(rule.threshold(1000, 500, new BigDecimal("0.5"), BigDecimal.ONE, 100))
                .isEmpty();
        assertThatThrownBy(() -> new Conviction(BigDecimal.ONE)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "META\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;5\n",
                "META\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;5\nVOTES\nvoter_id;vote\n1;2\n",
                "META\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;5\n1;6\nVOTES\nvoter_id;vote\n",
                "META\nbudget;ten\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;5\nVOTES\nvoter_id;vote\n",
                "META\nbudget;10\nvote_type;lottery\nPROJECTS\nproject_id;cost\n1;5\nVOTES\nvoter_id;vote\n",
                "META\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;0\nVOTES\nvoter_id;vote\n",
                "META\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\n\"1;5\nVOTES\nvoter_id;vote\n",
                "META\nbudget;10\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;5\nVOTES\nvoter_id;vote\n1;1,1\n",
                "META\nbudget;999999999999999.999999\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;5\nVOTES\nvote\n"
            })
    void aFileThatIsNoneIsRefusedWithItsLine(String text) {
        assertThatThrownBy(() -> Pabulib.parse(text))
                .isInstanceOfSatisfying(
                        UnreadableBudget.class,
                        fault -> assertThat(fault.line()).isPositive());
    }

    @ParameterizedTest
    @CsvSource({
        "'a@b.cd,1.00\na@b.cd;0.50', '[Part[line=1, email=a@b.cd, minorUnits=150]]'",
        "'email,amount\nA@b.cd,-2', '[Part[line=2, email=a@b.cd, minorUnits=-200]]'"
    })
    void amountsOfOneAddressAreAddedUp(String text, String parts) {
        assertThat(MemberLists.parts(text, 2)).hasToString(parts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a@b.cd", "a@b.cd,0.001", "a,1", "a@b.cd,1,2,3", "a@b.cd,9999999999999999999"})
    void aListThatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> MemberLists.parts(text, 2)).isInstanceOf(UnreadableBudget.class);
    }
}
