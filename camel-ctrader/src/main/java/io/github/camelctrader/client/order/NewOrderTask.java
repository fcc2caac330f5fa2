package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;
import java.util.function.LongPredicate;

/** A new order, which the server knows by our {@code clientOrderId} for ever. */
record NewOrderTask(ProtoOANewOrderReq request, String clientOrderId) implements OrderTask {

    @Override
    public boolean immediate() {
        return request.getOrderType() == ProtoOAOrderType.MARKET
                || request.getOrderType() == ProtoOAOrderType.MARKET_RANGE
                || request.hasTimeInForce()
                        && (request.getTimeInForce() == ProtoOATimeInForce.IMMEDIATE_OR_CANCEL
                                || request.getTimeInForce() == ProtoOATimeInForce.FILL_OR_KILL);
    }

    @Override
    public Progress progress(ProtoOAExecutionEvent event, boolean own, long orderId) {
        return isMine(event, own, orderId) ? OrderTask.ofOrder(event) : Progress.NONE;
    }

    private boolean isMine(ProtoOAExecutionEvent event, boolean own, long orderId) {
        if (!event.hasOrder()) {
            return own;
        }
        ProtoOAOrder order = event.getOrder();
        if (orderId != 0) {
            return order.getOrderId() == orderId;
        }
        return clientOrderId.equals(order.getClientOrderId()) || own && !OrderTask.isProtection(order);
    }

    @Override
    public Finding find(AccountPicture picture, long orderId, long sentMillis, LongPredicate taken) {
        if (orderId != 0) {
            return picture.ofTaken(orderId);
        }
        ProtoOAOrder order = picture.newest(
                candidate -> clientOrderId.equals(candidate.getClientOrderId()) && !taken.test(candidate.getOrderId()));
        return order == null
                ? picture.ifComplete(new Finding.Absent("no order has the clientOrderId " + clientOrderId))
                : picture.outcomeOf(order);
    }
}
