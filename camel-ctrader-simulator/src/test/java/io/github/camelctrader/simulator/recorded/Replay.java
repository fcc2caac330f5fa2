package io.github.camelctrader.simulator.recorded;

import static io.github.camelctrader.simulator.SimulatorEnvironment.DEMO;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.LeverageTier;
import io.github.camelctrader.simulator.SimulatedSymbol;
import io.github.camelctrader.simulator.SimulatorDefaults;
import io.github.camelctrader.simulator.StoryClient;
import io.github.camelctrader.simulator.SymbolCosts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;

/** Does at a simulator what was done when a recording was made: the requests and the prices that its events tell of. */
final class Replay implements AutoCloseable {
    static final long ACCOUNT = SimulatorDefaults.DEMO_ACCOUNT;
    private static final long INDEX = 324;
    static final long EURO_INDEX = 279;

    private final CTraderSimulator simulator = CTraderSimulator.builder()
            .symbol(SimulatedSymbol.forex(1, "EURUSD", "1.12500", "0.00001")
                    .withCosts(SymbolCosts.usdPerLot("2.50")
                            .withConversionFee("0.7")
                            .withSwap("-0.941", "0.01", DayOfWeek.WEDNESDAY))
                    .withLeverage(new LeverageTier(1_000_000, 100)))
            .symbol(SimulatedSymbol.other(INDEX, "INDEX", "Indices", "INDEX", "USD", 2, "85250.00", "0.01")
                    .withCosts(SymbolCosts.percent("0.0325")))
            .symbol(SimulatedSymbol.other(
                            EURO_INDEX, "EURO-INDEX", "Indices", "EURO-INDEX", "EUR", 2, "25490.00", "0.01")
                    .withCosts(SymbolCosts.percent("0").withConversionFee("0.7")))
            .quotesPerSecond(0)
            .historicalRequestsPerSecond(1000)
            .start();
    private final StoryClient client = new StoryClient(simulator, ACCOUNT);
    private final List<ProtoOAExecutionEvent> events = new ArrayList<>();

    /** Does all that a recording tells of, and returns what the simulator says to it. */
    List<ProtoOAExecutionEvent> all(List<ProtoOAExecutionEvent> recorded) {
        int first = events.size();
        for (int index = 0; index < recorded.size(); index++) {
            if (isCaused(recorded, index)) {
                act(recorded, index);
            }
            events.add(client.next(ProtoOAExecutionEvent.getDefaultInstance()));
        }
        return events.subList(first, events.size());
    }

    /** Whether an event is the first that something done outside of the server led to. */
    private static boolean isCaused(List<ProtoOAExecutionEvent> recorded, int index) {
        ProtoOAExecutionEvent event = recorded.get(index);
        boolean protectionHit = event.getExecutionType() == ProtoOAExecutionType.ORDER_FILLED
                && event.getOrder().getOrderType() == ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT;
        return protectionHit
                || (!event.getIsServerEvent() && event.getExecutionType() != ProtoOAExecutionType.ORDER_FILLED);
    }

    private void act(List<ProtoOAExecutionEvent> recorded, int index) {
        ProtoOAExecutionEvent event = recorded.get(index);
        ProtoOAOrder order = event.getOrder();
        switch (event.getExecutionType()) {
            case ORDER_FILLED -> quote(order, order.getExecutionPrice());
            case ORDER_CANCELLED ->
                client.send(ProtoOACancelOrderReq.newBuilder()
                        .setCtidTraderAccountId(ACCOUNT)
                        .setOrderId(lastOrder(ProtoOAOrderType.LIMIT))
                        .build());
            case ORDER_REPLACED -> replace(event);
            default -> accept(recorded, index);
        }
    }

    private void accept(List<ProtoOAExecutionEvent> recorded, int index) {
        ProtoOAOrder order = recorded.get(index).getOrder();
        if (order.getOrderType() == ProtoOAOrderType.MARKET) {
            quote(order, recorded.get(index + 1).getOrder().getExecutionPrice());
        }
        client.send(order.getClosingOrder() ? close(order) : open(order));
    }

    private Message close(ProtoOAOrder order) {
        return ProtoOAClosePositionReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setPositionId(last().getPosition().getPositionId())
                .setVolume(order.getTradeData().getVolume())
                .build();
    }

    /** The order that a recorded one came from. */
    static ProtoOANewOrderReq open(ProtoOAOrder order) {
        ProtoOANewOrderReq.Builder request = ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(order.getTradeData().getSymbolId())
                .setOrderType(order.getOrderType())
                .setTradeSide(order.getTradeData().getTradeSide())
                .setVolume(order.getTradeData().getVolume())
                .setLabel(order.getTradeData().getLabel())
                .setComment(order.getTradeData().getComment());
        if (order.hasLimitPrice()) {
            request.setLimitPrice(order.getLimitPrice());
        }
        if (order.hasRelativeStopLoss()) {
            request.setRelativeStopLoss(order.getRelativeStopLoss()).setTrailingStopLoss(order.getTrailingStopLoss());
        }
        if (order.hasRelativeTakeProfit()) {
            request.setRelativeTakeProfit(order.getRelativeTakeProfit());
        }
        return request.build();
    }

    private void replace(ProtoOAExecutionEvent event) {
        ProtoOAOrder order = event.getOrder();
        if (order.getOrderType() == ProtoOAOrderType.LIMIT) {
            client.send(ProtoOAAmendOrderReq.newBuilder()
                    .setCtidTraderAccountId(ACCOUNT)
                    .setOrderId(lastOrder(ProtoOAOrderType.LIMIT))
                    .setLimitPrice(order.getLimitPrice())
                    .setVolume(order.getTradeData().getVolume())
                    .setRelativeStopLoss(order.getRelativeStopLoss())
                    .setRelativeTakeProfit(order.getRelativeTakeProfit())
                    .setTrailingStopLoss(order.getTrailingStopLoss())
                    .build());
            return;
        }
        ProtoOAPosition position = event.getPosition();
        ProtoOAAmendPositionSLTPReq.Builder request = ProtoOAAmendPositionSLTPReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setPositionId(last().getPosition().getPositionId())
                .setStopLoss(position.getStopLoss())
                .setTrailingStopLoss(position.getTrailingStopLoss());
        if (position.hasTakeProfit()) {
            request.setTakeProfit(position.getTakeProfit());
            quote(order, (position.getStopLoss() + position.getTakeProfit()) / 2);
        }
        client.send(request.build());
    }

    /** Sets both sides of the market to a price. */
    void quote(ProtoOAOrder order, double price) {
        boolean index = order.getTradeData().getSymbolId() == INDEX;
        String text = BigDecimal.valueOf(price)
                .setScale(index ? 2 : 5, RoundingMode.HALF_UP)
                .toPlainString();
        simulator.quote(DEMO, index ? "INDEX" : "EURUSD", text, text);
    }

    private ProtoOAExecutionEvent last() {
        return events.get(events.size() - 1);
    }

    /** The order of a type that an event told of last. */
    long lastOrder(ProtoOAOrderType type) {
        return events.stream()
                .map(ProtoOAExecutionEvent::getOrder)
                .filter(order -> order.getOrderType() == type)
                .reduce((one, other) -> other)
                .orElseThrow()
                .getOrderId();
    }

    CTraderSimulator simulator() {
        return simulator;
    }

    StoryClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        simulator.close();
    }
}
