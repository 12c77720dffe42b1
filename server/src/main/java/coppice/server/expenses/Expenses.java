package coppice.server.expenses;

import coppice.server.commons.Authorised;
import coppice.server.commons.Commons;
import coppice.server.commons.Commonses;
import coppice.server.commons.Matter;
import coppice.server.commons.Member;
import coppice.server.expenses.Expense.State;
import coppice.server.expenses.Expense.Verdict;
import coppice.server.files.Files;
import coppice.server.kernel.CommonsId;
import coppice.server.kernel.EntryId;
import coppice.server.kernel.Fields;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Money;
import coppice.server.kernel.PartyId;
import coppice.server.kernel.Refused;
import coppice.server.kernel.RequestKey;
import coppice.server.kernel.Today;
import coppice.server.kernel.Transactions;
import coppice.server.ledger.Account.Spec;
import coppice.server.ledger.Ledger;
import coppice.server.ledger.LedgerRefusal;
import coppice.server.ledger.Posting;
import coppice.server.ledger.Posting.Leg;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/// What is spent: claimed with a receipt, approved by others, paid from the account of a budget.
@Service
public class Expenses {
    private final ExpenseTables tables;
    private final Spendings spendings;
    private final Ledger ledger;
    private final Commonses commonses;
    private final Files files;
    private final ExpenseNews news;
    private final ApplicationEventPublisher events;
    private final Transactions transactions;
    private final Ids ids;
    private final Today today;

    Expenses(
            ExpenseTables tables,
            Spendings spendings,
            Ledger ledger,
            Commonses commonses,
            Files files,
            ExpenseNews news,
            ApplicationEventPublisher events,
            Transactions transactions,
            Ids ids,
            Today today) {
        this.tables = tables;
        this.spendings = spendings;
        this.ledger = ledger;
        this.commonses = commonses;
        this.files = files;
        this.news = news;
        this.events = events;
        this.transactions = transactions;
        this.ids = ids;
        this.today = today;
    }

    /// Where what is spent of one budget stands.
    public static String address(Commons commons, UUID budget) {
        return commons.address() + "/expenses/of/" + budget;
    }

    /// What is claimed.
    ///
    /// @param supplier who was paid from the commons' bank; empty: it is paid to whoever claims it
    public record Claim(String words, long minorUnits, String supplier, List<Files.Brought> receipts) {}

    public UUID claim(Member member, UUID budgetId, Claim claim, String key) {
        var commons = member.commons();
        return transactions.run(() -> {
            String words = Fields.text("what", claim.words(), 500);
            String supplier = Fields.optional("supplier", claim.supplier(), 80);
            var request =
                    RequestKey.asked("expense", member.party(), key, budgetId, words, claim.minorUnits(), supplier);
            var budget = spendings.hold(commons, budgetId);
            var known = tables.byKey(commons.id(), request);
            if (known.isPresent()) return known.get();
            refuseClosed(budget);
            var left = spendings.left(commons, budget);
            if (claim.minorUnits() > left.minorUnits()) throw new Refused(new ExpensesRefusal.MoreThanIsLeft(left));
            if (claim.receipts().isEmpty()) throw new Refused(new ExpensesRefusal.ReceiptMissing());
            var expense = new Expense(
                    ids.next(),
                    budgetId,
                    words,
                    claim.minorUnits(),
                    member.party(),
                    supplier.isEmpty() ? Optional.of(member.party()) : Optional.empty(),
                    supplier,
                    today.now(),
                    State.CLAIMED,
                    Optional.empty(),
                    claim.receipts().stream()
                            .map(receipt -> files.keep(member, receipt).id())
                            .toList(),
                    List.of());
            tables.add(commons.id(), expense, request);
            news.claimed(budget, spendings.givers(commons, budgetId), member, expense);
            return expense.id();
        });
    }

    private static void refuseClosed(Budget budget) {
        budget.closed().ifPresent(why -> {
            throw new Refused(why);
        });
    }

    static void refuseDecided(Expense expense) {
        if (expense.state() != State.CLAIMED) throw new Refused(new ExpensesRefusal.ExpenseDecided(expense.state()));
    }

    /// Approves an expense or speaks against it; never one's own. The last approval that is needed pays it
    /// at once; as many who speak against it refuse it.
    public Expense judge(Member member, UUID id, boolean approves, String reason) {
        var commons = member.commons();
        return transactions.run(() -> {
            var budget = spendings.hold(commons, expense(commons.id(), id).budget());
            var expense = undecided(commons, id);
            if (expense.concerns(member.party())) throw new Refused(new ExpensesRefusal.OwnExpense());
            if (approves)
                budget.largest()
                        .filter(most -> expense.minorUnits() > most.minorUnits())
                        .ifPresent(most -> {
                            throw new Refused(new ExpensesRefusal.LargeExpense(most));
                        });
            String why = approves ? Fields.optional("reason", reason, 500) : Fields.text("reason", reason, 500);
            tables.say(commons.id(), id, new Verdict(member.party(), approves, why, today.now()));
            var said = expense(commons.id(), id);
            int needed = spendings.needed(commons);
            if (said.approvals() >= needed) return pay(commons, budget, said, member.party());
            return said.verdicts().size() - said.approvals() < needed
                    ? said
                    : decide(commons, budget, id, State.REFUSED, Optional.empty());
        });
    }

    /// Pays an expense by the authority of the whole commons, whatever its size.
    public Expense approve(Authorised by, UUID id) {
        var commons = by.commons();
        return transactions.run(() -> {
            commonses.mayDecide(by, Matter.SURPLUS);
            var budget = spendings.hold(commons, expense(commons.id(), id).budget());
            return pay(commons, budget.allowedBy(by), undecided(commons, id), by.party());
        });
    }

    /// As it is while its budget is held.
    private Expense undecided(Commons commons, UUID id) {
        var expense = expense(commons.id(), id);
        refuseDecided(expense);
        return expense;
    }

    private Expense pay(Commons commons, Budget budget, Expense expense, PartyId by) {
        refuseClosed(budget);
        var to = expense.payee()
                .map(Spec::member)
                .orElseGet(() ->
                        Spec.external("expenses", Optional.of(ledger.counterparty(commons.id(), expense.supplier()))));
        var posting = Posting.under(
                        budget.authority(),
                        budget.reference(),
                        Optional.of(by),
                        today.date(),
                        RequestKey.of("expenses:" + expense.id(), expense.id()))
                .described(expense.words())
                .of(new Leg(budget.account(), to, expense.minorUnits()));
        try {
            var entry = ledger.post(commons, posting).id();
            var paid = decide(commons, budget, expense.id(), State.PAID, Optional.of(entry));
            events.publishEvent(new ExpensePaid(commons, expense.id(), budget.id()));
            return paid;
        } catch (Refused refused) {
            if (refused.refusal() instanceof LedgerRefusal.Overdraft(var _, Money holds, var _))
                throw new Refused(new ExpensesRefusal.MoreThanIsLeft(holds));
            throw refused;
        }
    }

    private Expense decide(Commons commons, Budget budget, UUID id, State state, Optional<EntryId> entry) {
        tables.decide(commons.id(), id, state, entry, today.now());
        var decided = expense(commons.id(), id);
        news.decided(commons, budget, decided);
        return decided;
    }

    /// Takes one's own claim back before it is decided.
    public Expense withdraw(Member member, UUID id) {
        var commons = member.commons();
        return transactions.run(() -> {
            spendings.hold(commons, expense(commons.id(), id).budget());
            if (!undecided(commons, id).claimedBy().equals(member.party()))
                throw new Refused(new ExpensesRefusal.NotYourExpense());
            tables.decide(commons.id(), id, State.WITHDRAWN, Optional.empty(), today.now());
            return expense(commons.id(), id);
        });
    }

    public Expense expense(CommonsId commons, UUID id) {
        return tables.expense(commons, id).orElseThrow(() -> new Refused(new KernelRefusal.NotFound()));
    }
}
