package io.github.camelctrader.benchmarks;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What was to be reached, beside what was: medians of the ratios of each round, with the lowest and the highest. */
final class Goals {
    static final String RAW = "raw";
    static final String CLIENT = "plain client, queue";
    static final String ONE = "route, queue, one header";
    static final String ALL = "route, queue, all headers";
    static final String CONFLATE = "route, conflate, all headers";
    static final String BARE = "bare consumer on the loop";
    static final String NETTY = "camel-netty without executor";
    static final String THOUSAND = "plain client, 1,000 consumers, 10 deliveries a quote";
    static final String REQUESTS = "plain client";

    private static final ToDoubleFunction<Measurement> CPU = Measurement::cpuNanos;
    private static final ToDoubleFunction<Measurement> RATE = Measurement::perSecond;
    private static final ToDoubleFunction<Measurement> TIME = measured -> 1 / measured.perSecond();

    private final Report inbound;
    private final Report crowds;
    private final Report oneAtATime;
    private final Report inFlight;
    private final Latency latency;

    Goals(Report inbound, Report crowds, Report oneAtATime, Report inFlight, Latency latency) {
        this.inbound = inbound;
        this.crowds = crowds;
        this.oneAtATime = oneAtATime;
        this.inFlight = inFlight;
        this.latency = latency;
    }

    String table(Restore restore, Operations operations) {
        return "| goal | | seen |\n|---|---|---|\n"
                + row("plain client, CPU against raw", "at most 1.5", inbound.spread(CLIENT, RAW, CPU))
                + row("route, one header: CPU ns and bytes above raw", "at most 900, 1,700", above())
                + row(
                        "the same against camel-netty without executor, CPU",
                        "at most 0.7",
                        inbound.spread(ONE, NETTY, CPU))
                + row("the same, rate", "at least 1.5", inbound.spread(ONE, NETTY, RATE))
                + row("the same against the bare consumer, rate", "at least 0.8", inbound.spread(ONE, BARE, RATE))
                + row("route, all headers: against camel-netty, CPU", "at most 0.7", inbound.spread(ALL, NETTY, CPU))
                + row("the same, rate", "at least 1.5", inbound.spread(ALL, NETTY, RATE))
                + row("the same against the bare consumer, rate", "at least 0.8", inbound.spread(ALL, BARE, RATE))
                + row(
                        "route that conflates, taken in against raw",
                        "at least 0.85",
                        inbound.spread(CONFLATE, RAW, RATE))
                + row("1,000 consumers, CPU ns a quote", "at most 8,000", crowds.spread(THOUSAND, CPU, "%.0f"))
                + row(
                        "round trip, one at a time, time against raw",
                        "at most 1.3",
                        oneAtATime.spread(REQUESTS, RAW, TIME))
                + row(
                        "round trips, 64 in flight, rate against raw",
                        "at least 0.60",
                        inFlight.spread(REQUESTS, RAW, RATE))
                + row(
                        "99th percentile at 50,000 quotes a second, all headers, ms",
                        "below 1, and not above camel-netty",
                        latency.worst(ALL, NETTY))
                + row("restore of 200 accounts, fills told", "200", restore.told())
                + row("limiter, CPU ns and bytes", "below 50, 0", operations.seen("Limiter: request"));
    }

    private String above() {
        return String.format(
                Locale.ROOT,
                "**%.0f**, **%.0f**",
                inbound.median(ONE, CPU) - inbound.median(RAW, CPU),
                inbound.median(ONE, Measurement::bytes) - inbound.median(RAW, Measurement::bytes));
    }

    private static String row(String what, String goal, String seen) {
        return "| " + what + " | " + goal + " | " + seen + " |\n";
    }

    /** The short table of what one quote costs. */
    static String cost(Report inbound) {
        StringBuilder text = new StringBuilder("| a quote, TLS included | CPU ns | bytes |\n|---|---|---|\n");
        for (String subject : new String[] {RAW, CLIENT, ONE, ALL, CONFLATE, BARE, NETTY}) {
            text.append("| ")
                    .append(subject)
                    .append(" | ")
                    .append(inbound.spread(subject, CPU, "%.0f"))
                    .append(String.format(Locale.ROOT, " | %,.0f |%n", inbound.median(subject, Measurement::bytes)));
        }
        return text.toString();
    }
}
