package io.github.camelctrader.acceptance;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import io.github.camelctrader.CTraderConfiguration;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.Transport;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.CutKind;
import io.github.camelctrader.simulator.SimulatedAccount;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.awaitility.Awaitility;

/** The component of a soak and its server, with short times, and the way from trouble to quiet. */
final class SoakHarness implements AutoCloseable {
    /** Longer than a look-up of an outcome, and than an account that was refused is left alone. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final int ROWS = 1_000_000;

    final SoakListener listener = new SoakListener();
    final SoakTraffic traffic;
    final CTraderSimulator simulator;
    private final TradingHarness harness;
    private final ProducerTemplate producer;

    SoakHarness(long seed, Transport transport) throws Exception {
        harness = new TradingHarness(CTraderSimulator.builder()
                .seed(seed)
                .quotesPerSecond(20)
                .historyRows(ROWS)
                .serverHeartbeatInterval(Duration.ofMillis(500))
                .account(SimulatedAccount.demo(SimulatorDefaults.DEMO_ACCOUNT, SimulatorDefaults.ACCESS_TOKEN)
                        .withBalance("1000000", "USD"))
                .start());
        simulator = harness.simulator;
        setUp(harness.configuration(), transport);
        harness.start(listener);
        producer = harness.camel.createProducerTemplate();
        traffic = new SoakTraffic(harness.camel, listener);
    }

    private static void setUp(CTraderConfiguration options, Transport transport) {
        options.setTransport(transport);
        options.setConnectTimeout(Duration.ofMillis(1500));
        options.setRequestTimeout(Duration.ofSeconds(2));
        options.setOrderTimeout(Duration.ofSeconds(2));
        options.setHeartbeatInterval(Duration.ofMillis(300));
        options.setIdleTimeout(Duration.ofSeconds(2));
        options.setReconnectDelay(Duration.ofMillis(20));
        options.setReconnectMaxDelay(Duration.ofMillis(200));
    }

    /** Ends all trouble, lets everybody have an answer, and interrupts once more, after which nothing may be missing. */
    void calmDown() {
        simulator.clearFaults();
        simulator.pauseFeed();
        await("an answer for everybody", () -> traffic.calls().stream().allMatch(call -> call.answers() > 0));
        account();
        await(
                "the outcome of orders that were told to be unknown",
                () -> traffic.calls().stream()
                        .filter(call -> call.makesOrder() && call.unknown())
                        .allMatch(call -> listener.outcomes.containsKey(call.id)));
        Instant cut = Instant.now();
        simulator.cut(SimulatorEnvironment.DEMO, CutKind.RST);
        await(
                "the last gap",
                () -> listener.gaps.stream().anyMatch(gap -> gap.to().isAfter(cut)));
        account();
    }

    /** Quotes come again. */
    void goOn() {
        traffic.startAnew(account());
        listener.outcomes.clear();
        simulator.resumeFeed();
        long before = listener.quotes.get();
        await("quotes", () -> listener.quotes.get() > before);
    }

    GapEvent lastGap() {
        return listener.gaps.get(listener.gaps.size() - 1);
    }

    ProtoOAReconcileRes account() {
        return (ProtoOAReconcileRes) request("ReconcileReq", Map.of());
    }

    ProtoOADealListRes deals(Instant from) {
        return (ProtoOADealListRes) request("DealListReq", window(from));
    }

    ProtoOAOrderListRes orders(Instant from) {
        return (ProtoOAOrderListRes) request("OrderListReq", window(from));
    }

    private static Map<String, Object> window(Instant from) {
        return Map.of(
                "fromTimestamp",
                from.toEpochMilli(),
                "toTimestamp",
                Instant.now().plusSeconds(60).toEpochMilli());
    }

    /** On a busy machine a link may be lost once more when all is calm. */
    private Message request(String type, Map<String, Object> body) {
        return Awaitility.await("an answer to " + type)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(CamelExecutionException.class)
                .atMost(PATIENCE)
                .until(
                        () -> producer.requestBody("ctrader:demo?messageType=" + type, body, Message.class),
                        Objects::nonNull);
    }

    private static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .until(condition);
    }

    @Override
    public void close() {
        harness.close();
    }
}
