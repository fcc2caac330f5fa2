package io.github.camelctrader.simulator.probe;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The probe's own orders and positions, of the smallest volume, and their end. It touches no others. */
final class ProbeTrades {
    private static final BigDecimal SCALE = new BigDecimal(100_000);

    private final ProbeHarness scene;
    private final Set<Long> orders = new LinkedHashSet<>();
    private final Set<Long> positions = new LinkedHashSet<>();
    private long sent;

    ProbeTrades(ProbeHarness scene) {
        this.scene = scene;
    }

    ProbeHarness scene() {
        return scene;
    }

    /** A buy of the smallest volume, yet without a type. */
    ProtoOANewOrderReq.Builder order(ProtoOAOrderType type) throws ProbeException {
        return ProtoOANewOrderReq.newBuilder()
                .setCtidTraderAccountId(scene.accountId())
                .setSymbolId(scene.symbol().getSymbolId())
                .setTradeSide(ProtoOATradeSide.BUY)
                .setVolume(scene.symbol().getMinVolume())
                .setOrderType(type);
    }

    /** A buy so far below the market that it rests. */
    ProtoOANewOrderReq.Builder resting() throws ProbeException {
        return order(ProtoOAOrderType.LIMIT)
                .setLimitPrice(price(new BigDecimal("0.5"), 0).doubleValue());
    }

    /** A part of the present bid on the grid of the symbol, or off it by so many digits. */
    BigDecimal price(BigDecimal part, int digitsMore) throws ProbeException {
        ProbeClient client = scene.authorised();
        long symbolId = scene.symbol().getSymbolId();
        client.send(ProtoOASubscribeSpotsReq.newBuilder()
                .setCtidTraderAccountId(scene.accountId())
                .addSymbolId(symbolId)
                .build());
        ProtoOASpotEvent spot = client.await(reply -> reply.as(ProtoOASpotEvent.class)
                        .filter(ProtoOASpotEvent::hasBid)
                        .isPresent())
                .as(ProtoOASpotEvent.class)
                .orElseThrow();
        client.ask(ProtoOAUnsubscribeSpotsReq.newBuilder()
                .setCtidTraderAccountId(scene.accountId())
                .addSymbolId(symbolId)
                .build());
        int digits = scene.symbol().getDigits();
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

    /** Sends, gathers everything of its kind up to what fits, and remembers what is the probe's own from then on. */
    List<Reply> trade(Message request, Predicate<Reply> last) throws ProbeException {
        String id = "probe-trade-" + ++sent;
        ProbeClient client = scene.authorised();
        client.send(request, id);
        List<Reply> replies = client.until(reply -> {
            if (reply.answers(id)) {
                reply.as(ProtoOAExecutionEvent.class).ifPresent(this::remember);
            }
            return reply.answers(id) && reply.isError() || last.test(reply);
        });
        return replies.stream()
                .filter(reply -> reply.isError()
                        || reply.as(ProtoOAExecutionEvent.class)
                                .filter(this::isOwn)
                                .isPresent())
                .toList();
    }

    private void remember(ProtoOAExecutionEvent event) {
        positions.add(event.getPosition().getPositionId());
        orders.add(event.getOrder().getOrderId());
    }

    private boolean isOwn(ProtoOAExecutionEvent event) {
        return positions.contains(event.getPosition().getPositionId());
    }

    /** A filled position of the probe's own. */
    ProtoOAPosition filled(List<Reply> replies) throws ProbeException {
        return replies.stream()
                .filter(reply -> reply.is(ProtoOAExecutionType.ORDER_FILLED))
                .flatMap(reply -> reply.as(ProtoOAExecutionEvent.class).stream())
                .map(ProtoOAExecutionEvent::getPosition)
                .findFirst()
                .orElseThrow(() -> new ProbeException("not filled: "
                        + replies.stream().map(SessionQuestions::told).toList()));
    }

    ProtoOAClosePositionReq close(ProtoOAPosition position) {
        return ProtoOAClosePositionReq.newBuilder()
                .setCtidTraderAccountId(scene.accountId())
                .setPositionId(position.getPositionId())
                .setVolume(position.getTradeData().getVolume())
                .build();
    }

    ProtoOACancelOrderReq cancel(long orderId) {
        return ProtoOACancelOrderReq.newBuilder()
                .setCtidTraderAccountId(scene.accountId())
                .setOrderId(orderId)
                .build();
    }

    /**
     * Ends what is left of the probe's own.
     *
     * @return how many of its orders and positions are still there
     */
    int cleanUp() throws ProbeException {
        ProtoOAReconcileRes before = reconcile();
        for (ProtoOAPosition position : before.getPositionList()) {
            if (positions.contains(position.getPositionId())) {
                trade(close(position), reply -> reply.is(ProtoOAExecutionType.ORDER_FILLED));
            }
        }
        for (var order : before.getOrderList()) {
            if (orders.contains(order.getOrderId())) {
                trade(cancel(order.getOrderId()), reply -> reply.is(ProtoOAExecutionType.ORDER_CANCELLED));
            }
        }
        ProtoOAReconcileRes after = reconcile();
        return (int) (after.getPositionList().stream()
                        .filter(position -> positions.contains(position.getPositionId()))
                        .count()
                + after.getOrderList().stream()
                        .filter(order -> orders.contains(order.getOrderId()))
                        .count());
    }

    private ProtoOAReconcileRes reconcile() throws ProbeException {
        return scene.ask(
                ProtoOAReconcileReq.newBuilder()
                        .setCtidTraderAccountId(scene.accountId())
                        .build(),
                ProtoOAReconcileRes.class);
    }
}
