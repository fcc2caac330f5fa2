package io.github.camelctrader.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each operation by itself, in a process of its own, as a table in Markdown. */
public final class Operations {
    private static final String ALL = "io\\.github\\.camelctrader\\..*Benchmark";
    private static final String BYTES = "gc.alloc.rate.norm";

    private final Map<String, RunResult> results = new TreeMap<>();

    /** @param arguments a pattern of names, for some of them only */
    public static void main(String[] arguments) throws RunnerException {
        System.out.println(new Operations().table(arguments.length == 0 ? ALL : arguments[0]));
    }

    String table() throws RunnerException {
        return table(ALL);
    }

    /** What one of them needed; - when it was not measured. */
    String seen(String name) {
        RunResult result = results.get(name);
        return result == null
                ? "-"
                : String.format(
                        Locale.ROOT, "**%.0f**, **%.0f**", score(result, CpuProfiler.LABEL), score(result, BYTES));
    }

    private String table(String names) throws RunnerException {
        Collection<RunResult> measured = new Runner(new OptionsBuilder()
                        .include(names)
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .forks(1)
                        .warmupIterations(1)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(2)
                        .measurementTime(TimeValue.milliseconds(500))
                        .addProfiler(GCProfiler.class)
                        .addProfiler(CpuProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        measured.forEach(result -> results.put(nameOf(result), result));
        return results.entrySet().stream()
                .map(result -> String.format(
                        Locale.ROOT,
                        "| %s | %.0f | %.0f |",
                        result.getKey(),
                        score(result.getValue(), CpuProfiler.LABEL),
                        score(result.getValue(), BYTES)))
                .collect(Collectors.joining("\n", "| operation | CPU ns | bytes |\n|---|---|---|\n", "\n"));
    }

    private static String nameOf(RunResult result) {
        String name = result.getParams().getBenchmark().replaceAll(".*\\.(\\w+)Benchmark\\.(\\w+)", "$1: $2");
        StringBuilder parameters = new StringBuilder();
        result.getParams()
                .getParamsKeys()
                .forEach(key -> parameters
                        .append(", ")
                        .append(key)
                        .append(" ")
                        .append(result.getParams().getParam(key)));
        return name + parameters;
    }

    private static double score(RunResult result, String label) {
        Result<?> found = result.getSecondaryResults().get(label);
        return found == null ? Double.NaN : found.getScore();
    }
}
