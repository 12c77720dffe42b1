package coppice.server.kernel;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// One room verb, one transaction: all or nothing, tried again when the database asks for it.
public final class Transactions {
    private static final int TRIES = 8;

    private final TransactionTemplate template;
    private final TransactionTemplate nested;

    public Transactions(TransactionTemplate template) {
        this.template = template;
        this.nested = new TransactionTemplate(Objects.requireNonNull(template.getTransactionManager()));
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /// Tries `work` inside the open transaction: what it refuses is undone, and the rest of the transaction goes on.
    public <T> Answer<T> attempt(Supplier<T> work) {
        return Answer.of(() -> nested.execute(_ -> work.get()));
    }

    /// Whether this thread is inside one.
    public boolean running() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    /// Does `work` once what is under way is committed; at once where nothing is.
    public void after(Runnable work) {
        if (!running()) work.run();
        else
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    work.run();
                }
            });
    }

    /// Runs `work` in a transaction, or in the one that is already open.
    ///
    /// Serialisation failures and deadlocks (40001, 40P01) are tried again; `work` must therefore do nothing
    /// outside.
    public <T> T run(Supplier<T> work) {
        if (running()) return work.get();
        for (int attempt = 1; ; attempt++) {
            try {
                return template.execute(_ -> work.get());
            } catch (PessimisticLockingFailureException busy) {
                if (attempt == TRIES) throw busy;
            }
        }
    }

    public void run(Runnable work) {
        run(() -> {
            work.run();
            return true;
        });
    }
}
