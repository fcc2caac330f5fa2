package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import java.util.function.LongPredicate;

/** The amendment of an order. It has taken effect when the order is as the request wants it, by whomever. */
record AmendTask(ProtoOAAmendOrderReq request) implements OrderTask {

    @Override
    public boolean immediate() {
        return true;
    }

    @Override
    public Progress progress(ProtoOAExecutionEvent event, boolean own, long orderId) {
        return OrderTask.ofTarget(event, own, request.getOrderId(), own ? Progress.ENDED : Progress.OVERWRITTEN);
    }

    @Override
    public long wantedOrder(long orderId) {
        return request.getOrderId();
    }

    @Override
    public Finding find(AccountPicture picture, long orderId, long sentMillis, LongPredicate taken) {
        return picture.ofTarget(
                request.getOrderId(),
                order -> isAsWanted(order)
                        ? new Finding.Ended(picture.event(order, ProtoOAExecutionType.ORDER_REPLACED))
                        : new Finding.Absent("order " + order.getOrderId() + " is not as the amendment wants it"));
    }

    private boolean isAsWanted(ProtoOAOrder order) {
        return (!request.hasVolume()
                        || request.getVolume() == order.getTradeData().getVolume())
                && (!request.hasLimitPrice() || Levels.same(request.getLimitPrice(), order.getLimitPrice()))
                && (!request.hasStopPrice() || Levels.same(request.getStopPrice(), order.getStopPrice()))
                && (!request.hasExpirationTimestamp()
                        || request.getExpirationTimestamp() == order.getExpirationTimestamp())
                && (!request.hasSlippageInPoints() || request.getSlippageInPoints() == order.getSlippageInPoints())
                && (!request.hasStopTriggerMethod() || request.getStopTriggerMethod() == order.getStopTriggerMethod())
                && (!request.hasTrailingStopLoss() || request.getTrailingStopLoss() == order.getTrailingStopLoss())
                && isProtectedAsWanted(order);
    }

    /** An amendment replaces the protection: what it leaves out is taken away. A server may turn distances into prices. */
    private boolean isProtectedAsWanted(ProtoOAOrder order) {
        return (request.hasRelativeStopLoss()
                        ? order.hasRelativeStopLoss()
                                ? request.getRelativeStopLoss() == order.getRelativeStopLoss()
                                : order.hasStopLoss()
                        : Levels.same(
                                request.hasStopLoss(), request.getStopLoss(), order.hasStopLoss(), order.getStopLoss()))
                && (request.hasRelativeTakeProfit()
                        ? order.hasRelativeTakeProfit()
                                ? request.getRelativeTakeProfit() == order.getRelativeTakeProfit()
                                : order.hasTakeProfit()
                        : Levels.same(
                                request.hasTakeProfit(),
                                request.getTakeProfit(),
                                order.hasTakeProfit(),
                                order.getTakeProfit()));
    }
}
