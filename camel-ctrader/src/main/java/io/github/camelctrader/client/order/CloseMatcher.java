package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPosition;
import java.time.Duration;
import java.util.Comparator;

/**
 * A close of a position or of a part of it. The server makes an order of it that carries nothing of ours: it is known by its
 * position and volume, by the time, and by not being anybody else's.
 */
record CloseMatcher(ProtoOAClosePositionReq request) implements OutcomeMatcher {
    /** How far what was learned of the server's clock may be ahead of it, by the drift between two clocks. */
    static final long CLOCK_STEP = Duration.ofMinutes(1).toMillis();

    @Override
    public boolean immediate() {
        return true;
    }

    @Override
    public Progress progress(ProtoOAExecutionEvent event, boolean own, long orderId) {
        boolean mine = orderId != 0 && event.hasOrder()
                ? event.getOrder().getOrderId() == orderId
                : own && !OutcomeMatcher.isProtection(event.getOrder());
        return mine ? OutcomeMatcher.ofOrder(event) : Progress.NONE;
    }

    @Override
    public boolean isEffect(ProtoOAExecutionEvent event, long sentAfter) {
        return isAlike(event.getOrder(), sentAfter);
    }

    @Override
    public LookUpResult find(AccountSnapshot snapshot, MatchContext clues) {
        if (clues.orderId() != 0) {
            return snapshot.ofTaken(clues.orderId());
        }
        return snapshot.ordersOf(request.getPositionId()).stream()
                .filter(order -> mayBeOurs(order, clues))
                .min(Comparator.comparing(CloseMatcher::isRejected)
                        .thenComparingLong(AccountSnapshot::openedAt)
                        .thenComparingLong(ProtoOAOrder::getOrderId))
                .map(order -> clues.sentAfter() == 0 && !isRejected(order)
                        ? new LookUpResult.Unclear(
                                "order " + order.getOrderId() + " may have been made before the request")
                        : snapshot.ofTaken(order.getOrderId()))
                .orElseGet(() -> snapshot.ifComplete(ofNone(snapshot, clues)));
    }

    private boolean mayBeOurs(ProtoOAOrder order, MatchContext clues) {
        return isAlike(order, clues.sentAfter())
                // What changed the position before the send was something else.
                && (clues.position() == null
                        || AccountSnapshot.changedAt(order) > clues.position().changed())
                && !clues.taken().test(order.getOrderId());
    }

    private boolean isAlike(ProtoOAOrder order, long sentAfter) {
        return order.getPositionId() == request.getPositionId()
                && order.getClosingOrder()
                && !OutcomeMatcher.isProtection(order)
                && order.getTradeData().getVolume() == request.getVolume()
                && AccountSnapshot.openedAt(order) >= sentAfter - CLOCK_STEP;
    }

    /** The list of orders may lag; that the position is as large as it was shows that nothing was closed. */
    private LookUpResult ofNone(AccountSnapshot snapshot, MatchContext clues) {
        LastKnownState.State before = clues.position();
        LookUpResult absent = new LookUpResult.Absent(
                "no order closed " + request.getVolume() + " of position " + request.getPositionId() + " since",
                before == null);
        ProtoOAPosition now = snapshot.position(request.getPositionId());
        boolean explained;
        if (before != null) {
            long left = now == null ? 0 : now.getTradeData().getVolume();
            explained = left >= before.volume() - closedByOthers(snapshot, before.changed() + 1);
        } else if (clues.sentAfter() != 0) {
            boolean untouched = now != null && AccountSnapshot.changedAt(now) < clues.sentAfter();
            explained = untouched || closedByOthers(snapshot, clues.sentAfter()) > 0;
        } else {
            explained = false;
        }
        return explained
                ? absent
                : new LookUpResult.Unclear(
                        "position " + request.getPositionId()
                                + " is smaller or was changed since, and no list shows by which order",
                        absent);
    }

    private long closedByOthers(AccountSnapshot snapshot, long since) {
        return snapshot.ordersOf(request.getPositionId(), since).stream()
                .filter(ProtoOAOrder::getClosingOrder)
                .mapToLong(ProtoOAOrder::getExecutedVolume)
                .sum();
    }

    /** An attempt that the server rejected may have had a successor. */
    private static boolean isRejected(ProtoOAOrder order) {
        return order.getOrderStatus() == ProtoOAOrderStatus.ORDER_STATUS_REJECTED;
    }
}
