package io.github.camelctrader.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What a number of operations took.
 *
 * @param perSecond operations
 * @param cpuNanos of all threads but the server's, per operation; the virtual machine's own threads are not in it
 * @param loopNanos of that, the CPU time of those threads that read sockets
 * @param bytes allocated by the same threads, per operation
 */
record Measurement(double perSecond, double cpuNanos, double loopNanos, double bytes) {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String SIMULATOR = "ctrader-simulator";
    private static final String LOOP = "io.netty.channel.nio.NioEventLoop";
    private static final int DEPTH = 30;
    private static final double SECOND = 1e9;

    /** What is measured. */
    interface Work {
        void run() throws Exception;
    }

    static Measurement of(long operations, Work work) throws Exception {
        Map<Long, Used> before = used();
        long began = System.nanoTime();
        work.run();
        long nanos = System.nanoTime() - began;
        double cpu = 0;
        double loop = 0;
        double bytes = 0;
        // Threads that end meanwhile are those of the subject before, and are left out.
        for (Map.Entry<Long, Used> thread : used().entrySet()) {
            Used earlier = before.getOrDefault(thread.getKey(), Used.NOTHING);
            cpu += thread.getValue().nanos - earlier.nanos;
            loop += thread.getValue().loop ? thread.getValue().nanos - earlier.nanos : 0;
            bytes += thread.getValue().bytes - earlier.bytes;
        }
        return new Measurement(operations * SECOND / nanos, cpu / operations, loop / operations, bytes / operations);
    }

    private record Used(long nanos, long bytes, boolean loop) {
        private static final Used NOTHING = new Used(0, 0, false);
    }

    private static boolean isServer(String thread) {
        return thread.startsWith(Pump.THREAD) || thread.startsWith(SIMULATOR);
    }

    private static boolean isLoop(ThreadInfo thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(LOOP));
    }

    private static Map<Long, Used> used() {
        Map<Long, Used> used = new HashMap<>();
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds(), DEPTH)) {
            if (thread != null && !isServer(thread.getThreadName())) {
                long nanos = THREADS.getThreadCpuTime(thread.getThreadId());
                long bytes = THREADS.getThreadAllocatedBytes(thread.getThreadId());
                if (nanos >= 0 && bytes >= 0) {
                    used.put(thread.getThreadId(), new Used(nanos, bytes, isLoop(thread)));
                }
            }
        }
        return used;
    }
}
