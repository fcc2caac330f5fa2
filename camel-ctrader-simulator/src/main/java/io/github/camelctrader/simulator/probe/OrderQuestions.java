package io.github.camelctrader.simulator.probe;

import static io.github.camelctrader.simulator.probe.ProbeTrades.event;
import static io.github.camelctrader.simulator.probe.ProbeTrades.last;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Orders that rest, and those that are bound to a price. */
final class OrderQuestions {
    private static final String BAD_PRICES = "TRADING_BAD_PRICES";
    private static final String MARKETABLE = "MARKETABLE_ORDER_REFUSED";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int FINEST_DIGITS = 5;

    private final ProbeTrades trades;

    OrderQuestions(ProbeTrades trades) {
        this.trades = trades;
    }

    List<Question> all() {
        return List.of(
                new Question(
                        "2.5, 5.7",
                        "Limit order far from the market, without a time in force, and its cancellation",
                        "GOOD_TILL_CANCEL, ORDER_ACCEPTED* CREATED, ORDER_CANCELLED* CLOSED",
                        harness -> cancelled()),
                new Question(
                        "2.5, 11.9",
                        "Amendment of the price of a limit order that leaves volume and protection out",
                        "ORDER_REPLACED, the same order, the same volume, protection gone",
                        harness -> amended()),
                new Question(
                        "5.7",
                        "Relative levels of a resting order",
                        "relative alone",
                        harness -> levels(trades.resting()
                                .setRelativeStopLoss(trades.distance())
                                .setRelativeTakeProfit(trades.distance()))),
                new Question(
                        "5.7",
                        "Absolute levels of a resting order",
                        "absolute alone",
                        harness -> levels(trades.resting()
                                .setStopLoss(
                                        trades.price(new BigDecimal("0.4"), 0).doubleValue())
                                .setTakeProfit(
                                        trades.price(new BigDecimal("0.6"), 0).doubleValue()))),
                new Question(
                        "5.1, 11.10",
                        "Limit order with a price off the grid",
                        BAD_PRICES,
                        Map.of("ORDER_ACCEPTED", "OFF_GRID_PRICES_ROUNDED"),
                        harness -> trades.placed(trades.order(ProtoOAOrderType.LIMIT)
                                        .setLimitPrice(trades.price(new BigDecimal("0.5"), 1)
                                                .doubleValue()))
                                .outcome()),
                new Question("5.1", "Relative stop loss off the grid", "TRADING_BAD_STOPS", harness -> offGrid()),
                new Question(
                        "5.7, 11.10",
                        "Limit order above the market",
                        "ORDER_FILLED",
                        Map.of(BAD_PRICES, MARKETABLE),
                        harness -> last(trades.settled(trades.order(ProtoOAOrderType.LIMIT)
                                        .setLimitPrice(trades.price(new BigDecimal("1.01"), 0)
                                                .doubleValue())))
                                .outcome()),
                new Question(
                        "5.7, 11.10",
                        "Stop order to buy below the market",
                        "ORDER_FILLED",
                        Map.of(BAD_PRICES, MARKETABLE),
                        harness -> last(trades.settled(trades.order(ProtoOAOrderType.STOP)
                                        .setStopPrice(trades.price(new BigDecimal("0.99"), 0)
                                                .doubleValue())))
                                .outcome()),
                new Question(
                        "5.7, 11.10",
                        "Limit order far from the market, IMMEDIATE_OR_CANCEL",
                        "ORDER_ACCEPTED* CREATED, ORDER_CANCELLED* CLOSED",
                        harness -> unfilled(ProtoOATimeInForce.IMMEDIATE_OR_CANCEL)),
                new Question(
                        "5.7, 11.10",
                        "Limit order far from the market, FILL_OR_KILL",
                        "ORDER_ACCEPTED* CREATED, ORDER_CANCELLED* CLOSED",
                        harness -> unfilled(ProtoOATimeInForce.FILL_OR_KILL)),
                new Question(
                        "5.7, 11.10",
                        "Market range far from the market, without slippage",
                        "ORDER_REJECTED TRADING_BAD_PRICES",
                        Map.of("ORDER_CANCELLED", "MARKET_RANGE_CANCELLED"),
                        harness -> missed(trades)),
                new Question(
                        "5.7",
                        "Market range with an absolute stop loss",
                        "INVALID_REQUEST: SL/TP in absolute values are allowed only for order types: [LIMIT, STOP, STOP_LIMIT]",
                        harness -> Answers.describe(last(trades.settled(range(trades)
                                .setStopLoss(
                                        trades.price(new BigDecimal("0.4"), 0).doubleValue()))))),
                new Question(
                        "5.7",
                        "Market order with an absolute stop loss",
                        "INVALID_REQUEST: SL/TP in absolute values are allowed only for order types: [LIMIT, STOP, STOP_LIMIT]",
                        harness -> Answers.describe(last(trades.settled(
                                trades.order(ProtoOAOrderType.MARKET).setStopLoss(trades.half()))))),
                new Question(
                        "5.7, 11.10",
                        "Market order MARKET_ON_OPEN",
                        "INVALID_REQUEST",
                        Map.of("ORDER_ACCEPTED", "MARKET_ON_OPEN_TAKEN"),
                        harness -> onOpen()));
    }

    private String cancelled() throws ProbeException {
        Reply accepted = trades.placed(trades.resting());
        ProtoOAOrder order = event(accepted).getOrder();
        Reply cancelled = last(trades.trade(trades.cancel(order.getOrderId()), ProbeTrades::isEnd));
        return order.getTimeInForce() + ", " + TradeQuestions.sequence(List.of(accepted, cancelled));
    }

    private String amended() throws ProbeException {
        ProtoOAOrder order = event(trades.placed(trades.resting().setRelativeStopLoss(trades.distance())))
                .getOrder();
        Reply reply = last(trades.trade(
                ProtoOAAmendOrderReq.newBuilder()
                        .setCtidTraderAccountId(trades.harness().accountId())
                        .setOrderId(order.getOrderId())
                        .setLimitPrice(trades.price(new BigDecimal("0.4"), 0).doubleValue())
                        .build(),
                any -> true));
        ProtoOAOrder now = event(reply).getOrder();
        return reply.outcome()
                + (now.getOrderId() == order.getOrderId() ? ", the same order" : ", another order")
                + (now.getTradeData().getVolume() == order.getTradeData().getVolume()
                        ? ", the same volume"
                        : ", another volume")
                + (now.hasRelativeStopLoss() || now.hasStopLoss() ? ", protection kept" : ", protection gone");
    }

    private String levels(ProtoOANewOrderReq.Builder request) throws ProbeException {
        ProtoOAOrder order = event(trades.placed(request)).getOrder();
        boolean relative = order.hasRelativeStopLoss() && order.hasRelativeTakeProfit();
        boolean absolute = order.hasStopLoss() && order.hasTakeProfit();
        return relative ? absolute ? "both" : "relative alone" : absolute ? "absolute alone" : "neither";
    }

    private String offGrid() throws ProbeException {
        if (trades.harness().symbol().getDigits() >= FINEST_DIGITS) {
            throw new UnaskableException("every distance is on the grid of a symbol with 5 digits");
        }
        return trades.placed(trades.resting().setRelativeStopLoss(trades.distance() + 1))
                .outcome();
    }

    private String unfilled(ProtoOATimeInForce timeInForce) throws ProbeException {
        List<Reply> replies =
                trades.trade(trades.resting().setTimeInForce(timeInForce).build(), any -> true);
        Reply first = last(replies);
        if (first.isError() || ProbeTrades.isEnd(first)) {
            return TradeQuestions.sequence(replies);
        }
        List<Reply> more = trades.wait(SOON, ProbeTrades::isEnd);
        return TradeQuestions.sequence(List.of(first))
                + (more.isEmpty() ? ", rests" : ", " + TradeQuestions.sequence(more));
    }

    private static ProtoOANewOrderReq.Builder range(ProbeTrades trades) throws ProbeException {
        return trades.order(ProtoOAOrderType.MARKET_RANGE)
                .setBaseSlippagePrice(trades.half())
                .setSlippageInPoints(0);
    }

    /** What becomes of a market range that the market is far from. */
    static String missed(ProbeTrades trades) throws ProbeException {
        Reply end = last(trades.settled(range(trades)));
        return end.as(ProtoOAExecutionEvent.class)
                .filter(ProtoOAExecutionEvent::hasErrorCode)
                .map(event -> end.outcome() + " " + event.getErrorCode())
                .orElse(Answers.describe(end));
    }

    private String onOpen() throws ProbeException {
        Reply first =
                trades.placed(trades.order(ProtoOAOrderType.MARKET).setTimeInForce(ProtoOATimeInForce.MARKET_ON_OPEN));
        if (first.is(ProtoOAExecutionType.ORDER_ACCEPTED)) {
            trades.wait(SOON, ProbeTrades::isEnd);
        }
        return first.outcome();
    }
}
