package io.github.camelctrader.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What a number of operations took.
 *
 * @param perSecond operations
 * @param cpuNanos of all threads but the server's, per operation; the virtual machine's own threads are not in it
 * @param bytes allocated by the same threads, per operation
 */
record Measurement(double perSecond, double cpuNanos, double bytes) {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final double SECOND = 1e9;

    /** What is measured. */
    interface Work {
        void run() throws Exception;
    }

    static Measurement of(long operations, Work work) throws Exception {
        long[] before = used();
        long began = System.nanoTime();
        work.run();
        long nanos = System.nanoTime() - began;
        long[] after = used();
        return new Measurement(
                operations * SECOND / nanos,
                (double) (after[0] - before[0]) / operations,
                (double) (after[1] - before[1]) / operations);
    }

    private static long[] used() {
        long[] ids = THREADS.getAllThreadIds();
        var infos = THREADS.getThreadInfo(ids);
        long[] counted = Arrays.stream(infos)
                .filter(info -> info != null && !info.getThreadName().startsWith(Pump.THREAD))
                .mapToLong(java.lang.management.ThreadInfo::getThreadId)
                .toArray();
        return new long[] {
            Arrays.stream(THREADS.getThreadCpuTime(counted))
                    .filter(nanos -> nanos > 0)
                    .sum(),
            Arrays.stream(THREADS.getThreadAllocatedBytes(counted))
                    .filter(bytes -> bytes > 0)
                    .sum()
        };
    }
}
