package io.github.camelctrader;

import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ComponentEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.wire.PayloadTypes;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Turns an event into body and headers. What the event does not carry is left out. */
final class EventHeaders {
    private EventHeaders() {}

    static void fill(Message camel, Environment environment, ClientEvent event) {
        camel.setBody(event.body());
        camel.setHeader(CTraderConstants.ENVIRONMENT, environment.toString());
        camel.setHeader(CTraderConstants.MESSAGE_TYPE, event.messageType());
        com.google.protobuf.Message message = event.message();
        if (message != null) {
            camel.setHeader(CTraderConstants.PAYLOAD_TYPE, event.payloadType());
            MessageHeaders.set(camel, message);
            if (message instanceof ProtoMessage && !event.messageType().equals(PayloadTypes.shortName(message))) {
                // It goes under the name of a type as which it cannot be decoded.
                camel.setHeader(CTraderConstants.INCOMPLETE, true);
            }
        }
        set(camel, CTraderConstants.CLIENT_MSG_ID, event.clientMsgId());
        set(camel, CTraderConstants.ACCOUNT_ID, event.accountId() == 0 ? null : event.accountId());
        set(camel, CTraderConstants.SYMBOL_ID, event.symbolId() == 0 ? null : event.symbolId());
        set(camel, CTraderConstants.SYMBOL_NAME, event.symbolName());
        set(camel, CTraderConstants.CONFLATED, event.conflated() < 2 ? null : event.conflated());
        set(camel, CTraderConstants.RECOVERED, event.recovered() ? Boolean.TRUE : null);
        Quote quote = event.quote();
        if (quote != null) {
            set(camel, CTraderConstants.BID, quote.bidPrice());
            set(camel, CTraderConstants.ASK, quote.askPrice());
        }
        if (event.body() instanceof GapEvent gap) {
            camel.setHeader(CTraderConstants.GAP_FROM, gap.from().toEpochMilli());
            camel.setHeader(CTraderConstants.GAP_TO, gap.to().toEpochMilli());
        }
        if (event.body() instanceof OrderOutcomeEvent outcome) {
            fill(camel, outcome);
        }
        Long timestamp = timestamp(event);
        set(camel, CTraderConstants.TIMESTAMP, timestamp);
        set(camel, Exchange.MESSAGE_TIMESTAMP, timestamp);
    }

    /** The same headers as the answer would have had, so that a route finds out which order it is about. */
    private static void fill(Message camel, OrderOutcomeEvent outcome) {
        boolean executed = !outcome.outcome().equals(OrderOutcomeEvent.NOT_EXECUTED);
        set(camel, CTraderConstants.CLIENT_ORDER_ID, outcome.operationId());
        set(camel, CTraderConstants.ORDER_ID, outcome.orderId() == 0 ? null : outcome.orderId());
        set(camel, CTraderConstants.POSITION_ID, outcome.positionId() == 0 ? null : outcome.positionId());
        set(camel, CTraderConstants.EXECUTION_TYPE, executed ? outcome.outcome() : null);
        if (outcome.errorCode() != null) {
            camel.setHeader(CTraderConstants.ERROR_CODE, outcome.errorCode());
            set(camel, CTraderConstants.ERROR_DESCRIPTION, outcome.description());
        }
    }

    private static @Nullable Long timestamp(ClientEvent event) {
        return event.body() instanceof ComponentEvent own
                ? Long.valueOf(own.time().toEpochMilli())
                : event.timestamp();
    }

    private static void set(Message camel, String header, @Nullable Object value) {
        if (value != null) {
            camel.setHeader(header, value);
        }
    }
}
