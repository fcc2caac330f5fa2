package io.github.camelctrader.header;

import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ComponentEvent;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.GapEvent;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.TrendbarEvent;
import io.github.camelctrader.client.wire.PayloadTypes;
import io.github.camelctrader.idempotency.ShownIds;
import org.jspecify.annotations.Nullable;

/** The headers of an event. What the event does not carry is left out. */
final class EventHeaders {
    private EventHeaders() {}

    static HeaderRow of(Environment environment, ClientEvent event) {
        HeaderRow row = new HeaderRow();
        row.put(Header.ENVIRONMENT, environment.toString());
        row.put(Header.MESSAGE_TYPE, event.messageType());
        row.put(Header.CLIENT_MSG_ID, event.clientMsgId());
        row.put(Header.ACCOUNT_ID, event.accountId() == 0 ? null : event.accountId());
        row.put(Header.SYMBOL_ID, event.symbolId() == 0 ? null : event.symbolId());
        row.put(Header.SYMBOL_NAME, event.symbolName());
        row.put(Header.CONFLATED, event.conflated() < 2 ? null : event.conflated());
        row.put(Header.BOOK_RESET, event.kind() == EventKind.RESET ? Boolean.TRUE : null);
        row.put(Header.RECOVERED, event.recovered() ? Boolean.TRUE : null);
        com.google.protobuf.Message message = event.message();
        if (message != null) {
            row.put(Header.PAYLOAD_TYPE, event.payloadType());
            MessageHeaders.fill(row, message);
            if (message instanceof ProtoMessage && !event.messageType().equals(PayloadTypes.shortName(message))) {
                // It goes under the name of a type as which it cannot be decoded.
                row.put(Header.INCOMPLETE, true);
            }
        }
        Quote quote = event.quote();
        if (quote != null) {
            row.put(Header.BID, quote.bidPrice());
            row.put(Header.ASK, quote.askPrice());
        }
        if (event.body() instanceof GapEvent gap) {
            row.put(Header.GAP_FROM, gap.from().toEpochMilli());
            row.put(Header.GAP_TO, gap.to().toEpochMilli());
        }
        if (event.body() instanceof TrendbarEvent bar) {
            row.put(Header.PERIOD, bar.period().name());
            row.put(Header.CLOSED, bar.closed());
        }
        if (event.body() instanceof OrderOutcomeEvent outcome) {
            fill(row, outcome);
        }
        if (row.get(Header.CLIENT_ORDER_ID) instanceof String id) {
            row.put(Header.CLIENT_ORDER_ID, ShownIds.shown(id));
        }
        Long timestamp = timestamp(event);
        row.put(Header.TIMESTAMP, timestamp);
        row.put(Header.MESSAGE_TIMESTAMP, timestamp);
        return row;
    }

    /** The same headers as the answer would have had, so that a route finds out which order it is about. */
    private static void fill(HeaderRow row, OrderOutcomeEvent outcome) {
        boolean executed = !outcome.outcome().equals(OrderOutcomeEvent.NOT_EXECUTED)
                && !outcome.outcome().equals(OrderOutcomeEvent.ENDED);
        row.put(Header.CLIENT_ORDER_ID, outcome.operationId());
        row.put(Header.ORDER_ID, outcome.orderId() == 0 ? null : outcome.orderId());
        row.put(Header.POSITION_ID, outcome.positionId() == 0 ? null : outcome.positionId());
        row.put(Header.EXECUTION_TYPE, executed ? outcome.outcome() : null);
        if (outcome.errorCode() != null) {
            row.put(Header.ERROR_CODE, outcome.errorCode());
            row.put(Header.ERROR_DESCRIPTION, outcome.description());
        }
    }

    private static @Nullable Long timestamp(ClientEvent event) {
        return event.body() instanceof ComponentEvent own
                ? Long.valueOf(own.time().toEpochMilli())
                : event.timestamp();
    }
}
