/// Expenses: claimed with a receipt, approved by others, paid from what a room offers as budgets.
@NullMarked
@ApplicationModule(
        displayName = "9 Expenses",
        allowedDependencies = {"kernel", "web", "commons", "charter", "files", "mail", "ledger", "contributions"})
package coppice.server.expenses;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
