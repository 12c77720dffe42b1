package coppice.server.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Does requests that wait for the same thing in one transaction, each answered by itself.
///
/// Whoever comes first works; those who come meanwhile wait, and the first of them takes all who wait along. Nobody
/// is answered before the transaction is on disk. Where a row lock would make a crowd queue commit by commit, the
/// crowd shares one commit.
///
/// @param <L> what is waited for
/// @param <Q> the request
/// @param <A> its answer
public final class Combining<L, Q, A> {
    private static final int MOST = 200;

    private final Map<L, Lane> lanes = new ConcurrentHashMap<>();
    private final Transactions transactions;
    private final BiFunction<L, List<Q>, List<Answer<A>>> work;

    /// @param work answers all requests in their order, within the transaction it is called in
    public Combining(Transactions transactions, BiFunction<L, List<Q>, List<Answer<A>>> work) {
        this.transactions = transactions;
        this.work = work;
    }

    /// The answer to `question`, on disk; throws its refusal.
    public A ask(L lane, Q question) {
        return lanes.computeIfAbsent(lane, Lane::new).ask(new Waiting(question)).orRefuse();
    }

    private final class Waiting {
        private final Q question;
        private @Nullable Answer<A> answer;
        private @Nullable RuntimeException trouble;

        private Waiting(Q question) {
            this.question = question;
        }

        private boolean isOver() {
            return answer != null || trouble != null;
        }
    }

    private final class Lane {
        private final L name;
        private final ReentrantLock working = new ReentrantLock(true);
        private final Queue<Waiting> queue = new ArrayDeque<>();

        private Lane(L name) {
            this.name = name;
        }

        private Answer<A> ask(Waiting own) {
            synchronized (queue) {
                queue.add(own);
            }
            working.lock();
            try {
                while (!own.isOver()) answer(next());
            } finally {
                working.unlock();
            }
            if (own.answer != null) return own.answer;
            if (own.trouble != null) throw own.trouble;
            throw new IllegalStateException("a request was left without an answer");
        }

        /// The oldest who wait; the caller may not be among them yet, when a large crowd came before.
        private List<Waiting> next() {
            var taken = new ArrayList<Waiting>();
            synchronized (queue) {
                while (taken.size() < MOST && !queue.isEmpty()) taken.add(queue.remove());
            }
            return taken;
        }

        private void answer(List<Waiting> waiting) {
            try {
                var questions = waiting.stream().map(one -> one.question).toList();
                var answers = transactions.run(() -> work.apply(name, questions));
                for (int i = 0; i < answers.size(); i++) waiting.get(i).answer = answers.get(i);
            } catch (RuntimeException trouble) {
                if (waiting.size() == 1) waiting.getFirst().trouble = trouble;
                else for (var one : waiting) answer(List.of(one));
            }
        }
    }
}
