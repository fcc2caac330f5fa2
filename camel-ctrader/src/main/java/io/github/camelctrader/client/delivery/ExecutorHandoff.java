package io.github.camelctrader.client.delivery;

import io.github.camelctrader.client.time.Loop;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands work to the user's executor, and sees to it that none of it runs on the thread that hands it over, which may be
 * the connection's loop. Pools that are full often do just that ("caller runs"); such work is offered again a little
 * later.
 */
final class ExecutorHandoff {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorHandoff.class);
    private static final Duration NEXT_OFFER = Duration.ofMillis(10);
    /** How soon to try again when the machine has no thread to give. */
    private static final Duration NEXT_THREAD = Duration.ofMillis(100);

    private final Executor executor;
    private final Loop loop;
    private final Runnable onRefused;

    /**
     * @param onRefused told when the executor takes no work any more
     */
    ExecutorHandoff(Executor executor, Loop loop, Runnable onRefused) {
        this.executor = executor;
        this.loop = loop;
        this.onRefused = onRefused;
    }

    void run(Runnable work) {
        Handed handed = new Handed(work);
        try {
            executor.execute(handed);
            handed.accepted = true;
        } catch (RejectedExecutionException e) {
            LOG.debug("Work was refused by a consumer's executor", e);
            onRefused.run();
        } catch (RuntimeException | Error e) {
            LOG.error("There is no thread for the events of a consumer; they wait for one", e);
            loop.schedule(NEXT_THREAD, () -> run(work));
        }
    }

    private final class Handed implements Runnable {
        private final Runnable work;
        private final Thread handedBy = Thread.currentThread();

        /** Read and written by the handing thread only. */
        private boolean accepted;

        private Handed(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            if (Thread.currentThread() == handedBy && !accepted) {
                LOG.debug("The executor of a consumer ran work on the calling thread; offering it again");
                loop.schedule(NEXT_OFFER, () -> ExecutorHandoff.this.run(work));
            } else {
                work.run();
            }
        }
    }
}
