package io.github.camelctrader.benchmarks;

import com.google.protobuf.Message;
import io.github.camelctrader.client.SlowConsumer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The whole way, over TLS on the loopback interface: quotes in and requests out and back, by Netty and protobuf alone, by the
 * plain client, and by routes. All take their turns in each round, and one round before the first warms them up.
 */
public final class EndToEnd {
    private static final int FEW = 10;
    private static final int MANY = 1_000;
    private static final String RAW = "raw";
    private static final String ROUTE = "route, queue, all headers";
    private static final String BARE = "bare consumer on the loop";
    private static final String NETTY = "camel-netty without executor";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** Events of a subject with many consumers, and requests, are fewer. */
    private static final int SHARE = 4;

    private EndToEnd() {}

    /**
     * @param arguments number of rounds, 3 when it is absent, and of quotes in each, 200,000; then a pattern of the subjects' names
     *     for some of them only, the limit always being one
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int quotes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200_000;
        Pattern wanted = Pattern.compile(arguments.length > 2 ? RAW + "|" + arguments[2] : ".*");
        Report inbound = new Report(RAW);
        Report oneAtATime = new Report(RAW);
        Report inFlight = new Report(RAW);
        System.out.println(Report.machine());
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
            }
        }
        System.out.println(inbound.table("quotes in"));
        System.out.println(oneAtATime.table("round trips, one at a time"));
        System.out.println(inFlight.table("round trips, " + RoundTrips.IN_FLIGHT + " in flight"));
        System.exit(0);
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
