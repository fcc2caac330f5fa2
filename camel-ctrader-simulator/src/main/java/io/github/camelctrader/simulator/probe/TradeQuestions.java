package io.github.camelctrader.simulator.probe;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Orders: what is only asked when trading was allowed. Each question ends what it opened. */
final class TradeQuestions {
    private static final long NOTHING = 999_999_999_999L;
    private static final String CANCELLED_FIRST = "PROTECTION_CANCELLED_FIRST";

    private final ProbeTrades trades;

    TradeQuestions(ProbeTrades trades) {
        this.trades = trades;
    }

    List<Question> all() {
        return List.of(
                new Question(
                        "2.5, 11.2",
                        "Market order with relative protection; * marks events with its id",
                        "ORDER_ACCEPTED* CREATED, ORDER_FILLED* OPEN, ORDER_ACCEPTED OPEN",
                        Map.of(
                                "ORDER_ACCEPTED* CREATED, ORDER_FILLED* OPEN, ORDER_ACCEPTED* OPEN",
                                "PROTECTION_ANSWERS_REQUEST"),
                        scene -> sequence(open(true))),
                new Question(
                        "2.5",
                        "First event of a market order",
                        "without openTimestamp, IMMEDIATE_OR_CANCEL",
                        scene -> first(open(false))),
                new Question(
                        "2.4, 5.7",
                        "Amendment of protection to what it is",
                        "INVALID_REQUEST: Nothing to amend.",
                        scene -> amendToTheSame()),
                new Question(
                        "11.9",
                        "Full close of a protected position",
                        "ORDER_ACCEPTED* OPEN, ORDER_FILLED* CREATED, ORDER_CANCELLED* CLOSED",
                        Map.of(
                                "ORDER_ACCEPTED* OPEN, ORDER_CANCELLED* OPEN, ORDER_FILLED* CLOSED",
                                CANCELLED_FIRST,
                                "ORDER_ACCEPTED* OPEN, ORDER_CANCELLED* OPEN, ORDER_FILLED* CREATED",
                                CANCELLED_FIRST),
                        scene -> sequence(trades.trade(trades.close(trades.filled(open(true))), bothEnded()))),
                new Question(
                        "11.9",
                        "Full close of a position without protection",
                        "ORDER_ACCEPTED* OPEN, ORDER_FILLED* CLOSED",
                        Map.of("ORDER_ACCEPTED* OPEN, ORDER_FILLED* CREATED", "CLOSING_FILL_LEAVES_CREATED"),
                        scene -> sequence(trades.trade(
                                trades.close(trades.filled(open(false))),
                                reply -> reply.is(ProtoOAExecutionType.ORDER_FILLED)))),
                new Question(
                        "7, 11.1",
                        "Second order with the same clientOrderId",
                        "ORDER_ACCEPTED",
                        Map.of("INVALID_REQUEST", "DUPLICATE_CLIENT_ORDER_ID_REFUSED"),
                        scene -> twice()),
                new Question(
                        "5.1, 11.10",
                        "Limit order with a price off the grid",
                        "TRADING_BAD_PRICES",
                        Map.of("ORDER_ACCEPTED", "OFF_GRID_PRICES_ROUNDED"),
                        scene -> placed(trades.order(ProtoOAOrderType.LIMIT)
                                .setLimitPrice(
                                        trades.price(new BigDecimal("0.5"), 1).doubleValue()))),
                new Question(
                        "5.7, 11.10",
                        "Limit order above the market",
                        "ORDER_FILLED",
                        Map.of("TRADING_BAD_PRICES", "MARKETABLE_ORDER_REFUSED"),
                        scene -> marketable()),
                new Question(
                        "11.9", "Amendment of a limit order", "ORDER_REPLACED, the same order", scene -> amended()),
                new Question(
                        "2.5",
                        "Volume below the least",
                        "TRADING_BAD_VOLUME",
                        scene ->
                                placed(trades.resting().setVolume(scene.symbol().getMinVolume() - 1))),
                new Question(
                        "5.7",
                        "Market order with an absolute stop loss",
                        "INVALID_REQUEST: SL/TP in absolute values are allowed only for order types: [LIMIT, STOP, STOP_LIMIT]",
                        scene -> SessionQuestions.told(last(trades.trade(
                                trades.order(ProtoOAOrderType.MARKET)
                                        .setStopLoss(trades.price(new BigDecimal("0.5"), 0)
                                                .doubleValue())
                                        .build(),
                                reply -> reply.is(ProtoOAExecutionType.ORDER_FILLED))))),
                new Question(
                        "2.5",
                        "Cancel of an order that does not exist",
                        "ORDER_NOT_FOUND: Order not found with id N, names the order",
                        scene -> named(trades.trade(trades.cancel(NOTHING), Reply::isError))),
                new Question(
                        "2.5",
                        "Close of a position that does not exist",
                        "POSITION_NOT_FOUND: Position not found with id N, names nothing",
                        Map.of(
                                "POSITION_NOT_FOUND: Position not found with id N, names the position",
                                "ORDER_ERRORS_NAME_IDS"),
                        scene -> named(trades.trade(
                                ProtoOAClosePositionReq.newBuilder()
                                        .setCtidTraderAccountId(scene.accountId())
                                        .setPositionId(NOTHING)
                                        .setVolume(scene.symbol().getMinVolume())
                                        .build(),
                                Reply::isError))),
                new Question(
                        "-",
                        "Orders and positions that the probe left behind",
                        "0",
                        scene -> String.valueOf(trades.cleanUp())));
    }

    private List<Reply> open(boolean guarded) throws ProbeException {
        trades.cleanUp();
        var order = trades.order(ProtoOAOrderType.MARKET);
        if (guarded) {
            order.setRelativeStopLoss(trades.distance()).setRelativeTakeProfit(trades.distance());
        }
        return trades.trade(
                order.build(), reply -> guarded ? isProtection(reply) : reply.is(ProtoOAExecutionType.ORDER_FILLED));
    }

    private static boolean isProtection(Reply reply) {
        return reply.as(ProtoOAExecutionEvent.class)
                .filter(event -> event.getOrder().getOrderType() == ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT)
                .isPresent();
    }

    /** Fits the fill of a close or the cancellation of the protection, whichever comes last. */
    private static Predicate<Reply> bothEnded() {
        Set<ProtoOAExecutionType> ended = EnumSet.noneOf(ProtoOAExecutionType.class);
        return reply -> {
            for (ProtoOAExecutionType type :
                    List.of(ProtoOAExecutionType.ORDER_FILLED, ProtoOAExecutionType.ORDER_CANCELLED)) {
                if (reply.is(type)) {
                    ended.add(type);
                }
            }
            return ended.size() == 2;
        };
    }

    private static String sequence(List<Reply> replies) {
        return replies.stream()
                .map(reply -> reply.isError()
                        ? SessionQuestions.told(reply)
                        : reply.outcome() + (reply.envelope().hasClientMsgId() ? "* " : " ") + status(reply))
                .collect(Collectors.joining(", "));
    }

    private static String status(Reply reply) {
        return reply.as(ProtoOAExecutionEvent.class)
                .map(event -> event.getPosition().getPositionStatus().name().replace("POSITION_STATUS_", ""))
                .orElse("");
    }

    private static Reply last(List<Reply> replies) {
        return replies.get(replies.size() - 1);
    }

    private static String first(List<Reply> replies) {
        return replies.get(0)
                .as(ProtoOAExecutionEvent.class)
                .map(event -> (event.getPosition().getTradeData().hasOpenTimestamp() ? "with" : "without")
                        + " openTimestamp, " + event.getOrder().getTimeInForce())
                .orElse(SessionQuestions.told(replies.get(0)));
    }

    private String amendToTheSame() throws ProbeException {
        ProtoOAPosition position = last(open(true))
                .as(ProtoOAExecutionEvent.class)
                .orElseThrow(() -> new ProbeException("no protection"))
                .getPosition();
        return SessionQuestions.told(last(trades.trade(
                ProtoOAAmendPositionSLTPReq.newBuilder()
                        .setCtidTraderAccountId(trades.scene().accountId())
                        .setPositionId(position.getPositionId())
                        .setStopLoss(position.getStopLoss())
                        .setTakeProfit(position.getTakeProfit())
                        .build(),
                reply -> reply.is(ProtoOAExecutionType.ORDER_REPLACED))));
    }

    private String placed(ProtoOANewOrderReq.Builder order) throws ProbeException {
        return last(trades.trade(order.build(), reply -> reply.is(ProtoOAExecutionType.ORDER_ACCEPTED)))
                .outcome();
    }

    private String twice() throws ProbeException {
        String own = "probe-" + System.currentTimeMillis();
        placed(trades.resting().setClientOrderId(own));
        String answer = placed(trades.resting().setClientOrderId(own));
        trades.cleanUp();
        return answer;
    }

    private String marketable() throws ProbeException {
        double above = trades.price(new BigDecimal("1.01"), 0).doubleValue();
        String answer = last(trades.trade(
                        trades.order(ProtoOAOrderType.LIMIT)
                                .setLimitPrice(above)
                                .build(),
                        reply -> reply.is(ProtoOAExecutionType.ORDER_FILLED)))
                .outcome();
        trades.cleanUp();
        return answer;
    }

    private String amended() throws ProbeException {
        var order = trades.resting();
        Reply accepted = last(trades.trade(order.build(), reply -> reply.is(ProtoOAExecutionType.ORDER_ACCEPTED)));
        long id = accepted.as(ProtoOAExecutionEvent.class)
                .orElseThrow(() -> new ProbeException(SessionQuestions.told(accepted)))
                .getOrder()
                .getOrderId();
        Reply replaced = last(trades.trade(
                ProtoOAAmendOrderReq.newBuilder()
                        .setCtidTraderAccountId(trades.scene().accountId())
                        .setOrderId(id)
                        .setVolume(order.getVolume())
                        .setLimitPrice(trades.price(new BigDecimal("0.4"), 0).doubleValue())
                        .build(),
                reply -> reply.is(ProtoOAExecutionType.ORDER_REPLACED)));
        boolean same = replaced.as(ProtoOAExecutionEvent.class)
                .filter(event -> event.getOrder().getOrderId() == id)
                .isPresent();
        trades.cleanUp();
        return SessionQuestions.told(replaced) + (same ? ", the same order" : ", another order");
    }

    private static String named(List<Reply> replies) {
        Reply error = last(replies);
        String names = error.as(ProtoOAOrderErrorEvent.class)
                .map(event -> event.getOrderId() == NOTHING
                        ? "the order"
                        : event.getPositionId() == NOTHING ? "the position" : "nothing")
                .orElse("nothing");
        return SessionQuestions.told(error) + ", names " + names;
    }
}
