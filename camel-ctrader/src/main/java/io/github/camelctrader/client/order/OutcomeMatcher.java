package io.github.camelctrader.client.order;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAAmendPositionSLTPReq;
import com.xtrader.protocol.openapi.v2.ProtoOACancelOrderReq;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.ServerErrorCode;

/**
 * What an order request wants, and how to tell from events and from what is found at the server whether it got there. Knows
 * no time and no state: everything that changes is handed in.
 */
interface OutcomeMatcher {
    /** What one event means for the request. */
    enum Progress {
        /** Nothing, or it is about something else. */
        NONE,
        /** The order is the server's now, and more will follow. */
        ACCEPTED,
        /** This is the outcome. */
        ENDED,
        /** The server said no, by an execution event. */
        REFUSED,
        /** What the request was to change came to its end first, as the answer to it shows. */
        MISSED,
        /** The order that the request is about came to its end without it. */
        OVERTAKEN,
        /** Something else changed what the request wants to change, so that its state tells nothing of the request any more. */
        OVERWRITTEN
    }

    /**
     * The task of a request.
     *
     * @throws IllegalArgumentException when the request changes no order
     */
    static OutcomeMatcher of(Message request, String operationId) {
        if (request instanceof ProtoOANewOrderReq order) {
            return new NewOrderMatcher(order, operationId);
        } else if (request instanceof ProtoOAClosePositionReq close) {
            return new CloseMatcher(close);
        } else if (request instanceof ProtoOACancelOrderReq cancel) {
            return new CancelMatcher(cancel);
        } else if (request instanceof ProtoOAAmendOrderReq amend) {
            return new AmendMatcher(amend);
        } else if (request instanceof ProtoOAAmendPositionSLTPReq protect) {
            return new ProtectionMatcher(protect);
        }
        throw new IllegalArgumentException(request.getDescriptorForType().getName() + " changes no order");
    }

    /** Whether the market ends the request at once, so that its end is what a caller wants to wait for. */
    boolean immediate();

    /**
     * What an event of the request's account means.
     *
     * @param own whether the event carries the id of this very request
     * @param orderId the order of the request as far as it is known, or 0
     */
    Progress progress(ProtoOAExecutionEvent event, boolean own, long orderId);

    /** Whether a refusal with this code may not be the whole truth, so that a look-up has to tell it. */
    default boolean doubts(String errorCode) {
        return ServerErrorCode.UNKNOWN_ERROR.is(errorCode);
    }

    /** Whether the request is done with, no matter what it was answered, once its order came to an end without it. */
    default boolean settledByEndOfItsOrder() {
        return false;
    }

    /** An order that must be looked at by itself if the lists do not show it, or 0. */
    default long wantedOrder(long orderId) {
        return orderId;
    }

    /**
     * Whether an event that carries no id of a request shows what this one wants, so that it may be its effect. Not for new
     * orders, which events tell by their {@code clientOrderId}.
     *
     * @param sentAfter Unix ms by the server's clock, or 0 when that is not known
     */
    default boolean isEffect(ProtoOAExecutionEvent event, long sentAfter) {
        return false;
    }

    /** What a look-up says. */
    LookUpResult find(AccountSnapshot snapshot, MatchContext clues);

    /** What the server might have said to a request that an event {@linkplain Progress#MISSED missed}. */
    default RequestRejectedException missed(ProtoOAExecutionEvent event) {
        throw new IllegalStateException("This request is never too late");
    }

    /** Whether an order carries a position's stop loss and take profit. */
    static boolean isProtection(ProtoOAOrder order) {
        return order.getOrderType() == ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT;
    }

    /** What an event says of the order that it is known to be about. */
    static Progress ofOrder(ProtoOAExecutionEvent event) {
        // An execution type newer than the schema leaves the field unset, and its getter would then say ORDER_ACCEPTED.
        if (!event.hasExecutionType()) {
            return Progress.NONE;
        }
        return switch (event.getExecutionType()) {
            case ORDER_ACCEPTED, ORDER_PARTIAL_FILL, ORDER_REPLACED -> Progress.ACCEPTED;
            case ORDER_FILLED, ORDER_CANCELLED, ORDER_EXPIRED -> Progress.ENDED;
            case ORDER_REJECTED -> Progress.REFUSED;
            default -> Progress.NONE;
        };
    }

    /**
     * The same for a request about an order that was there before.
     *
     * @param ended what the end of that order means in an answer to the request
     * @param replaced what a change of that order means
     */
    static Progress ofTarget(ProtoOAExecutionEvent event, boolean own, long target, Progress ended, Progress replaced) {
        if (event.hasOrder() ? event.getOrder().getOrderId() != target : !own) {
            return Progress.NONE;
        }
        return switch (event.getExecutionType()) {
            case ORDER_FILLED, ORDER_CANCELLED, ORDER_EXPIRED -> own ? ended : Progress.OVERTAKEN;
            case ORDER_REPLACED -> replaced;
            case ORDER_REJECTED, ORDER_CANCEL_REJECTED -> own ? Progress.REFUSED : Progress.NONE;
            default -> Progress.NONE;
        };
    }
}
