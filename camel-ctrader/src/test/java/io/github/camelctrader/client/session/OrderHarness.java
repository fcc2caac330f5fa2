package io.github.camelctrader.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.ConnectionState;
import io.github.camelctrader.client.OrderJournal;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.OutcomeSettings;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.FaultRule;
import io.github.camelctrader.simulator.SimulatorBuilder;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.SimulatorEnvironment;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A client that trades at a simulator whose market stands still, and that looks unknown outcomes up within moments. */
final class OrderHarness implements AutoCloseable {
    static final SimulatorEnvironment DEMO = SimulatorEnvironment.DEMO;
    static final long ACCOUNT = SimulatorDefaults.DEMO_ACCOUNT;
    static final long VOLUME = 300_000;
    static final Duration PATIENCE = Duration.ofSeconds(40);
    static final OutcomeSettings QUICK = new OutcomeSettings(
            Duration.ofMillis(600), Duration.ofSeconds(6), Duration.ofMillis(200), Duration.ofSeconds(1));

    private static final AtomicInteger IDS = new AtomicInteger();

    final CTraderSimulator simulator;
    final OrderJournal journal;
    ClientHarness harness;
    Recorder executions;

    OrderHarness(UnaryOperator<SimulatorBuilder> server, OrderJournal journal) {
        simulator = server.apply(CTraderSimulator.builder().feedPaused()).start();
        simulator.quote(DEMO, "EURUSD", "1.10000", "1.10010");
        this.journal = journal;
        harness = new ClientHarness(simulator, settings -> settings.outcomes(QUICK), journal);
        executions = trade(harness);
    }

    OrderHarness() {
        this(UnaryOperator.identity(), new MemoryOrderJournal());
    }

    /** A new client on a journal, in the place of one that is closed. */
    void restart(OrderJournal present) {
        harness.closeClient();
        harness = new ClientHarness(simulator, settings -> settings.outcomes(QUICK), present);
        executions = trade(harness);
    }

    private static Recorder trade(ClientHarness harness) {
        Recorder recorder = harness.subscribe(Set.of("execution", "ordererror", "orderoutcome"));
        harness.client.useAccount(ACCOUNT, SimulatorDefaults.ACCESS_TOKEN);
        harness.awaitState(ConnectionState.READY);
        return recorder;
    }

    void fault(String line) {
        simulator.fault(FaultRule.parse(line));
    }

    OrderOutcomeEvent lateOutcome(String id) {
        return await().atMost(PATIENCE)
                .until(
                        () -> executions.events("OrderOutcomeEvent").stream()
                                .map(event -> (OrderOutcomeEvent) event.body())
                                .filter(outcome -> outcome.operationId().equals(id))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    static String freshId() {
        return "order-" + IDS.incrementAndGet();
    }

    static ProtoOANewOrderReq.Builder order(ProtoOAOrderType type) {
        return ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(1)
                .setOrderType(type)
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(VOLUME);
    }

    static ProtoOANewOrderReq.Builder market() {
        return order(ProtoOAOrderType.MARKET);
    }

    /** Far below the market. */
    static ProtoOANewOrderReq.Builder limit() {
        return order(ProtoOAOrderType.LIMIT).setLimitPrice(1.05);
    }

    static ProtoOAClosePositionReq close(long positionId, long volume) {
        return ProtoOAClosePositionReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setPositionId(positionId)
                .setVolume(volume)
                .build();
    }

    static ProtoOACancelOrderReq cancel(long orderId) {
        return ProtoOACancelOrderReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setOrderId(orderId)
                .build();
    }

    CompletableFuture<Reply> send(Message request, OrderReply reply, Duration timeout, @Nullable String id) {
        return harness.client.order(request, new OrderOptions(reply, timeout, id));
    }

    CompletableFuture<Reply> send(Message request, OrderReply reply) {
        return send(request, reply, PATIENCE, null);
    }

    CompletableFuture<Reply> send(Message request) {
        return send(request, OrderReply.AUTO);
    }

    /** With so little time that a missing answer is looked up at once. */
    CompletableFuture<Reply> hasten(Message request) {
        return send(request, OrderReply.AUTO, Duration.ofMillis(800), null);
    }

    ProtoOAExecutionEvent answerOf(Message request) {
        return event(send(request)
                .orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                .join());
    }

    /** A new position. */
    long position() {
        return answerOf(market().build()).getPosition().getPositionId();
    }

    /** A new order that rests. */
    long resting() {
        return answerOf(limit().build()).getOrder().getOrderId();
    }

    static ProtoOAExecutionEvent event(Reply reply) {
        assertThat(reply.message()).isInstanceOf(ProtoOAExecutionEvent.class);
        return (ProtoOAExecutionEvent) reply.message();
    }

    static Throwable failureOf(CompletableFuture<Reply> reply) {
        return ClientHarness.failureOf(reply.orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS));
    }

    ProtoOAReconcileRes open() {
        return (ProtoOAReconcileRes) harness.request(ProtoOAReconcileReq.newBuilder()
                        .setCtidTraderAccountId(ACCOUNT)
                        .build())
                .join()
                .message();
    }

    long received(ProtoOAPayloadType type) {
        return harness.received(type.getNumber());
    }

    void awaitEvent(ProtoOAExecutionType type, int count) {
        await().atMost(PATIENCE)
                .until(() -> executions.events("ExecutionEvent").stream()
                                .filter(event -> event.message() instanceof ProtoOAExecutionEvent execution
                                        && execution.getExecutionType() == type)
                                .count()
                        >= count);
    }

    @Override
    public void close() {
        harness.close();
    }
}
