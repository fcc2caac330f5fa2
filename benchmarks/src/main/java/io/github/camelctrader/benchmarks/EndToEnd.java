package io.github.camelctrader.benchmarks;

import com.google.protobuf.Message;
import io.github.camelctrader.client.SlowConsumer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * The whole way, over TLS on the loopback interface: quotes in and requests out and back, by Netty and protobuf alone, by the
 * plain client, and by routes of ours and of {@code camel-netty}. All take their turns in each round, and one round before the first warms them up.
 */
public final class EndToEnd {
    private static final int FEW = 10;
    private static final int MANY = 1_000;
    private static final String RAW = "raw";
    private static final String ROUTE = "route, queue, all headers";
    private static final String BARE = "bare consumer on the loop";
    private static final String NETTY = "camel-netty without executor";
    private static final List<String> AT_A_RATE =
            List.of(RAW, "plain client, queue", ROUTE, NETTY, "camel-netty with its executor");
    private static final String LATENCY = "latency";
    private static final Path REPORT = Path.of("target", "performance.md");
    private static final Path PLOT = Path.of("target", "performance.svg");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** Events of a subject with many consumers, and requests, are fewer. */
    private static final int SHARE = 4;

    private EndToEnd() {}

    /**
     * @param arguments number of rounds, 3 when it is absent, and of quotes in each, 60,000; then a pattern of the subjects' names
     *     for some of them only, the limit always being one
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int quotes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60_000;
        Pattern wanted = Pattern.compile(arguments.length > 2 ? RAW + "|" + arguments[2] : ".*");
        Report inbound = new Report(RAW);
        Report oneAtATime = new Report(RAW);
        Report inFlight = new Report(RAW);
        Latency latency = new Latency();
        StringBuilder text = new StringBuilder(Report.machine());
        Others others = new Others();
        try (Pump few = new Pump(FEW);
                Pump many = new Pump(MANY)) {
            for (int round = 0; round <= rounds; round++) {
                Report kept = round == 0 ? new Report(RAW) : inbound;
                for (Map.Entry<String, Subject.Factory> subject : one().entrySet()) {
                    if (wanted.matcher(subject.getKey()).find()) {
                        kept.add(subject.getKey(), measured(few, subject.getValue(), quotes));
                    }
                }
                for (Map.Entry<String, Subject.Factory> subject : crowds().entrySet()) {
                    if (wanted.matcher(subject.getKey()).find()) {
                        kept.add(subject.getKey(), measured(many, subject.getValue(), quotes / SHARE));
                    }
                }
                requests(
                        few,
                        quotes,
                        round == 0 ? new Report(RAW) : oneAtATime,
                        round == 0 ? new Report(RAW) : inFlight);
                if (round > 0 && wanted.matcher(LATENCY).find()) {
                    for (String name : AT_A_RATE) {
                        latency.measure(name, few, one().get(name));
                    }
                }
            }
        }
        text.append("Other processes used ")
                .append(others.used())
                .append(" meanwhile. Rounds: ")
                .append(rounds)
                .append("; quotes in each: ")
                .append(quotes)
                .append(".\n\n")
                .append(goals(inbound, oneAtATime, inFlight))
                .append('\n')
                .append(inbound.table("quotes in"))
                .append('\n')
                .append(latency.table())
                .append('\n')
                .append(oneAtATime.table("round trips, one at a time"))
                .append('\n')
                .append(inFlight.table("round trips, " + RoundTrips.IN_FLIGHT + " in flight"))
                .append('\n')
                .append(wanted.matcher(Scale.NAME).find() ? Scale.table() : "");
        System.out.println(text);
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, text);
        Files.writeString(
                PLOT,
                Plot.of(
                        "CPU ns a quote, all of the client's threads; median, and from the lowest to the highest round",
                        inbound.bars()));
        System.exit(0);
    }

    private static String goals(Report inbound, Report oneAtATime, Report inFlight) {
        ToDoubleFunction<Measurement> cpu = Measurement::cpuNanos;
        ToDoubleFunction<Measurement> rate = Measurement::perSecond;
        String one = "route, queue, one header";
        return String.format(
                Locale.ROOT,
                "| goal | | reached |%n|---|---|---|%n"
                        + "| plain client, CPU against raw | at most 1.5 | %.2f |%n"
                        + "| route that reads all headers, rate against camel-netty without executor | at least 1.5 | %.2f |%n"
                        + "| the same, CPU | at most 0.7 | %.2f |%n"
                        + "| route that reads one header, rate against camel-netty without executor | | %.2f |%n"
                        + "| the same, CPU | | %.2f |%n"
                        + "| route that reads all headers, rate against the bare consumer | at least 0.8 | %.2f |%n"
                        + "| route that reads one header, rate against the bare consumer | | %.2f |%n"
                        + "| route that reads one header, CPU ns and bytes above those of raw | 900, 1,700 | %.0f, %.0f |%n"
                        + "| route that conflates, taken in against raw | at least 0.85 | %.2f |%n"
                        + "| 1,000 consumers, CPU us a quote with its ten deliveries | at most 8 | %.1f |%n"
                        + "| round trip, one at a time, against raw | at most 1.3 | %.2f |%n"
                        + "| round trips, 64 in flight, rate against raw | at least 0.60 | %.2f |%n",
                inbound.ratio("plain client, queue", RAW, cpu),
                inbound.ratio(ROUTE, NETTY, rate),
                inbound.ratio(ROUTE, NETTY, cpu),
                inbound.ratio(one, NETTY, rate),
                inbound.ratio(one, NETTY, cpu),
                inbound.ratio(ROUTE, BARE, rate),
                inbound.ratio(one, BARE, rate),
                inbound.median(one, cpu) - inbound.median(RAW, cpu),
                inbound.median(one, Measurement::bytes) - inbound.median(RAW, Measurement::bytes),
                inbound.ratio("route, conflate, all headers", RAW, rate),
                inbound.median("plain client, 1,000 consumers, 10 deliveries a quote", cpu) / 1_000,
                1 / oneAtATime.ratio("plain client", RAW, rate),
                inFlight.ratio("plain client", RAW, rate));
    }

    private static Map<String, Subject.Factory> one() {
        Map<String, Subject.Factory> subjects = new LinkedHashMap<>();
        subjects.put(RAW, RawClient::new);
        subjects.put("plain client, queue", pump -> new PlainClient(pump, SlowConsumer.QUEUE, 1, FEW));
        subjects.put("plain client, conflate", pump -> new PlainClient(pump, SlowConsumer.CONFLATE, 1, FEW));
        subjects.put(ROUTE, pump -> new CamelRoutes(pump, "queue", 1, FEW, true));
        subjects.put("route, queue, one header", pump -> new CamelRoutes(pump, "queue", 1, FEW, false));
        subjects.put("route, conflate, all headers", pump -> new CamelRoutes(pump, "conflate", 1, FEW, true));
        subjects.put(BARE, BareRoute::new);
        subjects.put(NETTY, pump -> new NettyRoute(pump, false));
        subjects.put("camel-netty with its executor", pump -> new NettyRoute(pump, true));
        return subjects;
    }

    /** Consumers of ten of a thousand symbols each: a hundred share none, of a thousand ten get each quote. */
    private static Map<String, Subject.Factory> crowds() {
        Map<String, Subject.Factory> subjects = new LinkedHashMap<>();
        subjects.put("plain client, 100 consumers", pump -> new PlainClient(pump, SlowConsumer.QUEUE, 100, MANY));
        subjects.put(
                "plain client, 1,000 consumers, 10 deliveries a quote",
                pump -> new PlainClient(pump, SlowConsumer.QUEUE, 1_000, MANY));
        subjects.put("100 routes, queue", pump -> new CamelRoutes(pump, "queue", 100, MANY, true));
        subjects.put(
                "1,000 routes, queue, 10 exchanges a quote", pump -> new CamelRoutes(pump, "queue", 1_000, MANY, true));
        return subjects;
    }

    private static Measurement measured(Pump pump, Subject.Factory factory, int quotes) throws Exception {
        pump.next();
        try (Subject subject = factory.connect(pump)) {
            pump.send(quotes / SHARE, subject::taken);
            return Measurement.of(quotes, () -> pump.send(quotes, subject::taken));
        }
    }

    private static void requests(Pump pump, int quotes, Report oneAtATime, Report inFlight) throws Exception {
        pump.next();
        try (RawClient raw = new RawClient(pump)) {
            requests(RAW, raw::request, quotes, oneAtATime, inFlight);
        }
        pump.next();
        try (PlainClient ours = new PlainClient(pump, SlowConsumer.CONFLATE, 1, FEW)) {
            requests("plain client", request -> ours.client().request(request, TIMEOUT), quotes, oneAtATime, inFlight);
        }
    }

    private static void requests(
            String name,
            Function<Message, ? extends CompletableFuture<?>> client,
            int quotes,
            Report oneAtATime,
            Report inFlight)
            throws Exception {
        int few = quotes / SHARE / FEW;
        int many = quotes / SHARE;
        RoundTrips.oneAtATime(few / FEW, client);
        oneAtATime.add(name, Measurement.of(few, () -> RoundTrips.oneAtATime(few, client)));
        RoundTrips.inFlight(many / FEW, client);
        inFlight.add(name, Measurement.of(many, () -> RoundTrips.inFlight(many, client)));
    }
}
