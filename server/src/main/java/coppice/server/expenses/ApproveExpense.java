package coppice.server.expenses;

import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Concerns;
import coppice.server.commons.Cost;
import coppice.server.commons.Matter;
import coppice.server.commons.Motion;
import coppice.server.kernel.Money;
import coppice.server.web.Text;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Pays an expense, whatever its size.
@Concerns(Matter.SURPLUS)
public record ApproveExpense(UUID expense) {
    @Component
    record Act(Expenses expenses, Spendings spendings) implements Motion<ApproveExpense> {
        private Expense expense(Commons commons, ApproveExpense terms) {
            return expenses.expense(commons.id(), terms.expense());
        }

        private Money money(Commons commons, ApproveExpense terms) {
            return commons.money(expense(commons, terms).minorUnits());
        }

        @Override
        public Cost cost(Commons commons, ApproveExpense terms) {
            return new Cost.Of(money(commons, terms));
        }

        @Override
        public void check(Commons commons, ApproveExpense terms) {
            Expenses.refuseDecided(expense(commons, terms));
        }

        @Override
        public List<Line> says(Commons commons, ApproveExpense terms, Text text) {
            String words = expense(commons, terms).words();
            return List.of(new Line(text.say("expenses.would-pay", words), text.money(money(commons, terms))));
        }

        @Override
        public String title(Commons commons, ApproveExpense terms, Text text) {
            return text.say("expenses.approve-title", expense(commons, terms).words(), money(commons, terms));
        }

        @Override
        public String enact(Authorised by, ApproveExpense terms, String key) {
            var paid = expenses.approve(by, terms.expense());
            return spendings.budget(by.commons(), paid.budget()).address();
        }
    }
}
