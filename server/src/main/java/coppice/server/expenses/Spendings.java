package coppice.server.expenses;

import coppice.server.charter.Charters;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.commons.Standing;
import coppice.server.contributions.ContributionRules;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.ledger.Ledger;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/// What budgets have, and what was spent of them.
@Service
public class Spendings {
    private static final int PAGE = 50;

    private final ExpenseTables tables;
    private final ObjectProvider<Budgets> offered;
    private final Ledger ledger;
    private final Charters charters;
    private final Commonses commonses;

    Spendings(
            ExpenseTables tables,
            ObjectProvider<Budgets> offered,
            Ledger ledger,
            Charters charters,
            Commonses commonses) {
        this.tables = tables;
        this.offered = offered;
        this.ledger = ledger;
        this.charters = charters;
        this.commonses = commonses;
    }

    /// Nothing about it changes until the transaction is over.
    Budget hold(Commons commons, UUID id) {
        return first(offered.stream().flatMap(kind -> kind.hold(commons, id).stream()));
    }

    private static <T> T first(Stream<T> found) {
        return found.findFirst().orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }

    List<PartyId> givers(Commons commons, UUID budget) {
        return offered.stream()
                .flatMap(kind -> kind.givers(commons, budget).stream())
                .toList();
    }

    /// What a budget still has.
    Money left(Commons commons, Budget budget) {
        String code = budget.account().code();
        return commons.money(ledger.known(commons.id(), List.of(code)).values().stream()
                .mapToLong(account -> account.holdsMinorUnits())
                .sum());
    }

    /// How many others have to approve: as many as the charter asks for contributions, and one at least.
    public int needed(Commons commons) {
        return Math.max(
                1, charters.chapter(commons.id(), ContributionRules.class).peers());
    }

    public List<Expense> of(CommonsId commons, UUID budget) {
        return tables.of(commons, budget);
    }

    /// A part of all expenses, the newest first.
    ///
    /// @param next the part after begins before this one
    public record Part(List<Expense> expenses, Optional<UUID> next) {}

    public Part part(CommonsId commons, Optional<UUID> before) {
        var found = tables.expenses(commons, before, PAGE + 1);
        return found.size() <= PAGE
                ? new Part(found, Optional.empty())
                : new Part(
                        found.subList(0, PAGE), Optional.of(found.get(PAGE - 1).id()));
    }

    /// What was paid from a budget, in minor units.
    public long paid(CommonsId commons, UUID budget) {
        return tables.paid(commons, budget);
    }

    public Budget budget(Commons commons, UUID id) {
        return first(budgets(commons, List.of(id)).stream());
    }

    public List<Budget> budgets(Commons commons, Collection<UUID> wanted) {
        return offered.stream()
                .flatMap(kind -> kind.budgets(commons, wanted).stream())
                .toList();
    }

    /// What was spent of a budget and waits to be.
    public Spending spending(Standing standing, Budget budget) {
        return spending(standing, budget, left(standing.commons(), budget));
    }

    /// @param left what the budget holds, where the caller has just read it
    public Spending spending(Standing standing, Budget budget, Money left) {
        var commons = standing.commons();
        var all = of(commons.id(), budget.id());
        boolean waits = all.stream().anyMatch(one -> one.state() == Expense.State.CLAIMED);
        return new Spending(
                commons,
                budget,
                left,
                all,
                all.isEmpty() ? 0 : needed(commons),
                standing.membership().map(Member::party),
                waits && commonses.mayAct(standing, Matter.SURPLUS));
    }
}
