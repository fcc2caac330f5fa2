package io.github.camelctrader.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * Whose code the processors are in while quotes come, by samples of the flight recorder. A sample belongs to the innermost frame that
 * is not the JDK's own, but for its TLS. Time in the kernel is not sampled. Where frames begin is only known with {@code -XX:+DebugNonSafepoints}.
 */
final class Profile {
    static final String NAME = "profile";

    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(10);
    private static final Duration OF_EACH = Duration.ofSeconds(5);
    private static final int QUOTES = 60_000;
    private static final double PERCENT = 100;

    private enum Part {
        TLS("TLS of the JDK", "sun.security.", "com.sun.crypto.", "javax.crypto.", "javax.net.ssl."),
        PROTOBUF("protobuf", "com.google.protobuf.", "com.xtrader."),
        CAMEL("Camel", "org.apache.camel."),
        MEASUREMENT("this measurement", "io.github.camelctrader.benchmarks."),
        OURS("this client and component", "io.github.camelctrader."),
        NETTY("Netty", "io.netty."),
        OTHER("none of these");

        private final String title;
        private final List<String> packages;

        Part(String title, String... packages) {
            this.title = title;
            this.packages = List.of(packages);
        }

        private boolean holds(String type) {
            return packages.stream().anyMatch(type::startsWith);
        }
    }

    private final Map<String, Map<Part, Integer>> subjects = new LinkedHashMap<>();

    /** Measures a subject. */
    void measure(String name, Pump pump, Subject.Factory factory) throws Exception {
        Path file = Files.createTempFile("benchmark", ".jfr");
        pump.next();
        try (Subject subject = factory.connect(pump);
                Recording recording = new Recording()) {
            pump.send(QUOTES, subject::taken);
            recording.enable(SAMPLE).withPeriod(BETWEEN_SAMPLES);
            recording.start();
            long began = System.nanoTime();
            while (System.nanoTime() - began < OF_EACH.toNanos()) {
                pump.send(QUOTES, subject::taken);
            }
            recording.stop();
            recording.dump(file);
            subjects.put(name, read(file));
        } finally {
            Files.delete(file);
        }
    }

    private static Map<Part, Integer> read(Path file) throws IOException {
        Map<Part, Integer> parts = new EnumMap<>(Part.class);
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            if (event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null && !isServer(event)) {
                parts.merge(partOf(event.getStackTrace().getFrames()), 1, Integer::sum);
            }
        }
        return parts;
    }

    private static boolean isServer(RecordedEvent event) {
        RecordedThread thread = event.getThread("sampledThread");
        return thread == null || String.valueOf(thread.getJavaName()).startsWith(Pump.THREAD);
    }

    private static Part partOf(List<RecordedFrame> frames) {
        for (RecordedFrame frame : frames) {
            String type = frame.getMethod().getType().getName();
            for (Part part : Part.values()) {
                if (part.holds(type)) {
                    return part;
                }
            }
        }
        return Part.OTHER;
    }

    /**
     * Of a hundred samples of each subject, how many are in which part, and what that is of the CPU time of a quote.
     *
     * @param cpuNanos of a quote of a subject
     */
    String table(ToDoubleFunction<String> cpuNanos) {
        StringBuilder text = new StringBuilder("| CPU ns of a quote, percent of the samples |");
        subjects.keySet().forEach(name -> text.append(' ').append(name).append(" |"));
        text.append("\n|---|").append("---|".repeat(subjects.size())).append('\n');
        for (Part part : Part.values()) {
            text.append("| ").append(part.title).append(" |");
            subjects.forEach((name, parts) -> {
                double share = (double) parts.getOrDefault(part, 0) / all(parts);
                text.append(String.format(
                        Locale.ROOT, " %.0f, %.0f %% |", share * cpuNanos.applyAsDouble(name), share * PERCENT));
            });
            text.append('\n');
        }
        text.append("| samples |");
        subjects.values().forEach(parts -> text.append(' ').append(all(parts)).append(" |"));
        return text.append('\n').toString();
    }

    private static int all(Map<Part, Integer> parts) {
        return parts.values().stream().mapToInt(count -> count).sum();
    }
}
