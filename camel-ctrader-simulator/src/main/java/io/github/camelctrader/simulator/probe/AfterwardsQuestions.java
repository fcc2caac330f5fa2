package io.github.camelctrader.simulator.probe;

import static io.github.camelctrader.simulator.probe.ProbeTrades.event;
import static io.github.camelctrader.simulator.probe.ProbeTrades.last;

import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListByPositionIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListByPositionIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** What lists, and other connections, tell of the probe's own orders. */
final class AfterwardsQuestions {
    private static final long APART = 5;

    private final ProbeTrades trades;

    AfterwardsQuestions(ProbeTrades trades) {
        this.trades = trades;
    }

    List<Question> all() {
        return List.of(
                new Question(
                        "2.1, 2.2",
                        "An order of another connection of the account; * marks events with an id",
                        "ORDER_ACCEPTED CREATED, ORDER_FILLED OPEN",
                        this::elsewhere),
                new Question("6", "A refused order of another connection of the account", "not told", this::refused),
                new Question("4", "A deal in the list at once after its event", "there", harness -> {
                    ProtoOADeal deal = event(last(trades.open(false))).getDeal();
                    return deals(deal.getExecutionTimestamp()).stream()
                                    .anyMatch(each -> each.getDealId() == deal.getDealId())
                            ? "there"
                            : "not yet there";
                }),
                new Question(
                        "4, 12",
                        "Order of a list of deals; utcLastUpdateTimestamp of its deals",
                        "newest execution first; createTimestamp",
                        harness -> listed()),
                new Question(
                        "4",
                        "Which time of an order that was cancelled a list of orders goes by",
                        "the last change",
                        this::filter),
                new Question(
                        "7",
                        "Rejected orders in the list of orders",
                        "listed",
                        Map.of("not listed", "REJECTED_ORDERS_UNLISTED"),
                        this::rejected),
                new Question(
                        "12",
                        "Protection order in the list of orders by position, alive and cancelled",
                        "not listed, not listed",
                        this::byPosition));
    }

    private String elsewhere(ProbeHarness harness) throws ProbeException {
        return Answers.alone(harness.another(), other -> {
            ProtoOAPosition position = trades.opened(false);
            return TradeQuestions.sequence(
                    other.until(reply -> trades.isOwn(reply) && reply.is(ProtoOAExecutionType.ORDER_FILLED)).stream()
                            .filter(reply -> reply.as(ProtoOAExecutionEvent.class)
                                    .filter(event -> event.getPosition().getPositionId() == position.getPositionId())
                                    .isPresent())
                            .toList());
        });
    }

    /** What the other connection was not told before the answer to a later request of its own, it is not told. */
    private String refused(ProbeHarness harness) throws ProbeException {
        return Answers.alone(harness.another(), other -> {
            trades.placed(trades.resting().setVolume(harness.symbol().getMinVolume() - 1));
            String id = other.send(harness.traderRequest());
            return other.until(reply -> reply.answers(id)).stream()
                            .anyMatch(reply ->
                                    reply.as(ProtoOAOrderErrorEvent.class).isPresent())
                    ? "told"
                    : "not told";
        });
    }

    private List<ProtoOADeal> deals(long from) throws ProbeException {
        return trades.harness()
                .ask(
                        ProtoOADealListReq.newBuilder()
                                .setCtidTraderAccountId(trades.harness().accountId())
                                .setFromTimestamp(from)
                                .build(),
                        ProtoOADealListRes.class)
                .getDealList();
    }

    private String listed() throws ProbeException {
        ProtoOADeal first = event(last(trades.open(false))).getDeal();
        trades.open(false);
        List<ProtoOADeal> deals = deals(first.getExecutionTimestamp());
        List<ProtoOADeal> newestFirst = deals.stream()
                .sorted(Comparator.comparingLong(ProtoOADeal::getExecutionTimestamp)
                        .reversed())
                .toList();
        boolean created =
                deals.stream().allMatch(deal -> deal.getUtcLastUpdateTimestamp() == deal.getCreateTimestamp());
        return (deals.equals(newestFirst) ? "newest execution first" : "otherwise")
                + (created ? "; createTimestamp" : "; another time");
    }

    private List<ProtoOAOrder> orders(long from, long to) throws ProbeException {
        return trades.harness()
                .ask(
                        ProtoOAOrderListReq.newBuilder()
                                .setCtidTraderAccountId(trades.harness().accountId())
                                .setFromTimestamp(from)
                                .setToTimestamp(to)
                                .build(),
                        ProtoOAOrderListRes.class)
                .getOrderList();
    }

    private String filter(ProbeHarness harness) throws ProbeException {
        ProtoOAOrder placed = event(trades.placed(trades.resting())).getOrder();
        long until = System.nanoTime() + APART * 1_000_000;
        while (System.nanoTime() - until < 0) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
        ProtoOAOrder cancelled = event(last(trades.trade(trades.cancel(placed.getOrderId()), ProbeTrades::isEnd)))
                .getOrder();
        long opened = cancelled.getTradeData().getOpenTimestamp();
        long changed = cancelled.getUtcLastUpdateTimestamp();
        boolean byChange = isIn(orders(changed, changed), placed);
        boolean byOpening = isIn(orders(opened, opened), placed);
        return byChange ? byOpening ? "both" : "the last change" : byOpening ? "its opening" : "neither";
    }

    private static boolean isIn(List<ProtoOAOrder> orders, ProtoOAOrder wanted) {
        return orders.stream().anyMatch(order -> order.getOrderId() == wanted.getOrderId());
    }

    private String rejected(ProbeHarness harness) throws ProbeException {
        Reply end = last(trades.settled(trades.order(ProtoOAOrderType.MARKET_RANGE)
                .setBaseSlippagePrice(trades.half())
                .setSlippageInPoints(0)));
        if (!end.is(ProtoOAExecutionType.ORDER_REJECTED)) {
            throw new UnaskableException("no order was rejected after it was accepted");
        }
        ProtoOAOrder order = event(end).getOrder();
        return orders(order.getUtcLastUpdateTimestamp(), HistoryQuestions.now() + HistoryQuestions.DAY).stream()
                        .anyMatch(each -> each.getOrderId() == order.getOrderId()
                                && each.getOrderStatus() == ProtoOAOrderStatus.ORDER_STATUS_REJECTED)
                ? "listed"
                : "not listed";
    }

    private String byPosition(ProbeHarness harness) throws ProbeException {
        ProtoOAPosition position = trades.opened(true);
        String alive = protection(position);
        trades.cleanUp();
        return alive + ", " + protection(position);
    }

    private String protection(ProtoOAPosition position) throws ProbeException {
        List<ProtoOAOrderType> types = trades
                .harness()
                .ask(
                        ProtoOAOrderListByPositionIdReq.newBuilder()
                                .setCtidTraderAccountId(trades.harness().accountId())
                                .setPositionId(position.getPositionId())
                                .build(),
                        ProtoOAOrderListByPositionIdRes.class)
                .getOrderList()
                .stream()
                .map(ProtoOAOrder::getOrderType)
                .collect(Collectors.toList());
        return types.contains(ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT) ? "listed" : "not listed";
    }
}
