package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.ServerErrorCode;

/** The cancelling of an order. If the market is faster, what the market did is the outcome. */
record CancelMatcher(ProtoOACancelOrderReq request) implements OutcomeMatcher {

    @Override
    public boolean immediate() {
        return true;
    }

    @Override
    public Progress progress(ProtoOAExecutionEvent event, boolean own, long orderId) {
        return OutcomeMatcher.ofTarget(event, own, request.getOrderId(), Progress.ENDED, Progress.NONE);
    }

    /** An order that cannot be cancelled may have been filled, of which its event may have been lost. */
    @Override
    public boolean doubts(String errorCode) {
        return ServerErrorCode.UNABLE_TO_CANCEL_ORDER.is(errorCode)
                || ServerErrorCode.ORDER_NOT_FOUND.is(errorCode)
                || OutcomeMatcher.super.doubts(errorCode);
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
    public boolean isEffect(ProtoOAExecutionEvent event, long sentAfter) {
        return event.getOrder().getOrderId() == request.getOrderId();
    }

    @Override
    public LookUpResult find(AccountSnapshot snapshot, MatchContext clues) {
        return snapshot.ofTarget(
                request.getOrderId(),
                order -> AccountSnapshot.isEnded(order)
                        ? snapshot.outcomeOf(order)
                        : new LookUpResult.Absent("order " + order.getOrderId() + " still works", false));
    }
}
