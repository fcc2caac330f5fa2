package io.github.camelctrader.benchmarks;

import java.util.Collection;
import java.util.Locale;
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

    private Operations() {}

    /** @param arguments a pattern of names, for some of them only */
    public static void main(String[] arguments) throws RunnerException {
        System.out.println(table(arguments.length == 0 ? ALL : arguments[0]));
    }

    static String table() throws RunnerException {
        return table(ALL);
    }

    private static String table(String names) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
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
        return results.stream()
                .map(Operations::row)
                .sorted()
                .collect(Collectors.joining("\n", "| operation | CPU ns | bytes |\n|---|---|---|\n", "\n"));
    }

    private static String row(RunResult result) {
        String name = result.getParams().getBenchmark().replaceAll(".*\\.(\\w+)Benchmark\\.(\\w+)", "$1: $2");
        StringBuilder parameters = new StringBuilder();
        result.getParams()
                .getParamsKeys()
                .forEach(key -> parameters
                        .append(", ")
                        .append(key)
                        .append(" ")
                        .append(result.getParams().getParam(key)));
        return String.format(
                Locale.ROOT,
                "| %s%s | %.0f | %.0f |",
                name,
                parameters,
                score(result, CpuProfiler.LABEL),
                score(result, BYTES));
    }

    private static double score(RunResult result, String label) {
        Result<?> found = result.getSecondaryResults().get(label);
        return found == null ? Double.NaN : found.getScore();
    }
}
