package io.github.camelctrader.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How much of the machine other processes used meanwhile, where the system tells. */
final class Others {
    private static final Path STAT = Path.of("/proc/stat");
    private static final double JIFFY_SECONDS = 0.01;
    private static final double NANOS = 1e9;
    /** Columns of user, nice, system, interrupts and what the host took for others; idle and waiting are between them. */
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final long began = System.nanoTime();
    private final double busyBefore = busy();
    private final double ownBefore = own();

    /** Since this was made, in words. */
    String used() {
        if (!Files.isReadable(STAT)) {
            return "not known";
        }
        double seconds = (System.nanoTime() - began) / NANOS;
        double others = busy() - busyBefore - (own() - ownBefore);
        return String.format(
                Locale.ROOT,
                "%.0f s of the %.0f s that %d processors had",
                Math.max(0, others),
                seconds * system.getAvailableProcessors(),
                system.getAvailableProcessors());
    }

    private double own() {
        return system.getProcessCpuTime() / NANOS;
    }

    private static double busy() {
        try {
            String[] columns =
                    Files.readString(STAT).lines().findFirst().orElse("").split(" +");
            double sum = 0;
            for (int column : BUSY) {
                sum += Double.parseDouble(columns[column]);
            }
            return sum * JIFFY_SECONDS;
        } catch (IOException | RuntimeException unknown) {
            return 0;
        }
    }
}
