package io.github.camelctrader.acceptance;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOAVersionRes;
import io.github.camelctrader.CTraderConstants;
import io.github.camelctrader.client.ConnectionEvent;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.Transport;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;

/** Routes that read, trade and listen on one account, with short times, against a server that can be made to misbehave. */
final class FaultHarness implements AutoCloseable {
    static final String READ = "ctrader:demo?messageType=ReconcileReq";
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int FLOOD = 12;
    private static final String BUY = """
            {"symbolName": "EURUSD", "orderType": "MARKET", "tradeSide": "BUY", "volumeInUnits": 1000}""";

    final List<ConnectionEvent> connection = new CopyOnWriteArrayList<>();
    final List<GapEvent> gaps = new CopyOnWriteArrayList<>();
    final List<Exchange> executions = new CopyOnWriteArrayList<>();
    final List<Object> strangers = new CopyOnWriteArrayList<>();
    private final AtomicLong quotes = new AtomicLong();
    private final TradingHarness harness;
    private final ProducerTemplate producer;

    FaultHarness(Transport transport) throws Exception {
        harness = new TradingHarness(
                CTraderSimulator.builder().quotesPerSecond(20).start());
        var options = harness.configuration();
        options.setTransport(transport);
        options.setRefreshToken(SimulatorDefaults.REFRESH_TOKEN);
        options.setConnectTimeout(Duration.ofMillis(1500));
        options.setRequestTimeout(Duration.ofSeconds(2));
        options.setOrderTimeout(Duration.ofMillis(1500));
        options.setHeartbeatInterval(Duration.ofMillis(300));
        options.setIdleTimeout(Duration.ofSeconds(3));
        options.setReconnectDelay(Duration.ofMillis(20));
        options.setReconnectMaxDelay(Duration.ofMillis(100));
        harness.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("ctrader:demo?symbols=EURUSD&eventTypes=Spot").process(exchange -> quotes.incrementAndGet());
                from("ctrader:demo?eventTypes=Execution").process(exchange -> executions.add(exchange.copy()));
                from("ctrader:demo?eventTypes=Connection").process(exchange -> connection.add(bodyOf(exchange)));
                from("ctrader:demo?eventTypes=Gap").process(exchange -> gaps.add(bodyOf(exchange)));
                from("ctrader:demo")
                        .filter(header(CTraderConstants.MESSAGE_TYPE).isEqualTo("ProtoMessage"))
                        .process(exchange -> strangers.add(bodyOf(exchange)));
            }
        });
        producer = harness.camel.createProducerTemplate();
    }

    /** A body that is there; the cast is what the caller expects of the route. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T bodyOf(Exchange exchange) {
        return (T) Objects.requireNonNull(exchange.getMessage().getBody());
    }

    /** Brings a fault about, written as in a script. */
    void fault(String rule) {
        harness.simulator.fault(FaultRule.parse(rule));
    }

    void clearFaults() {
        harness.simulator.clearFaults();
    }

    /** Ends the present link, so that the next one meets what waits for it. */
    void cut() {
        harness.simulator.cut(SimulatorEnvironment.DEMO, CutKind.RST);
    }

    /** Reads positions and orders of the account: any answer will do. */
    Message read() throws Exception {
        return request(READ, "");
    }

    /** Buys 1000 units at the market. */
    Message buy() throws Exception {
        return request("ctrader:demo?messageType=NewOrderReq", BUY);
    }

    /** Reads the deals of the last minute. */
    Message deals() throws Exception {
        return request(
                "ctrader:demo?messageType=DealListReq",
                Map.of(
                        "fromTimestamp",
                        System.currentTimeMillis() - 60_000,
                        "toTimestamp",
                        System.currentTimeMillis()));
    }

    /** Sends more than fits into the buffers between here and a server that does not read. */
    void flood() {
        ProtoOASymbolByIdReq request = ProtoOASymbolByIdReq.newBuilder()
                .setCtidTraderAccountId(SimulatorDefaults.DEMO_ACCOUNT)
                .addAllSymbolId(LongStream.range(1_000_000, 1_500_000).boxed().toList())
                .build();
        for (int i = 0; i < FLOOD; i++) {
            producer.asyncRequestBody("ctrader:demo", request);
        }
    }

    private Message request(String uri, Object body) throws Exception {
        try {
            return Objects.requireNonNull(producer.requestBody(uri, body, Message.class));
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    int openConnections() {
        return harness.simulator.openConnections(SimulatorEnvironment.DEMO);
    }

    /** How often the server got requests of a kind, over all links. */
    long received(int payloadType) {
        return harness.simulator.journal().count(SimulatorEnvironment.DEMO, payloadType);
    }

    /** The link is up, requests are answered, quotes come. */
    void awaitWorking() {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .atMost(PATIENCE)
                .until(this::answers);
        awaitQuotes();
    }

    private boolean answers() {
        Object version = producer.requestBody("ctrader:demo?messageType=VersionReq", Map.of());
        Object positions = producer.requestBody(READ, ProtoOAReconcileReq.newBuilder());
        return version instanceof ProtoOAVersionRes && positions != null;
    }

    void awaitQuotes() {
        long before = quotes.get();
        Awaitility.await().pollInterval(Duration.ofMillis(10)).atMost(PATIENCE).until(() -> quotes.get() > before + 1);
    }

    /** A link is lost, or not made, for this reason after the first {@code before} events of the connection. */
    void awaitLoss(int before, DisconnectReason... reasons) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .atMost(PATIENCE)
                .until(() -> connection.stream()
                        .skip(before)
                        .anyMatch(event -> Arrays.asList(reasons).contains(event.reason())));
    }

    boolean stayedReady(int before) {
        return connection.stream().skip(before).allMatch(event -> event.state() == ConnectionState.READY);
    }

    void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .pollInterval(Duration.ofMillis(10))
                .atMost(PATIENCE)
                .until(condition);
    }

    @Override
    public void close() {
        harness.close();
    }
}
