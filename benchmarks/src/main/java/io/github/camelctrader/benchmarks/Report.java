package io.github.camelctrader.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What was measured in several rounds, as Markdown: the median of each subject, and from where to where it went. */
final class Report {
    private final Map<String, List<Measurement>> rounds = new LinkedHashMap<>();
    private final String limit;

    /** @param limit the subject that the others are compared with, round by round */
    Report(String limit) {
        this.limit = limit;
    }

    void add(String subject, Measurement measured) {
        rounds.computeIfAbsent(subject, name -> new ArrayList<>()).add(measured);
        System.err.printf(Locale.ROOT, "%s: %.0f ns CPU, %.0f bytes%n", subject, measured.cpuNanos(), measured.bytes());
    }

    String table(String operation) {
        StringBuilder text = new StringBuilder("| " + operation + " | rate against " + limit
                + " | CPU ns | CPU against " + limit + " | bytes | a second |\n|---|---|---|---|---|---|\n");
        rounds.forEach((subject, measured) -> text.append("| ")
                .append(subject)
                .append(" | ")
                .append(ratios(measured, Measurement::perSecond, "%.2f"))
                .append(" | ")
                .append(shown(measured.stream().map(Measurement::cpuNanos).toList(), "%.0f"))
                .append(" | ")
                .append(ratios(measured, Measurement::cpuNanos, "%.1f"))
                .append(" | ")
                .append(shown(measured.stream().map(Measurement::bytes).toList(), "%.0f"))
                .append(" | ")
                .append(shown(measured.stream().map(Measurement::perSecond).toList(), "%.0f"))
                .append(" |\n"));
        return text.toString();
    }

    /** Which threads the CPU time of an operation is spent on. */
    String threads() {
        StringBuilder text = new StringBuilder("| CPU ns a quote | on the loop | on other threads |\n|---|---|---|\n");
        rounds.keySet()
                .forEach(subject -> text.append("| ")
                        .append(subject)
                        .append(" | ")
                        .append(spread(subject, Measurement::loopNanos, "%.0f"))
                        .append(" | ")
                        .append(spread(subject, measured -> measured.cpuNanos() - measured.loopNanos(), "%.0f"))
                        .append(" |\n"));
        return text.toString();
    }

    /** What one subject needs against another in the same round: the median of the rounds, with the lowest and the highest. */
    String spread(String subject, String other, ToDoubleFunction<Measurement> figure) {
        List<Measurement> ours = rounds.getOrDefault(subject, List.of());
        List<Measurement> theirs = rounds.getOrDefault(other, List.of());
        return shown(
                IntStream.range(0, Math.min(ours.size(), theirs.size()))
                        .mapToObj(round ->
                                figure.applyAsDouble(ours.get(round)) / figure.applyAsDouble(theirs.get(round)))
                        .toList(),
                "%.2f");
    }

    /** A figure's median, with the lowest and the highest of the rounds. */
    String spread(String subject, ToDoubleFunction<Measurement> figure, String format) {
        return shown(
                rounds.getOrDefault(subject, List.of()).stream()
                        .map(figure::applyAsDouble)
                        .toList(),
                format);
    }

    double median(String subject, ToDoubleFunction<Measurement> figure) {
        double[] values = rounds.getOrDefault(subject, List.of()).stream()
                .mapToDouble(figure)
                .sorted()
                .toArray();
        return values.length == 0 ? Double.NaN : values[values.length / 2];
    }

    /** The CPU time of each subject. */
    List<Plot.Bar> bars() {
        return rounds.entrySet().stream()
                .map(entry -> {
                    DoubleSummaryStatistics spread = entry.getValue().stream()
                            .mapToDouble(Measurement::cpuNanos)
                            .summaryStatistics();
                    return new Plot.Bar(
                            entry.getKey(),
                            spread.getMin(),
                            median(entry.getKey(), Measurement::cpuNanos),
                            spread.getMax());
                })
                .toList();
    }

    private String ratios(List<Measurement> measured, ToDoubleFunction<Measurement> figure, String format) {
        List<Measurement> limits = rounds.getOrDefault(limit, List.of());
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < Math.min(measured.size(), limits.size()); round++) {
            ratios.add(figure.applyAsDouble(measured.get(round)) / figure.applyAsDouble(limits.get(round)));
        }
        return shown(ratios, format);
    }

    private static String shown(List<Double> values, String format) {
        List<Double> sorted = values.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return "-";
        }
        return String.format(
                Locale.ROOT,
                "**" + format + "** (" + format + " to " + format + ")",
                sorted.get(sorted.size() / 2),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }

    /** Where it was measured. */
    static String machine() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        var system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%s %s, %d processors, load average %.1f; %s %s; flags: %s%n",
                system.getName(),
                system.getArch(),
                system.getAvailableProcessors(),
                system.getSystemLoadAverage(),
                runtime.getVmName(),
                runtime.getVmVersion(),
                String.join(" ", runtime.getInputArguments()));
    }
}
