package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import java.util.function.LongPredicate;

/** The cancelling of an order. If the market is faster, what the market did is the outcome. */
record CancelTask(ProtoOACancelOrderReq request) implements OrderTask {

    @Override
    public boolean immediate() {
        return true;
    }

    @Override
    public Progress progress(ProtoOAExecutionEvent event, boolean own, long orderId) {
        return OrderTask.ofTarget(event, own, request.getOrderId(), Progress.NONE);
    }

    @Override
    public long ownOrder(ProtoOAExecutionEvent event) {
        return 0;
    }

    /** An order that cannot be cancelled may have been filled, of which its event may have been lost. */
    @Override
    public boolean doubts(String errorCode) {
        return errorCode.equals("UNABLE_TO_CANCEL_ORDER")
                || errorCode.equals("ORDER_NOT_FOUND")
                || OrderTask.super.doubts(errorCode);
    }

    @Override
    public boolean settledByEndOfItsOrder() {
        return true;
    }

    @Override
    public long wantedOrder(long orderId) {
        return request.getOrderId();
    }

    @Override
    public Finding find(AccountPicture picture, long orderId, long sentMillis, LongPredicate taken) {
        long target = request.getOrderId();
        ProtoOAOrder order = picture.order(target);
        if (order == null) {
            return picture.unknownToServer(target)
                    ? new Finding.Refused("ORDER_NOT_FOUND", "the server knows no order " + target)
                    : new Finding.Unclear("order " + target + " could not be read");
        }
        if (order.getOrderStatus() == ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED) {
            return new Finding.Absent("order " + target + " still works");
        }
        return order.getOrderStatus() == ProtoOAOrderStatus.ORDER_STATUS_REJECTED
                ? picture.outcomeOf(order)
                : picture.endOf(order);
    }
}
