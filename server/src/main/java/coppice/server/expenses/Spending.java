package coppice.server.expenses;

import coppice.server.commons.Commons;
import coppice.server.expenses.Expense.State;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A budget's expenses as somebody sees them; `@template.expenses.spending` draws them into a page of any room.
///
/// @param left   what the budget holds
/// @param needed how many others have to approve
/// @param me     absent: no member
/// @param mayAct the viewer may decide large ones alone
public record Spending(
        Commons commons,
        Budget budget,
        Money left,
        List<Expense> all,
        int needed,
        Optional<PartyId> me,
        boolean mayAct) {

    public Money spent() {
        return commons.money(all.stream()
                .filter(expense -> expense.state() == State.PAID)
                .mapToLong(Expense::minorUnits)
                .sum());
    }

    /// Who is named.
    public Set<PartyId> parties() {
        var parties = new LinkedHashSet<PartyId>();
        for (var expense : all) {
            parties.add(expense.claimedBy());
            expense.verdicts().forEach(verdict -> parties.add(verdict.party()));
        }
        return parties;
    }

    public boolean isOpen() {
        return budget.closed().isEmpty();
    }

    public boolean isOwn(Expense expense) {
        return me.equals(Optional.of(expense.claimedBy()));
    }

    public boolean isLarge(Expense expense) {
        return budget.largest()
                .filter(most -> expense.minorUnits() > most.minorUnits())
                .isPresent();
    }

    /// Where a member decides about one that is open.
    public boolean waits(Expense expense) {
        return me.isPresent() && expense.state() == State.CLAIMED;
    }
}
