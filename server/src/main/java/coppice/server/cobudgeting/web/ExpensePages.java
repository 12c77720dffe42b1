package coppice.server.cobudgeting.web;

import coppice.server.cobudgeting.Buckets;
import coppice.server.cobudgeting.CobudgetingMotions.ApproveExpense;
import coppice.server.cobudgeting.Expenses;
import coppice.server.commons.Acts;
import coppice.server.commons.Standing;
import coppice.server.files.FileId;
import coppice.server.files.Files;
import coppice.server.kernel.Ids;
import coppice.server.kernel.KernelRefusal;
import coppice.server.kernel.Money;
import coppice.server.kernel.Refused;
import coppice.server.web.Access;
import coppice.server.web.Access.Allow;
import coppice.server.web.Form;
import coppice.server.web.Reply;
import coppice.server.web.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/// Expenses handed in, approved, refused.
@Controller
class ExpensePages {
    private final Buckets buckets;
    private final Expenses expenses;
    private final Files files;
    private final Acts acts;
    private final BucketView view;

    ExpensePages(Buckets buckets, Expenses expenses, Files files, Acts acts, BucketView view) {
        this.buckets = buckets;
        this.expenses = expenses;
        this.files = files;
        this.acts = acts;
        this.view = view;
    }

    @PostMapping("/c/{slug}/cobudgeting/buckets/{bucket}/expenses")
    @Allow(Access.MEMBER)
    Reply claim(
            Standing standing,
            Text text,
            @PathVariable String bucket,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Form form) {
        var id = buckets.bucket(standing, Ids.parse(bucket)).id();
        var commons = standing.commons();
        return form.submit(
                () -> {
                    expenses.claim(
                            standing.member(),
                            id,
                            new Expenses.Claim(
                                    form.value("what"),
                                    Money.parsePositive("cost", form.value("cost"), commons.currency())
                                            .minorUnits(),
                                    form.value("supplier"),
                                    Files.brought(file).stream().toList()),
                            form.key());
                    return Buckets.address(commons, id);
                },
                again -> view.page(standing, text, id, again));
    }

    /// Approves an expense, speaks against it, takes one's own back, or puts a large one to the members.
    @PostMapping("/c/{slug}/cobudgeting/expenses/{expense}/verdicts")
    @Allow(Access.MEMBER)
    Reply judge(Standing standing, Text text, @PathVariable String expense, Form form) {
        var commons = standing.commons();
        var found = expenses.expense(commons.id(), Ids.parse(expense));
        return form.submit(
                () -> {
                    String back = Buckets.address(commons, found.bucket());
                    switch (form.value("do")) {
                        case "approve" -> expenses.judge(standing.member(), found.id(), true, "");
                        case "refuse" -> expenses.judge(standing.member(), found.id(), false, form.value("reason"));
                        case "withdraw" -> expenses.withdraw(standing.member(), found.id());
                        default -> {
                            return acts.submit(standing, form, text, new ApproveExpense(found.id()), "do");
                        }
                    }
                    return back;
                },
                again -> view.page(standing, text, found.bucket(), again));
    }

    @GetMapping("/c/{slug}/cobudgeting/expenses/{expense}/receipts/{file}")
    @Allow(Access.MEMBER)
    ResponseEntity<byte[]> receipt(Standing standing, @PathVariable String expense, @PathVariable FileId file) {
        var found = expenses.expense(standing.commons().id(), Ids.parse(expense));
        if (!found.receipts().contains(file)) throw new Refused(new KernelRefusal.NotFound());
        return files.answer(standing.commons().id(), file);
    }
}
