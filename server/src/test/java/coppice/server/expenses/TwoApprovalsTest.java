package coppice.server.expenses;

import static org.assertj.core.api.Assertions.assertThat;

import coppice.server.Budgeting;
import coppice.server.charter.Charter;
import coppice.server.contributions.ContributionRules;
import coppice.server.expenses.Expense.State;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A commons whose charter asks two others.
class TwoApprovalsTest extends Budgeting {
    @Override
    protected Charter charter(Charter usual) {
        return usual.with(
                ContributionRules.class, rules -> new ContributionRules(rules.types(), 2, rules.evidenceCounts()));
    }

    private UUID claimed() {
        var shelves = bucket(direct(), 10_000, 10_000);
        fund(0, shelves, 10_000);
        return claim(1, shelves, 1_000);
    }

    @Test
    void twoOthersApproveAndOneTwiceIsOne() {
        var nails = claimed();
        assertThat(spendings.needed(commons)).isEqualTo(2);
        for (int twice = 0; twice < 2; twice++)
            assertThat(expenses.judge(ana, nails, true, "").state()).isEqualTo(State.CLAIMED);
        assertThat(expenses.expense(commons.id(), nails).approvals()).isEqualTo(1);
        assertThat(expenses.judge(members.get(2), nails, true, "").state()).isEqualTo(State.PAID);
    }

    @Test
    void oneAgainstDoesNotRefuseAndMayThinkAgain() {
        var nails = claimed();
        assertThat(expenses.judge(ana, nails, false, "Whose nails?").state()).isEqualTo(State.CLAIMED);
        assertThat(expenses.judge(members.get(2), nails, true, "").state()).isEqualTo(State.CLAIMED);
        assertThat(expenses.judge(ana, nails, true, "").state()).isEqualTo(State.PAID);
    }

    @Test
    void twoAgainstRefuse() {
        var nails = claimed();
        expenses.judge(ana, nails, false, "Whose nails?");
        assertThat(expenses.judge(members.get(3), nails, false, "Mine?").state())
                .isEqualTo(State.REFUSED);
        assertThat(letters("expenses.mail.DECIDED")).containsExactly("Ben");
    }

    /// Who asked and who is paid count for nothing, however they ask.
    @Test
    void nobodyApprovesTheirOwn() {
        var nails = claimed();
        assertThat(code(() -> expenses.judge(members.get(1), nails, true, ""))).isEqualTo("own-expense");
        assertThat(code(() -> expenses.judge(members.get(1), nails, false, "No")))
                .isEqualTo("own-expense");
        assertThat(expenses.expense(commons.id(), nails).verdicts()).isEmpty();
    }
}
