package io.github.camelctrader.benchmarks;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/** How long a quote is under way at a rate that is kept whatever the client does, from when it was to be sent. */
final class Latency {
    private static final int PER_SECOND = 50_000;
    private static final double MILLI = 1_000;
    private static final int SECONDS = 2;

    private final Map<String, List<Histogram>> rounds = new LinkedHashMap<>();

    /** Quotes that one measurement sends. */
    static int quotes() {
        return PER_SECOND * SECONDS;
    }

    private final Map<String, List<Long>> stopped = new LinkedHashMap<>();

    void measure(String name, Pump pump, Subject.Factory factory) throws Exception {
        pump.next();
        try (Subject subject = factory.connect(pump)) {
            pump.sendAtRate(PER_SECOND, PER_SECOND / 2, subject::taken);
            long stoppedBefore = stoppedMillis();
            Histogram seen = Arrivals.begin();
            try {
                pump.sendAtRate(PER_SECOND, quotes(), subject::taken);
            } finally {
                Arrivals.end();
            }
            rounds.computeIfAbsent(name, any -> new ArrayList<>()).add(seen);
            stopped.computeIfAbsent(name, any -> new ArrayList<>()).add(stoppedMillis() - stoppedBefore);
            System.err.printf(Locale.ROOT, "%s: p99 %d us%n", name, seen.getValueAtPercentile(99));
        }
    }

    /** The median of the rounds for each percentile, and the rounds of the 99th. */
    String table() {
        StringBuilder text = new StringBuilder(
                "| ms at 50,000 quotes a second | p50 | p90 | p99, each round | p99.9 | longest | all collections, each round |\n"
                        + "|---|---|---|---|---|---|---|\n");
        rounds.forEach((name, seen) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %s | %.2f | %.2f | %s |%n",
                name,
                median(seen, 50),
                median(seen, 90),
                each(name),
                median(seen, 99.9),
                median(seen, 100),
                stopped.get(name).stream().map(String::valueOf).collect(Collectors.joining(", ")))));
        return text.toString();
    }

    /** The 99th percentile of a subject in each round, and that of another. */
    String worst(String subject, String other) {
        return rounds.containsKey(subject) && rounds.containsKey(other)
                ? each(subject) + "; " + other + ": " + each(other)
                : "-";
    }

    private String each(String subject) {
        return rounds.get(subject).stream()
                .map(seen -> String.format(Locale.ROOT, "%.2f", seen.getValueAtPercentile(99) / MILLI))
                .collect(Collectors.joining(", "));
    }

    /** How long the collector stopped all threads until now, the server's too. */
    private static long stoppedMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }

    private static double median(List<Histogram> seen, double percentile) {
        double[] sorted = seen.stream()
                .mapToDouble(each -> each.getValueAtPercentile(percentile) / MILLI)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }
}
