package io.github.camelctrader.client;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What an operation allocates: nearly the same on every machine, unlike the time that it takes. */
public final class AllocatedBytes {
    private static final int WARM_UP = 2_000;
    private static final int MEASURED = 2_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** How often {@link #each} runs an operation. */
    public static final int RUNS = WARM_UP + MEASURED;

    private AllocatedBytes() {}

    /** Bytes that one run allocates on the calling thread. */
    public static long each(Runnable operation) {
        for (int i = 0; i < WARM_UP; i++) {
            operation.run();
        }
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MEASURED; i++) {
            operation.run();
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / MEASURED;
    }
}
