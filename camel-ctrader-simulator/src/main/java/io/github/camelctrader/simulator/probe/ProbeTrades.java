package io.github.camelctrader.simulator.probe;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAAccountType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The probe's own orders and positions, of the smallest volume, and their end. It touches no others. */
final class ProbeTrades {
    private static final BigDecimal SCALE = new BigDecimal(100_000);
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final Set<ProtoOAExecutionType> ENDS = Set.of(
            ProtoOAExecutionType.ORDER_FILLED,
            ProtoOAExecutionType.ORDER_CANCELLED,
            ProtoOAExecutionType.ORDER_REJECTED,
            ProtoOAExecutionType.ORDER_EXPIRED);

    private final ProbeHarness harness;
    private final String label = "probe-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private final Set<Long> orders = new LinkedHashSet<>();
    private final Set<Long> positions = new LinkedHashSet<>();
    private long sent;

    ProbeTrades(ProbeHarness harness) {
        this.harness = harness;
    }

    /** @throws ProbeException when the account must not be traded: no demo account, or not without touching what is not the probe's own */
    void check() throws ProbeException {
        if (!harness.isDemo()) {
            throw new ProbeException("--trade is for demo accounts, and this is none");
        }
        if (harness.trader().getAccountType() == ProtoOAAccountType.NETTED && isSymbolUsed(harness)) {
            throw new ProbeException("--trade would change a position that is not its own, since this account is netted"
                    + " and has one, or an order, in the symbol; choose another with --symbol");
        }
    }

    private static boolean isSymbolUsed(ProbeHarness harness) throws ProbeException {
        long symbol = harness.symbol().getSymbolId();
        ProtoOAReconcileRes present = harness.reconcile();
        return present.getPositionList().stream()
                        .anyMatch(position -> position.getTradeData().getSymbolId() == symbol)
                || present.getOrderList().stream()
                        .anyMatch(order -> order.getTradeData().getSymbolId() == symbol);
    }

    ProbeHarness harness() {
        return harness;
    }

    /** A buy of the smallest volume, marked as the probe's own. */
    ProtoOANewOrderReq.Builder order(ProtoOAOrderType type) throws ProbeException {
        return ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(harness.accountId())
                .setSymbolId(harness.symbol().getSymbolId())
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(harness.symbol().getMinVolume())
                .setLabel(label)
                .setOrderType(type);
    }

    /** A buy so far below the market that it rests. */
    ProtoOANewOrderReq.Builder resting() throws ProbeException {
        return order(ProtoOAOrderType.LIMIT).setLimitPrice(half());
    }

    /** Half of the present bid. */
    double half() throws ProbeException {
        return price(HALF, 0).doubleValue();
    }

    /** A part of the present bid on the grid of the symbol, or off it by so many digits. */
    BigDecimal price(BigDecimal part, int digitsMore) throws ProbeException {
        ProbeClient client = harness.authorised();
        Subscriptions subscriptions = new Subscriptions(harness);
        client.send(subscriptions.spots());
        ProtoOASpotEvent spot = Subscriptions.spot(
                client.await(reply -> Subscriptions.spot(reply).hasBid()));
        client.ask(subscriptions.noSpots());
        int digits = harness.symbol().getDigits();
        BigDecimal onGrid = new BigDecimal(spot.getBid())
                .divide(SCALE, MathContext.DECIMAL64)
                .multiply(part)
                .setScale(digits, RoundingMode.DOWN);
        return digitsMore == 0 ? onGrid : onGrid.add(BigDecimal.ONE.movePointLeft(digits + digitsMore));
    }

    /** One percent of the present bid as a relative level, on the grid. */
    long distance() throws ProbeException {
        return price(new BigDecimal("0.01"), 0).multiply(SCALE).longValueExact();
    }

    /** Sends, gathers what is about the probe's own up to what fits or refuses it. */
    List<Reply> trade(Message request, Predicate<Reply> last) throws ProbeException {
        return trade(harness.authorised(), request, last);
    }

    /** The same on a connection of choice. */
    List<Reply> trade(ProbeClient client, Message request, Predicate<Reply> last) throws ProbeException {
        String id = "probe-trade-" + ++sent;
        client.send(request, id);
        return client
                .until(reply -> {
                    reply.as(ProtoOAExecutionEvent.class)
                            .filter(event -> reply.answers(id) || isMarked(event))
                            .ifPresent(this::remember);
                    return reply.answers(id) && reply.isError() || isOwn(reply) && last.test(reply);
                })
                .stream()
                .filter(reply -> reply.isError() || isOwn(reply))
                .toList();
    }

    /** Everything that is about the probe's own and comes within a time, up to what fits. */
    List<Reply> wait(Duration time, Predicate<Reply> last) throws ProbeException {
        return harness.authorised().within(time, reply -> isOwn(reply) && last.test(reply)).stream()
                .filter(this::isOwn)
                .toList();
    }

    private void remember(ProtoOAExecutionEvent event) {
        positions.add(event.getPosition().getPositionId());
        orders.add(event.getOrder().getOrderId());
    }

    private boolean isMarked(ProtoOAExecutionEvent event) {
        return isMarked(event.getOrder().getTradeData());
    }

    private boolean isMarked(ProtoOATradeData data) {
        return data.getLabel().strip().equals(label);
    }

    /** Whether it is an event of the probe's own orders and positions. */
    boolean isOwn(Reply reply) {
        return reply.as(ProtoOAExecutionEvent.class)
                .filter(event -> positions.contains(event.getPosition().getPositionId()))
                .isPresent();
    }

    private boolean isOwn(ProtoOAPosition position) {
        return positions.contains(position.getPositionId()) || isMarked(position.getTradeData());
    }

    private boolean isOwn(ProtoOAOrder order) {
        return orders.contains(order.getOrderId()) || isMarked(order.getTradeData());
    }

    /** Fits whatever ends an order. */
    static boolean isEnd(Reply reply) {
        return reply.as(ProtoOAExecutionEvent.class)
                .filter(event -> ENDS.contains(event.getExecutionType()))
                .isPresent();
    }

    static Reply last(List<Reply> replies) {
        return replies.get(replies.size() - 1);
    }

    /** The execution event that something was answered with. */
    static ProtoOAExecutionEvent event(Reply reply) throws ProbeException {
        return reply.as(ProtoOAExecutionEvent.class).orElseThrow(() -> new ProbeException(Answers.describe(reply)));
    }

    /** The last events of a new position at the market: filled, and protected if it is to be. */
    List<Reply> open(boolean guarded) throws ProbeException {
        ProtoOANewOrderReq.Builder order = order(ProtoOAOrderType.MARKET);
        if (guarded) {
            order.setRelativeStopLoss(distance()).setRelativeTakeProfit(distance());
        }
        return trade(
                order.build(), reply -> guarded ? isProtection(reply) : reply.is(ProtoOAExecutionType.ORDER_FILLED));
    }

    /** A new position at the market. */
    ProtoOAPosition opened(boolean guarded) throws ProbeException {
        return event(last(open(guarded))).getPosition();
    }

    private static boolean isProtection(Reply reply) {
        return reply.as(ProtoOAExecutionEvent.class)
                .filter(event -> event.getOrder().getOrderType() == ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT)
                .isPresent();
    }

    /** The first answer to an order. */
    Reply placed(ProtoOANewOrderReq.Builder order) throws ProbeException {
        return last(trade(order.build(), reply -> true));
    }

    /** What an order comes to that cannot rest. */
    List<Reply> settled(ProtoOANewOrderReq.Builder order) throws ProbeException {
        return trade(order.build(), ProbeTrades::isEnd);
    }

    ProtoOAClosePositionReq close(ProtoOAPosition position) {
        return close(position.getPositionId(), position.getTradeData().getVolume());
    }

    ProtoOAClosePositionReq close(long positionId, long volume) {
        return ProtoOAClosePositionReq.newBuilder()
                .setCtidTraderAccountId(harness.accountId())
                .setPositionId(positionId)
                .setVolume(volume)
                .build();
    }

    ProtoOACancelOrderReq cancel(long orderId) {
        return ProtoOACancelOrderReq.newBuilder()
                .setCtidTraderAccountId(harness.accountId())
                .setOrderId(orderId)
                .build();
    }

    /**
     * Ends what is left of the probe's own.
     *
     * @return how many of its orders and positions are still there
     */
    int cleanUp() throws ProbeException {
        ProtoOAReconcileRes before = harness.reconcile();
        for (ProtoOAPosition position : before.getPositionList()) {
            if (isOwn(position)) {
                trade(close(position), reply -> reply.is(ProtoOAExecutionType.ORDER_FILLED));
            }
        }
        for (ProtoOAOrder order : before.getOrderList()) {
            if (isOwn(order)) {
                trade(cancel(order.getOrderId()), ProbeTrades::isEnd);
            }
        }
        ProtoOAReconcileRes after = harness.reconcile();
        return (int) (after.getPositionList().stream().filter(this::isOwn).count()
                + after.getOrderList().stream().filter(this::isOwn).count());
    }
}
