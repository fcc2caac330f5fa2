package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.LongPredicate;

/**
 * A close of a position or of a part of it. The server makes an order of it that carries nothing of ours: it is known by its
 * position and volume, by the time, and by not being anybody else's.
 */
record CloseTask(ProtoOAClosePositionReq request) implements OrderTask {
    /** The server's clock and ours may differ by this much. */
    static final long CLOCK_DIFFERENCE = Duration.ofMinutes(1).toMillis();

    @Override
    public boolean immediate() {
        return true;
    }

    @Override
    public Progress progress(ProtoOAExecutionEvent event, boolean own, long orderId) {
        boolean mine = orderId != 0 && event.hasOrder()
                ? event.getOrder().getOrderId() == orderId
                : own && !(event.hasOrder() && OrderTask.isProtection(event.getOrder()));
        return mine ? OrderTask.ofOrder(event) : Progress.NONE;
    }

    @Override
    public Finding find(AccountPicture picture, long orderId, long sentMillis, LongPredicate taken) {
        if (orderId != 0) {
            return picture.ofTaken(orderId);
        }
        return picture.everyOrder()
                .filter(order -> order.getPositionId() == request.getPositionId()
                        && order.getClosingOrder()
                        && !OrderTask.isProtection(order)
                        && order.getTradeData().getVolume() == request.getVolume()
                        && AccountPicture.openedAt(order) >= sentMillis - CLOCK_DIFFERENCE
                        && !taken.test(order.getOrderId()))
                .min(Comparator.comparing(CloseTask::isRejected)
                        .thenComparingLong(AccountPicture::openedAt)
                        .thenComparingLong(ProtoOAOrder::getOrderId))
                .map(order -> picture.ofTaken(order.getOrderId()))
                .orElseGet(() -> picture.ifComplete(new Finding.Absent("no order closed " + request.getVolume()
                        + " of position " + request.getPositionId() + " since")));
    }

    /** An attempt that the server rejected may have had a successor. */
    private static boolean isRejected(ProtoOAOrder order) {
        return order.getOrderStatus() == ProtoOAOrderStatus.ORDER_STATUS_REJECTED;
    }
}
