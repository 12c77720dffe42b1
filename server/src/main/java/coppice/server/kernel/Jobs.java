package coppice.server.kernel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Long work that goes on while its page can be left, looked at again, and stopped.
///
/// What a job does it does in one transaction of its own, so a job that is stopped, refused or cut off by the end of
/// the program has done nothing.
public final class Jobs {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final int REMEMBERED = 1000;
    private static final long PATIENCE_MILLIS = 400;

    private final Map<Object, Job> jobs = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Job> eldest) {
            return size() > REMEMBERED && eldest.getValue().finished();
        }
    });

    /// How far a job is.
    public static final class Job {
        private final long total;
        private final CountDownLatch end = new CountDownLatch(1);
        private volatile long done;
        private volatile boolean stopping;
        private volatile boolean broken;
        private volatile @Nullable Refusal refusal;
        private volatile @Nullable Object result;

        private Job(long total) {
            this.total = total;
        }

        public long done() {
            return done;
        }

        public long total() {
            return total;
        }

        public boolean finished() {
            return end.getCount() == 0;
        }

        /// True when it was stopped before its end, and so did nothing.
        public boolean stopped() {
            return finished() && stopping && result == null;
        }

        public boolean broken() {
            return broken;
        }

        public Optional<Refusal> refusal() {
            return Optional.ofNullable(refusal);
        }

        public Optional<Object> result() {
            return Optional.ofNullable(result);
        }
    }

    /// Leaves the work of a job that was asked to stop.
    @SuppressWarnings("serial")
    private static final class Stopped extends RuntimeException {
        private Stopped() {
            super("stopped", null, false, false);
        }
    }

    /// Begins `work` for `subject` unless it is under way already, and waits a moment for it.
    ///
    /// @param work is told a listener for its progress, and gives what it came to
    public void start(Object subject, long total, Function<LongConsumer, Object> work) {
        var job = new Job(total);
        synchronized (jobs) {
            var running = jobs.get(subject);
            if (running != null && !running.finished()) return;
            jobs.put(subject, job);
        }
        Thread.ofPlatform().daemon().name("job").start(() -> run(job, work));
        try {
            job.end.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(Job job, Function<LongConsumer, Object> work) {
        try {
            job.result = work.apply(done -> {
                if (job.stopping) throw new Stopped();
                job.done = done;
            });
        } catch (Stopped asked) {
            LOG.info("a job was stopped after {} of {}", job.done, job.total);
        } catch (Refused refused) {
            job.refusal = refused.refusal();
        } catch (RuntimeException fault) {
            job.broken = true;
            LOG.error("a job broke", fault);
        } finally {
            job.end.countDown();
        }
    }

    public Optional<Job> of(Object subject) {
        return Optional.ofNullable(jobs.get(subject));
    }

    /// Asks a job to stop; what it did so far is undone.
    public void stop(Object subject) {
        of(subject).ifPresent(job -> job.stopping = true);
    }
}
