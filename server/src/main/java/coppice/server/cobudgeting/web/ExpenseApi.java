package coppice.server.cobudgeting.web;

import coppice.server.cobudgeting.Buckets;
import coppice.server.cobudgeting.Expense;
import coppice.server.cobudgeting.Expenses;
import coppice.server.commons.Commons;
import coppice.server.commons.Standing;
import coppice.server.files.Files;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Api;
import coppice.server.web.Api.Amount;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Expenses for programs.
@RestController
@RequestMapping("/api/c/{slug}/cobudgeting")
class ExpenseApi {
    private final Buckets buckets;
    private final Expenses expenses;

    ExpenseApi(Buckets buckets, Expenses expenses) {
        this.buckets = buckets;
        this.expenses = expenses;
    }

    /// @param receipt a file in base 64, with its name
    record ExpenseBody(
            String words,
            String amount,
            @Nullable String supplier,
            @Nullable String receiptName,
            @Nullable String receipt) {}

    record ExpenseItem(String id, String bucket, String words, Amount amount, Expense.State state, long approvals) {}

    record VerdictBody(boolean approves, @Nullable String reason) {}

    @Operation(summary = "The expenses of a bucket")
    @GetMapping("/buckets/{bucket}/expenses")
    @Allow(Access.MEMBER)
    List<ExpenseItem> expenses(Standing standing, @PathVariable String bucket) {
        var found = buckets.bucket(standing, Ids.parse(bucket));
        return expenses.ofBucket(standing.commons().id(), found.id()).stream()
                .map(expense -> item(standing.commons(), expense))
                .toList();
    }

    private static ExpenseItem item(Commons commons, Expense expense) {
        return new ExpenseItem(
                expense.id().toString(),
                expense.bucket().toString(),
                expense.words(),
                Amount.of(commons.money(expense.minorUnits())),
                expense.state(),
                expense.approvals());
    }

    @Operation(summary = "Asks for money out of a bucket, with a receipt")
    @PostMapping("/buckets/{bucket}/expenses")
    @Allow(Access.MEMBER)
    @ResponseStatus(HttpStatus.CREATED)
    ExpenseItem claim(
            Standing standing,
            @PathVariable String bucket,
            @RequestHeader(Api.KEY) String key,
            @RequestBody ExpenseBody body) {
        var commons = standing.commons();
        var found = buckets.bucket(standing, Ids.parse(bucket));
        var id = expenses.claim(
                standing.member(),
                found.id(),
                new Expenses.Claim(
                        Api.given(body.words()),
                        BucketApi.positive(standing, body.amount()),
                        Api.given(body.supplier()),
                        receipt(body).stream().toList()),
                key);
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
    @PostMapping("/expenses/{expense}/verdicts")
    @Allow(Access.MEMBER)
    ExpenseItem judge(Standing standing, @PathVariable String expense, @RequestBody VerdictBody body) {
        return item(
                standing.commons(),
                expenses.judge(standing.member(), Ids.parse(expense), body.approves(), Api.given(body.reason())));
    }
}
