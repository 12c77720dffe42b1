package coppice.server.expenses.web;

import coppice.server.commons.Acts;
import coppice.server.commons.Commons;
import coppice.server.commons.PartyNames;
import coppice.server.commons.Standing;
import coppice.server.expenses.ApproveExpense;
import coppice.server.expenses.Budget;
import coppice.server.expenses.Expense;
import coppice.server.expenses.Expenses;
import coppice.server.expenses.Spending;
import coppice.server.expenses.Spendings;
import coppice.server.files.FileId;
import coppice.server.files.Files;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Names;
import coppice.server.web.Page;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Expenses read, handed in, approved, refused.
@Controller
class ExpensePages {
    private final Expenses expenses;
    private final Spendings spendings;
    private final Files files;
    private final Acts acts;
    private final PartyNames partyNames;

    ExpensePages(Expenses expenses, Spendings spendings, Files files, Acts acts, PartyNames partyNames) {
        this.expenses = expenses;
        this.spendings = spendings;
        this.files = files;
        this.acts = acts;
        this.partyNames = partyNames;
    }

    /// @param next the part after begins before this one
    record ListPage(
            Commons commons, List<Expense> expenses, Map<UUID, Budget> budgets, Names names, Optional<UUID> next) {}

    record SpendingPage(Spending spending, Names names, Form form) {}

    @GetMapping("/c/{slug}/expenses")
    @Allow(Access.MEMBER)
    Page list(Standing standing, Text text, @RequestParam Optional<String> before) {
        var commons = standing.commons();
        var part = spendings.part(commons.id(), before.map(Ids::parse));
        var budgets =
                spendings
                        .budgets(
                                commons,
                                part.expenses().stream()
                                        .map(Expense::budget)
                                        .distinct()
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(Budget::id, Function.identity()));
        var claimants =
                part.expenses().stream().map(Expense::claimedBy).distinct().toList();
        return Page.of(
                "expenses/web/list.jte",
                new ListPage(commons, part.expenses(), budgets, partyNames.of(standing, text, claimants), part.next()));
    }

    @GetMapping("/c/{slug}/expenses/of/{budget}")
    @Allow(Access.MEMBER)
    Page of(Standing standing, Text text, @PathVariable String budget) {
        return page(standing, text, spendings.budget(standing.commons(), Ids.parse(budget)), Form.fresh(Map.of()));
    }

    private Page page(Standing standing, Text text, Budget budget, Form form) {
        var spending = spendings.spending(standing, budget);
        return Page.of(
                "expenses/web/of.jte",
                new SpendingPage(spending, partyNames.of(standing, text, spending.parties()), form));
    }

    @PostMapping("/c/{slug}/expenses/of/{budget}")
    @Allow(Access.MEMBER)
    Reply claim(
            Standing standing,
            Text text,
            @PathVariable String budget,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Form form) {
        var commons = standing.commons();
        var of = spendings.budget(commons, Ids.parse(budget));
        return form.submit(
                () -> {
                    expenses.claim(
                            standing.member(),
                            of.id(),
                            new Expenses.Claim(
                                    form.value("what"),
                                    form.money("cost", commons.currency()).minorUnits(),
                                    form.value("supplier"),
                                    Files.brought(file).stream().toList()),
                            form.key());
                    return of.address();
                },
                again -> page(standing, text, of, again));
    }

    /// Approves an expense, speaks against it, takes one's own back, or puts a large one to the members.
    @PostMapping("/c/{slug}/expenses/{expense}/verdicts")
    @Allow(Access.MEMBER)
    Reply judge(Standing standing, Text text, @PathVariable String expense, Form form) {
        var found = expenses.expense(standing.commons().id(), Ids.parse(expense));
        var of = spendings.budget(standing.commons(), found.budget());
        return form.submit(
                () -> switch (form.value("do")) {
                    case "approve" -> {
                        expenses.judge(standing.member(), found.id(), true, "");
                        yield of.address();
                    }
                    case "refuse" -> {
                        expenses.judge(standing.member(), found.id(), false, form.value("reason"));
                        yield of.address();
                    }
                    case "withdraw" -> {
                        expenses.withdraw(standing.member(), found.id());
                        yield of.address();
                    }
                    default -> acts.submit(standing, form, text, new ApproveExpense(found.id()), "do");
                },
                again -> page(standing, text, of, again));
    }

    @GetMapping("/c/{slug}/expenses/{expense}/receipts/{file}")
    @Allow(Access.MEMBER)
    ResponseEntity<byte[]> receipt(Standing standing, @PathVariable String expense, @PathVariable FileId file) {
        var found = expenses.expense(standing.commons().id(), Ids.parse(expense));
        if (!found.receipts().contains(file)) throw new Refused(new KernelRefusal.NotFound());
        return files.answer(standing.commons().id(), file);
    }
}
