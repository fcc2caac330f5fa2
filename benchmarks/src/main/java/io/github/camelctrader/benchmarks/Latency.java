package io.github.camelctrader.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    void measure(String name, Pump pump, Subject.Factory factory) throws Exception {
        pump.next();
        try (Subject subject = factory.connect(pump)) {
            pump.sendAtRate(PER_SECOND, PER_SECOND / 2, subject::taken);
            Histogram seen = Arrivals.begin();
            try {
                pump.sendAtRate(PER_SECOND, quotes(), subject::taken);
            } finally {
                Arrivals.end();
            }
            rounds.computeIfAbsent(name, any -> new ArrayList<>()).add(seen);
            System.err.printf(Locale.ROOT, "%s: p99 %d us%n", name, seen.getValueAtPercentile(99));
        }
    }

    /** The median of the rounds for each percentile, and the rounds of the 99th. */
    String table() {
        StringBuilder text =
                new StringBuilder("| ms at 50,000 quotes a second | p50 | p90 | p99, each round | p99.9 | longest |\n"
                        + "|---|---|---|---|---|---|\n");
        rounds.forEach((name, seen) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %s | %.2f | %.2f |%n",
                name,
                median(seen, 50),
                median(seen, 90),
                seen.stream()
                        .map(each -> String.format(Locale.ROOT, "%.2f", each.getValueAtPercentile(99) / MILLI))
                        .reduce((one, other) -> one + ", " + other)
                        .orElse("-"),
                median(seen, 99.9),
                median(seen, 100))));
        return text.toString();
    }

    private static double median(List<Histogram> seen, double percentile) {
        double[] sorted = seen.stream()
                .mapToDouble(each -> each.getValueAtPercentile(percentile) / MILLI)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }
}
