package io.github.camelctrader.client.order;

import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.ServerErrorCode;
import org.jspecify.annotations.Nullable;

/** The amendment of an order. It has taken effect when the order is as the request wants it, by whomever. */
record AmendMatcher(ProtoOAAmendOrderReq request) implements OutcomeMatcher {
    /** What a server says to an amendment that comes after the end of its order. */
    private static final String TOO_LATE = ServerErrorCode.UNABLE_TO_AMEND_ORDER.name();

    @Override
    public boolean immediate() {
        return true;
    }

    @Override
    public Progress progress(ProtoOAExecutionEvent event, boolean own, long orderId) {
        Progress ended = isAsWanted(event.getOrder(), null) ? Progress.ENDED : Progress.MISSED;
        return OutcomeMatcher.ofTarget(
                event, own, request.getOrderId(), ended, own ? Progress.ENDED : Progress.OVERWRITTEN);
    }

    @Override
    public RequestRejectedException missed(ProtoOAExecutionEvent event) {
        return (RequestRejectedException)
                RejectionRecords.of(request.getCtidTraderAccountId(), TOO_LATE, howItEnded(event.getOrder()));
    }

    @Override
    public long wantedOrder(long orderId) {
        return request.getOrderId();
    }

    @Override
    public boolean isEffect(ProtoOAExecutionEvent event, long sentAfter) {
        return event.getOrder().getOrderId() == request.getOrderId() && isAsWanted(event.getOrder(), null);
    }

    @Override
    public LookUpResult find(AccountSnapshot snapshot, MatchContext clues) {
        return snapshot.ofTarget(request.getOrderId(), order -> {
            ProtoOAOrder protection = snapshot.protection(order.getPositionId());
            boolean asWanted = isAsWanted(order, protection);
            if (AccountSnapshot.isEnded(order)) {
                return asWanted
                        ? snapshot.outcomeOf(order)
                        : new LookUpResult.Refused(TOO_LATE, howItEnded(order), true);
            }
            if (asWanted) {
                return new LookUpResult.Ended(snapshot.event(order, ProtoOAExecutionType.ORDER_REPLACED));
            }
            return clues.isUnchanged(order, request.getCtidTraderAccountId())
                    ? new LookUpResult.Absent(
                            "order " + order.getOrderId() + " is not as the amendment wants it", false)
                    : new LookUpResult.Unclear("order " + order.getOrderId() + " was changed since by something else");
        });
    }

    private static String howItEnded(ProtoOAOrder order) {
        return "order " + order.getOrderId() + " came to its end as " + order.getOrderStatus() + " with "
                + order.getExecutedVolume() + " executed, and not as the amendment wants it";
    }

    /** @param protection of the position that the order made, or null */
    private boolean isAsWanted(ProtoOAOrder order, @Nullable ProtoOAOrder protection) {
        return (!request.hasVolume()
                        || request.getVolume() == order.getTradeData().getVolume())
                && (!request.hasLimitPrice() || PriceEquality.same(request.getLimitPrice(), order.getLimitPrice()))
                && (!request.hasStopPrice() || PriceEquality.same(request.getStopPrice(), order.getStopPrice()))
                && (!request.hasExpirationTimestamp()
                        || request.getExpirationTimestamp() == order.getExpirationTimestamp())
                && (!request.hasSlippageInPoints() || request.getSlippageInPoints() == order.getSlippageInPoints())
                && (!request.hasStopTriggerMethod() || request.getStopTriggerMethod() == order.getStopTriggerMethod())
                && (!request.hasTrailingStopLoss() || request.getTrailingStopLoss() == order.getTrailingStopLoss())
                && (isProtectedAsWanted(order)
                        || protection != null && isProtectedAsWanted(levelsOf(protection, order)));
    }

    /** What was filled may have left its levels to the protection of its position. */
    private static ProtoOAOrder levelsOf(ProtoOAOrder protection, ProtoOAOrder order) {
        ProtoOAOrder.Builder levels = ProtoOAOrder.newBuilder();
        if (order.getOrderStatus() != ProtoOAOrderStatus.ORDER_STATUS_FILLED) {
            return order;
        }
        if (protection.hasStopPrice()) {
            levels.setStopLoss(protection.getStopPrice());
        }
        if (protection.hasLimitPrice()) {
            levels.setTakeProfit(protection.getLimitPrice());
        }
        return levels.buildPartial();
    }

    /** An amendment replaces the protection: what it leaves out is taken away. A server may turn distances into prices. */
    private boolean isProtectedAsWanted(ProtoOAOrder order) {
        return (request.hasRelativeStopLoss()
                        ? order.hasRelativeStopLoss()
                                ? request.getRelativeStopLoss() == order.getRelativeStopLoss()
                                : order.hasStopLoss()
                        : PriceEquality.same(
                                request.hasStopLoss(), request.getStopLoss(), order.hasStopLoss(), order.getStopLoss()))
                && (request.hasRelativeTakeProfit()
                        ? order.hasRelativeTakeProfit()
                                ? request.getRelativeTakeProfit() == order.getRelativeTakeProfit()
                                : order.hasTakeProfit()
                        : PriceEquality.same(
                                request.hasTakeProfit(),
                                request.getTakeProfit(),
                                order.hasTakeProfit(),
                                order.getTakeProfit()));
    }
}
