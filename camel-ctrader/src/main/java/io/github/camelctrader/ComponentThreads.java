package io.github.camelctrader;

import io.github.camelctrader.client.time.WorkerPool;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a component, for answers, for events and for what may hang, apart from each other: a backlog of answers
 * holds no execution up, and a token store that hangs holds neither up.
 */
final class ComponentThreads implements AutoCloseable {
    /** Name of the thread pool profile that changes the numbers of threads. */
    static final String PROFILE = "ctrader";

    static final int FEW = 16;
    static final int MOST = 100;
    private static final int FEW_BLOCKING = 2;
    private static final int MOST_BLOCKING = 32;
    /** Camel has waited for the routes before. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final WorkerPool answers;
    private final WorkerPool events;
    private final WorkerPool blocking;

    ComponentThreads(CamelContext context) {
        ExecutorServiceManager manager = context.getExecutorServiceManager();
        ThreadPoolProfile profile = manager.getThreadPoolProfile(PROFILE);
        int few = or(profile == null ? null : profile.getPoolSize(), FEW);
        int most = or(profile == null ? null : profile.getMaxPoolSize(), Math.max(few, MOST));
        answers = pool(manager, "CTraderAnswers", few, most);
        events = pool(manager, "CTraderEvents", few, most);
        blocking = pool(manager, "CTraderBlocking", FEW_BLOCKING, MOST_BLOCKING);
    }

    private static WorkerPool pool(ExecutorServiceManager manager, String name, int few, int most) {
        return new WorkerPool(name, task -> manager.newThread(name, task), few, most);
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null || value < 1 ? otherwise : value;
    }

    /** Where requests are completed, and routes of producers go on. */
    Executor answers() {
        return answers;
    }

    /** Where routes of consumers run. */
    Executor events() {
        return events;
    }

    /** Where token stores, the journal, trust managers and name look-ups are called. */
    Executor blocking() {
        return blocking;
    }

    /** Waits for what runs, but not for what hangs in the code of others. */
    @Override
    public void close() {
        blocking.close(Duration.ZERO);
        events.close(PATIENCE);
        answers.close(PATIENCE);
    }
}
