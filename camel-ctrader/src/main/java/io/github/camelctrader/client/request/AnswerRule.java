package io.github.camelctrader.client.request;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAClosePositionReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOANewOrderReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;

/**
 * When a request counts as answered. The server answers an order request with a sequence of execution events that all carry
 * its id (cTrader Open API, order events); every other request with one message.
 */
enum AnswerRule {
    /** The first message with the request's id. */
    FIRST_MESSAGE,
    /** The event that ends the sequence: the order is filled, cancelled or expired. Part of a fill is not the end. */
    END_OF_ORDER,
    /** As {@link #END_OF_ORDER}, for the order that closes; what becomes of the position's protection is no answer. */
    END_OF_CLOSING_ORDER;

    static AnswerRule of(Message request) {
        if (request instanceof ProtoOANewOrderReq order) {
            boolean immediate = order.getOrderType() == ProtoOAOrderType.MARKET
                    || order.getOrderType() == ProtoOAOrderType.MARKET_RANGE;
            return immediate ? END_OF_ORDER : FIRST_MESSAGE;
        }
        return request instanceof ProtoOAClosePositionReq ? END_OF_CLOSING_ORDER : FIRST_MESSAGE;
    }

    /** Whether {@code message}, which carries the request's id and is no refusal, answers it. */
    boolean answeredBy(Message message) {
        if (this == FIRST_MESSAGE || !(message instanceof ProtoOAExecutionEvent event)) {
            return true;
        }
        if (this == END_OF_CLOSING_ORDER && ofProtection(event)) {
            return false;
        }
        // An execution type newer than the schema leaves the field unset, and its getter would then say ORDER_ACCEPTED.
        if (!event.hasExecutionType()) {
            return false;
        }
        ProtoOAExecutionType type = event.getExecutionType();
        return type == ProtoOAExecutionType.ORDER_FILLED
                || type == ProtoOAExecutionType.ORDER_CANCELLED
                || type == ProtoOAExecutionType.ORDER_EXPIRED;
    }

    private static boolean ofProtection(ProtoOAExecutionEvent event) {
        return event.hasOrder() && event.getOrder().getOrderType() == ProtoOAOrderType.STOP_LOSS_TAKE_PROFIT;
    }
}
