package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATimeInForce;

/** A new order, which the server knows by our {@code clientOrderId} for ever. */
record NewOrderMatcher(ProtoOANewOrderReq request, String clientOrderId) implements OutcomeMatcher {

    @Override
    public boolean immediate() {
        return request.getOrderType() == ProtoOAOrderType.MARKET
                || request.getOrderType() == ProtoOAOrderType.MARKET_RANGE
                || request.getTimeInForce() == ProtoOATimeInForce.IMMEDIATE_OR_CANCEL
                || request.getTimeInForce() == ProtoOATimeInForce.FILL_OR_KILL;
    }

    @Override
    public Progress progress(ProtoOAExecutionEvent event, boolean own, long orderId) {
        return isMine(event, own, orderId) ? OutcomeMatcher.ofOrder(event) : Progress.NONE;
    }

    private boolean isMine(ProtoOAExecutionEvent event, boolean own, long orderId) {
        if (!event.hasOrder()) {
            return own;
        }
        ProtoOAOrder order = event.getOrder();
        if (orderId != 0) {
            return order.getOrderId() == orderId;
        }
        return clientOrderId.equals(order.getClientOrderId()) || own && !OutcomeMatcher.isProtection(order);
    }

    @Override
    public LookUpResult find(AccountSnapshot snapshot, MatchContext clues) {
        if (clues.orderId() != 0) {
            return snapshot.ofTaken(clues.orderId());
        }
        ProtoOAOrder order = snapshot.newest(clientOrderId, clues.taken().negate());
        if (order != null) {
            return snapshot.outcomeOf(order);
        }
        if (marked() && snapshot.shows(clientOrderId)) {
            return new LookUpResult.Unclear("its label is there, but no list shows its order yet");
        }
        LookUpResult absent = new LookUpResult.Absent("no order has the clientOrderId " + clientOrderId, true);
        String contrary = new UnmatchedTrades(request, snapshot, clues).evidence();
        return snapshot.ifComplete(contrary == null ? absent : new LookUpResult.Unclear(contrary, absent));
    }

    /** Whether the label is its own, and not one that the orders of a strategy share. */
    private boolean marked() {
        return request.getLabel().equals(clientOrderId);
    }
}
