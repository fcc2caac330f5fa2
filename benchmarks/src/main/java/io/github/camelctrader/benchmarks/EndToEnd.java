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
import java.util.regex.Pattern;

/**
 * The whole way, over TLS on the loopback interface: quotes in and requests out and back, by Netty and protobuf alone, by the
 * plain client, and by routes of ours and of {@code camel-netty}. All take their turns in each round, and one round before the first warms
 * them up. After that what a measurement of its own needs: a profile, scale, a restore, orders, and each operation by itself.
 */
public final class EndToEnd {
    private static final int FEW = 10;
    private static final int MANY = 1_000;
    private static final List<String> PROFILED =
            List.of(Goals.RAW, Goals.CLIENT, Goals.ONE, Goals.ALL, Goals.BARE, Goals.NETTY);
    private static final List<String> AT_A_RATE =
            List.of(Goals.RAW, Goals.CLIENT, Goals.ONE, Goals.ALL, Goals.NETTY, "camel-netty with its executor");
    private static final String LATENCY = "latency";
    private static final String REQUESTS = "requests";
    private static final String OPERATIONS = "operations";
    private static final Path REPORT = Path.of("target", "performance.md");
    private static final Path PLOT = Path.of("target", "performance.svg");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** Events of a subject with many consumers, and requests, are fewer. */
    private static final int SHARE = 4;

    private final int rounds;
    private final int quotes;
    private final Pattern wanted;
    private final Report inbound = new Report(Goals.RAW);
    private final Report crowds = new Report(Goals.RAW);
    private final Report oneAtATime = new Report(Goals.RAW);
    private final Report inFlight = new Report(Goals.RAW);
    private final Latency latency = new Latency();
    private final Profile profile = new Profile();
    private final Restore restore = new Restore();
    private final Operations operations = new Operations();
    private final Figures figures = new Figures();

    private EndToEnd(int rounds, int quotes, Pattern wanted) {
        this.rounds = rounds;
        this.quotes = quotes;
        this.wanted = wanted;
    }

    /**
     * @param arguments number of rounds, 5 when it is absent, and of quotes in each, 240,000; then a pattern of the subjects' and
     *     parts' names for some of them only, the limit always being one
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int quotes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 240_000;
        new EndToEnd(
                        rounds,
                        quotes,
                        Pattern.compile(arguments.length > 2 ? "^" + Goals.RAW + "$|" + arguments[2] : ".*"))
                .run();
        System.exit(0);
    }

    private void run() throws Exception {
        Others others = new Others();
        String machine = Report.machine();
        long began = System.nanoTime();
        try (Pump few = new Pump(FEW);
                Pump many = new Pump(MANY)) {
            for (int round = 0; round <= rounds; round++) {
                round(few, many, round > 0);
            }
            part(Profile.NAME, () -> profiled(few));
        }
        figures.put("cost", Goals.cost(inbound));
        figures.put("threads", inbound.threads());
        figures.put("inbound", inbound.table("quotes in"));
        figures.put("consumers", crowds.table("many consumers of 10 of 1,000 symbols each"));
        figures.put(LATENCY, latency.table());
        figures.put(
                REQUESTS,
                oneAtATime.table("round trips, one at a time") + "\n"
                        + inFlight.table("round trips, " + RoundTrips.IN_FLIGHT + " in flight"));
        part("symbols", () -> Scale.symbols(rounds, quotes));
        part("crowds", Scale::consumers);
        part("accounts", Scale::accounts);
        part(Orders.NAME, Orders::table);
        part(Restore.NAME, restore::table);
        part(OPERATIONS, operations::table);
        figures.put("goals", new Goals(inbound, crowds, oneAtATime, inFlight, latency).table(restore, operations));
        figures.put(
                "machine",
                machine
                        + String.format(
                                Locale.ROOT,
                                "Other processes used %s meanwhile. Rounds: %d; quotes in each: %,d; all of it took %d s.%n",
                                others.used(),
                                rounds,
                                quotes,
                                Duration.ofNanos(System.nanoTime() - began).toSeconds()));
        figures.write(REPORT);
        Files.writeString(
                PLOT,
                Plot.of(
                        "CPU ns a quote, all of the client's threads; median, and from the lowest to the highest round",
                        inbound.bars()));
    }

    /** What makes a part of the report. */
    private interface Part {
        String table() throws Exception;
    }

    private void part(String name, Part part) throws Exception {
        if (wanted.matcher(name).find()) {
            System.err.println(name);
            figures.put(name, part.table());
        }
    }

    private void round(Pump few, Pump many, boolean kept) throws Exception {
        for (Map.Entry<String, Subject.Factory> subject : one().entrySet()) {
            if (wanted.matcher(subject.getKey()).find()) {
                add(kept, inbound, subject.getKey(), measured(few, subject.getValue(), quotes));
            }
        }
        for (Map.Entry<String, Subject.Factory> subject : crowds().entrySet()) {
            if (wanted.matcher(subject.getKey()).find()) {
                add(kept, crowds, subject.getKey(), measured(many, subject.getValue(), quotes / SHARE));
            }
        }
        if (wanted.matcher(REQUESTS).find()) {
            requests(few, kept);
        }
        if (kept && wanted.matcher(LATENCY).find()) {
            for (String name : AT_A_RATE) {
                latency.measure(name, few, one().get(name));
            }
        }
    }

    private String profiled(Pump pump) throws Exception {
        for (String name : PROFILED) {
            profile.measure(name, pump, one().get(name));
        }
        return profile.table(name -> inbound.median(name, Measurement::cpuNanos));
    }

    private static void add(boolean kept, Report report, String subject, Measurement measured) {
        if (kept) {
            report.add(subject, measured);
        }
    }

    private static Map<String, Subject.Factory> one() {
        Map<String, Subject.Factory> subjects = new LinkedHashMap<>();
        subjects.put(Goals.RAW, RawClient::new);
        subjects.put(Goals.CLIENT, pump -> new PlainClient(pump, SlowConsumer.QUEUE, 1, FEW));
        subjects.put("plain client, conflate", pump -> new PlainClient(pump, SlowConsumer.CONFLATE, 1, FEW));
        subjects.put(Goals.ONE, pump -> new CamelRoutes(pump, "queue", 1, FEW, false));
        subjects.put(Goals.ALL, pump -> new CamelRoutes(pump, "queue", 1, FEW, true));
        subjects.put(Goals.CONFLATE, pump -> new CamelRoutes(pump, "conflate", 1, FEW, true));
        subjects.put(Goals.BARE, BareRoute::new);
        subjects.put(Goals.NETTY, pump -> new NettyRoute(pump, false));
        subjects.put("camel-netty with its executor", pump -> new NettyRoute(pump, true));
        return subjects;
    }

    /** Consumers of ten of a thousand symbols each: a hundred share none, of a thousand ten get each quote. */
    private static Map<String, Subject.Factory> crowds() {
        Map<String, Subject.Factory> subjects = new LinkedHashMap<>();
        subjects.put(Goals.RAW, RawClient::new);
        subjects.put(
                "plain client, 1 consumer of all", pump -> new PlainClient(pump, SlowConsumer.QUEUE, 1, MANY, MANY));
        subjects.put("plain client, 100 consumers", pump -> new PlainClient(pump, SlowConsumer.QUEUE, 100, MANY));
        subjects.put(Goals.THOUSAND, pump -> new PlainClient(pump, SlowConsumer.QUEUE, 1_000, MANY));
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

    private void requests(Pump pump, boolean kept) throws Exception {
        pump.next();
        try (RawClient raw = new RawClient(pump)) {
            requests(Goals.RAW, raw::request, kept);
        }
        pump.next();
        try (PlainClient ours = new PlainClient(pump, SlowConsumer.CONFLATE, 1, FEW)) {
            requests(Goals.REQUESTS, request -> ours.client().request(request, TIMEOUT), kept);
        }
    }

    private void requests(String name, Function<Message, ? extends CompletableFuture<?>> client, boolean kept)
            throws Exception {
        int few = quotes / SHARE / FEW;
        int many = quotes / SHARE;
        RoundTrips.oneAtATime(few / FEW, client);
        add(kept, oneAtATime, name, Measurement.of(few, () -> RoundTrips.oneAtATime(few, client)));
        RoundTrips.inFlight(many / FEW, client);
        add(kept, inFlight, name, Measurement.of(many, () -> RoundTrips.inFlight(many, client)));
    }
}
