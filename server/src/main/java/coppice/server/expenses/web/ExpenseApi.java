package coppice.server.expenses.web;

import coppice.server.commons.Commons;
import coppice.server.commons.Standing;
import coppice.server.expenses.Expense;
import coppice.server.expenses.Expenses;
import coppice.server.expenses.Spendings;
import coppice.server.files.Files;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Api;
import coppice.server.web.Api.Amount;
import coppice.server.web.Api.Listing;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Expenses for programs.
@RestController
@RequestMapping("/api/c/{slug}/expenses")
class ExpenseApi {
    private final Expenses expenses;
    private final Spendings spendings;

    ExpenseApi(Expenses expenses, Spendings spendings) {
        this.expenses = expenses;
        this.spendings = spendings;
    }

    /// @param receipt a file in base 64, with its name
    record ExpenseBody(
            String words,
            String amount,
            @Nullable String supplier,
            @Nullable String receiptName,
            @Nullable String receipt) {}

    /// @param budget what it is paid from: a bucket
    record ExpenseItem(String id, String budget, String words, Amount amount, Expense.State state, long approvals) {}

    record VerdictBody(boolean approves, @Nullable String reason) {}

    private static ExpenseItem item(Commons commons, Expense expense) {
        return new ExpenseItem(
                expense.id().toString(),
                expense.budget().toString(),
                expense.words(),
                Amount.of(commons.money(expense.minorUnits())),
                expense.state(),
                expense.approvals());
    }

    private static List<ExpenseItem> items(Commons commons, List<Expense> all) {
        return all.stream().map(expense -> item(commons, expense)).toList();
    }

    @Operation(summary = "All expenses, the newest first")
    @GetMapping
    @Allow(Access.MEMBER)
    Listing<ExpenseItem> list(Standing standing, @RequestParam Optional<String> before) {
        var part = spendings.part(standing.commons().id(), before.map(Ids::parse));
        return new Listing<>(
                items(standing.commons(), part.expenses()),
                part.next().map(UUID::toString).orElse(null));
    }

    @Operation(summary = "The expenses of a budget: of a bucket")
    @GetMapping("/of/{budget}")
    @Allow(Access.MEMBER)
    List<ExpenseItem> of(Standing standing, @PathVariable String budget) {
        var commons = standing.commons();
        return items(
                commons,
                spendings.of(
                        commons.id(),
                        spendings.budget(commons, Ids.parse(budget)).id()));
    }

    @Operation(summary = "Asks for money out of a budget, with a receipt")
    @PostMapping("/of/{budget}")
    @Allow(Access.MEMBER)
    @ResponseStatus(HttpStatus.CREATED)
    ExpenseItem claim(
            Standing standing,
            @PathVariable String budget,
            @RequestHeader(Api.KEY) String key,
            @RequestBody ExpenseBody body) {
        var commons = standing.commons();
        var of = spendings.budget(commons, Ids.parse(budget));
        var claim = new Expenses.Claim(
                Api.given(body.words()),
                Money.parsePositive("amount", Api.given(body.amount()), commons.currency())
                        .minorUnits(),
                Api.given(body.supplier()),
                receipt(body).stream().toList());
        var id = expenses.claim(standing.member(), of.id(), claim, key);
        return item(commons, expenses.expense(commons.id(), id));
    }

    private static Optional<Files.Brought> receipt(ExpenseBody body) {
        if (body.receipt() == null) return Optional.empty();
        try {
            return Optional.of(new Files.Brought(
                    Api.given(body.receiptName()), Base64.getDecoder().decode(body.receipt())));
        } catch (IllegalArgumentException notBase64) {
            throw new Refused(new KernelRefusal.BadField("receipt", KernelRefusal.BadField.Fault.NOT_TEXT, ""));
        }
    }

    @Operation(summary = "Approves an expense of somebody else, or speaks against it")
    @PostMapping("/{expense}/verdicts")
    @Allow(Access.MEMBER)
    ExpenseItem judge(Standing standing, @PathVariable String expense, @RequestBody VerdictBody body) {
        return item(
                standing.commons(),
                expenses.judge(standing.member(), Ids.parse(expense), body.approves(), Api.given(body.reason())));
    }
}
