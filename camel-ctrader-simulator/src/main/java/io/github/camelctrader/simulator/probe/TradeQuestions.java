package io.github.camelctrader.simulator.probe;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAMarginChangedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Positions that are opened and closed at the market. */
final class TradeQuestions {
    private static final String PROTECTION_ANSWERS = "PROTECTION_ANSWERS_REQUEST";
    private static final String CANCELLED_FIRST = "PROTECTION_CANCELLED_FIRST";

    private final ProbeTrades trades;

    TradeQuestions(ProbeTrades trades) {
        this.trades = trades;
    }

    List<Question> all() {
        return List.of(
                new Question(
                        "2.2, 2.5, 11.2",
                        "Market order with relative protection; * marks events with its id",
                        "ORDER_ACCEPTED* CREATED, ORDER_FILLED* OPEN, ORDER_ACCEPTED OPEN",
                        Map.of("ORDER_ACCEPTED* CREATED, ORDER_FILLED* OPEN, ORDER_ACCEPTED* OPEN", PROTECTION_ANSWERS),
                        harness -> sequence(trades.open(true))),
                new Question(
                        "5.1", "Levels of relative protection", "exactly so far from the fill", harness -> levels()),
                new Question(
                        "2.5, 5.7",
                        "First event of a market order without a time in force",
                        "without openTimestamp, IMMEDIATE_OR_CANCEL",
                        harness -> first(trades.open(false))),
                new Question(
                        "5.7",
                        "Time in force of a market order that was sent GOOD_TILL_CANCEL",
                        "IMMEDIATE_OR_CANCEL",
                        harness -> first(trades.settled(trades.order(ProtoOAOrderType.MARKET)
                                        .setTimeInForce(ProtoOATimeInForce.GOOD_TILL_CANCEL)))
                                .replaceFirst(".*, ", "")),
                new Question(
                        "2.5",
                        "clientOrderId of orders that were sent without one",
                        "on each",
                        harness -> named(trades.open(true))),
                new Question(
                        "6",
                        "MarginChangedEvent after a position was opened",
                        "does not come",
                        Map.of("comes", "MARGIN_CHANGES_TOLD"),
                        harness -> margin()),
                new Question(
                        "7",
                        "Reconciliation after a market order was filled",
                        "the position, not the order",
                        harness -> reconciled()),
                new Question("2.5", "Balance after a position was opened", "as before", harness -> {
                    long before = harness.trader().getBalance();
                    trades.open(false);
                    return harness.trader().getBalance() == before ? "as before" : "changed";
                }),
                new Question(
                        "2.5",
                        "Second order that names the position of the first",
                        "ORDER_ACCEPTED* OPEN, ORDER_FILLED* OPEN, ORDER_REPLACED OPEN",
                        Map.of("ORDER_ACCEPTED* OPEN, ORDER_FILLED* OPEN, ORDER_REPLACED* OPEN", PROTECTION_ANSWERS),
                        harness -> sequence(added())),
                new Question(
                        "2.5",
                        "Partial close of a protected position",
                        "ORDER_ACCEPTED* OPEN, ORDER_FILLED* OPEN, ORDER_REPLACED OPEN",
                        Map.of("ORDER_ACCEPTED* OPEN, ORDER_FILLED* OPEN, ORDER_REPLACED* OPEN", PROTECTION_ANSWERS),
                        harness -> partial()),
                new Question(
                        "2.5, 11.9, 12",
                        "Full close of a protected position",
                        "ORDER_ACCEPTED* OPEN, ORDER_FILLED* CREATED, ORDER_CANCELLED* CLOSED",
                        Map.of(
                                "ORDER_ACCEPTED* OPEN, ORDER_CANCELLED* OPEN, ORDER_FILLED* CLOSED",
                                CANCELLED_FIRST,
                                "ORDER_ACCEPTED* OPEN, ORDER_CANCELLED* OPEN, ORDER_FILLED* CREATED",
                                CANCELLED_FIRST),
                        harness -> sequence(trades.trade(trades.close(trades.opened(true)), bothEnded()))),
                new Question(
                        "11.9",
                        "Full close of a position without protection",
                        "ORDER_ACCEPTED* OPEN, ORDER_FILLED* CLOSED",
                        Map.of("ORDER_ACCEPTED* OPEN, ORDER_FILLED* CREATED", "CLOSING_FILL_LEAVES_CREATED"),
                        harness -> sequence(closed())),
                new Question(
                        "2.5",
                        "Fields of closePositionDetail",
                        "entryPrice, grossProfit, swap, commission, balance, quoteToDepositConversionRate,"
                                + " closedVolume, balanceVersion, moneyDigits, pnlConversionFee",
                        harness -> Answers.fields(ProbeTrades.event(ProbeTrades.last(closed()))
                                .getDeal()
                                .getClosePositionDetail())),
                new Question("7, 8", "Second close of a position", "POSITION_NOT_FOUND", harness -> again()));
    }

    private List<Reply> closed() throws ProbeException {
        return trades.trade(trades.close(trades.opened(false)), reply -> reply.is(ProtoOAExecutionType.ORDER_FILLED));
    }

    private String again() throws ProbeException {
        Message close = trades.close(trades.opened(false));
        trades.trade(close, reply -> reply.is(ProtoOAExecutionType.ORDER_FILLED));
        return ProbeTrades.last(trades.trade(close, reply -> reply.is(ProtoOAExecutionType.ORDER_FILLED)))
                .outcome();
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

    /** Execution types and statuses of the position, in their order; those with an id are marked. */
    static String sequence(List<Reply> replies) {
        return replies.stream()
                .map(reply -> reply.isError()
                        ? Answers.describe(reply)
                        : reply.outcome() + (reply.envelope().hasClientMsgId() ? "* " : " ") + status(reply))
                .collect(Collectors.joining(", "));
    }

    private static String status(Reply reply) {
        return reply.as(ProtoOAExecutionEvent.class)
                .map(event -> event.getPosition().getPositionStatus().name().replace("POSITION_STATUS_", ""))
                .orElse("");
    }

    private static String first(List<Reply> replies) throws ProbeException {
        ProtoOAExecutionEvent event = ProbeTrades.event(replies.get(0));
        return Answers.with(event.getPosition().getTradeData().hasOpenTimestamp(), "openTimestamp") + ", "
                + event.getOrder().getTimeInForce();
    }

    private static String named(List<Reply> replies) throws ProbeException {
        ProbeTrades.event(ProbeTrades.last(replies));
        long named = replies.stream()
                .flatMap(reply -> reply.as(ProtoOAExecutionEvent.class).stream())
                .filter(event -> event.getOrder().hasClientOrderId())
                .count();
        return named == replies.size() ? "on each" : named == 0 ? "on none" : "on some";
    }

    private String levels() throws ProbeException {
        long distance = trades.distance();
        ProtoOAPosition position = ProbeTrades.event(ProbeTrades.last(trades.trade(
                        trades.order(ProtoOAOrderType.MARKET)
                                .setRelativeStopLoss(distance)
                                .setRelativeTakeProfit(distance)
                                .build(),
                        reply -> reply.as(ProtoOAExecutionEvent.class)
                                .filter(event -> event.getPosition().hasStopLoss())
                                .isPresent())))
                .getPosition();
        BigDecimal fill = BigDecimal.valueOf(position.getPrice());
        BigDecimal wanted = BigDecimal.valueOf(distance, 5);
        return isSame(fill.subtract(wanted), position.getStopLoss())
                        && isSame(fill.add(wanted), position.getTakeProfit())
                ? "exactly so far from the fill"
                : "otherwise";
    }

    private static boolean isSame(BigDecimal wanted, double level) {
        return BigDecimal.valueOf(level).compareTo(wanted) == 0;
    }

    private String margin() throws ProbeException {
        trades.open(false);
        String id = trades.harness().authorised().send(trades.harness().traderRequest());
        return trades.harness().authorised().until(reply -> reply.answers(id)).stream()
                        .anyMatch(reply ->
                                reply.as(ProtoOAMarginChangedEvent.class).isPresent())
                ? "comes"
                : "does not come";
    }

    private String reconciled() throws ProbeException {
        ProtoOAExecutionEvent fill = ProbeTrades.event(ProbeTrades.last(trades.open(false)));
        ProtoOAReconcileRes found = trades.harness().reconcile();
        boolean position = found.getPositionList().stream()
                .anyMatch(each -> each.getPositionId() == fill.getPosition().getPositionId());
        boolean order = found.getOrderList().stream()
                .anyMatch(each -> each.getOrderId() == fill.getOrder().getOrderId());
        return (position ? "the position" : "not the position") + (order ? ", the order" : ", not the order");
    }

    /** Opens a protected position by two orders of the smallest volume. */
    private List<Reply> added() throws ProbeException {
        return trades.trade(
                trades.order(ProtoOAOrderType.MARKET)
                        .setPositionId(trades.opened(true).getPositionId())
                        .build(),
                reply -> reply.is(ProtoOAExecutionType.ORDER_REPLACED));
    }

    private String partial() throws ProbeException {
        ProtoOAPosition position = ProbeTrades.event(ProbeTrades.last(added())).getPosition();
        return sequence(trades.trade(
                trades.close(position.getPositionId(), trades.harness().symbol().getMinVolume()),
                reply -> reply.is(ProtoOAExecutionType.ORDER_REPLACED)));
    }
}
