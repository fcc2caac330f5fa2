package io.github.camelctrader.acceptance;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPositionStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/** Carries out what the plan of a soak wants of the routes that ask and trade, without waiting for answers. */
final class SoakTraffic {
    private static final int BURST = 70;
    private static final long VOLUME = 100_000;
    private static final List<String> READS = List.of("ReconcileReq", "VersionReq", "TraderReq", "SymbolByIdReq");

    private final CamelContext camel;
    private final SoakListener listener;
    private final Map<String, AsyncProducer> producers = new ConcurrentHashMap<>();
    private final Queue<SoakCall> calls = new ConcurrentLinkedQueue<>();
    private final Queue<Long> positions = new ConcurrentLinkedQueue<>();
    private final Queue<Long> resting = new ConcurrentLinkedQueue<>();

    SoakTraffic(CamelContext camel, SoakListener listener) {
        this.camel = camel;
        this.listener = listener;
    }

    /** All requests since the last {@link #startAnew}. */
    List<SoakCall> calls() {
        return List.copyOf(calls);
    }

    /** Forgets the requests, and trades on with what the account has. */
    void startAnew(ProtoOAReconcileRes account) {
        calls.clear();
        positions.clear();
        resting.clear();
        account.getPositionList().forEach(position -> positions.add(position.getPositionId()));
        account.getOrderList().stream().map(ProtoOAOrder::getOrderId).forEach(resting::add);
    }

    void carryOut(SoakPlan.Move move) {
        switch (move.kind()) {
            case READ -> read(move.number(), move.points());
            case BURST -> {
                for (int i = 0; i < BURST; i++) {
                    read(move.number(), i);
                }
            }
            case HISTORY ->
                send(
                        move.kind(),
                        "deals " + move.number(),
                        "DealListReq",
                        Map.of("fromTimestamp", System.currentTimeMillis() - 10_000));
            case MARKET -> order(move, "MARKET", new HashMap<>());
            case LIMIT ->
                order(move, "LIMIT", new HashMap<>(Map.of("limitPrice", listener.limit(move.buy(), move.points()))));
            case CLOSE -> tradeOn(move, positions.poll(), "ClosePositionReq", "positionId", Map.of("volume", VOLUME));
            case CANCEL -> tradeOn(move, resting.poll(), "CancelOrderReq", "orderId", Map.of());
        }
    }

    private void read(int number, int choice) {
        String type = READS.get(choice % READS.size());
        Map<String, Object> body = type.equals("SymbolByIdReq") ? Map.of("symbolId", List.of(1)) : Map.of();
        send(SoakPlan.Kind.READ, type + " " + number, type, body);
    }

    private void order(SoakPlan.Move move, String type, Map<String, Object> body) {
        String id = "soak-" + move.number();
        body.put("symbolName", "EURUSD");
        body.put("orderType", type);
        body.put("tradeSide", move.buy() ? "BUY" : "SELL");
        body.put("volume", VOLUME);
        body.put("clientOrderId", id);
        send(move.kind(), id, "NewOrderReq", body);
    }

    /** Trades what is there; where nothing is, looks for it. */
    private void tradeOn(
            SoakPlan.Move move, @Nullable Long subject, String type, String field, Map<String, Object> more) {
        if (subject == null) {
            read(move.number(), 0);
            return;
        }
        Map<String, Object> body = new HashMap<>(more);
        body.put(field, subject);
        send(move.kind(), String.valueOf(subject), type, body);
    }

    private void send(SoakPlan.Kind kind, String id, String type, Map<String, Object> body) {
        SoakCall call = new SoakCall(kind, id);
        calls.add(call);
        AsyncProducer producer = producers.computeIfAbsent(type, this::producer);
        Exchange exchange = producer.getEndpoint().createExchange(ExchangePattern.InOut);
        exchange.getMessage().setBody(body);
        producer.process(exchange, synchronously -> {
            call.answered(exchange);
            remember(call);
        });
    }

    private void remember(SoakCall call) {
        ProtoOAExecutionEvent event = call.execution();
        if (event == null || !call.makesOrder()) {
            return;
        }
        if (event.hasDeal() && event.getPosition().getPositionStatus() == ProtoOAPositionStatus.POSITION_STATUS_OPEN) {
            positions.add(event.getPosition().getPositionId());
        } else if (event.getOrder().getOrderType() == ProtoOAOrderType.LIMIT) {
            resting.add(event.getOrder().getOrderId());
        }
    }

    private AsyncProducer producer(String type) {
        try {
            Endpoint endpoint = camel.getEndpoint("ctrader:demo?messageType=" + type);
            AsyncProducer producer = endpoint.createAsyncProducer();
            ServiceHelper.startService(producer);
            return producer;
        } catch (Exception e) {
            throw new IllegalStateException("No producer for " + type, e);
        }
    }
}
