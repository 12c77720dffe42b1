package coppice.server.expenses;

import coppice.server.kernel.About;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refusal;

/// What `expenses` refuses.
public sealed interface ExpensesRefusal extends Refusal {
    sealed interface Invalid extends ExpensesRefusal, Refusal.Invalid {}

    sealed interface Conflict extends ExpensesRefusal, Refusal.Conflict {}

    @About("cost")
    record MoreThanIsLeft(Money left) implements Conflict {}

    @About("file")
    record ReceiptMissing() implements Invalid {}

    /// Nobody approves what they are paid, or what they handed in themselves.
    record OwnExpense() implements Conflict {}

    /// Whoever handed it in takes it back, and nobody else.
    record NotYourExpense() implements Conflict {}

    record ExpenseDecided(Expense.State state) implements Conflict {}

    record LargeExpense(Money limit) implements Conflict {}
}
