package io.github.camelctrader.header;

import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.CTraderConstants;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.MaintenanceException;
import io.github.camelctrader.client.RateLimitedException;
import io.github.camelctrader.client.Reply;
import io.github.camelctrader.client.ServerRefusal;
import io.github.camelctrader.client.delivery.EventTimes;
import io.github.camelctrader.client.time.Ticker;
import io.github.camelctrader.client.wire.PayloadTypes;
import io.github.camelctrader.idempotency.ShownIds;
import java.time.Duration;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/** Puts the answer to a request and its headers onto the exchange, beside the headers that the request came with. */
public final class ReplyHeaders {
    private ReplyHeaders() {}

    /** Takes away what an earlier request on the same exchange left behind, for instance the attempt before this one. */
    public static void clear(Exchange exchange) {
        exchange.getIn().removeHeader(CTraderConstants.ERROR_CODE);
        exchange.getIn().removeHeader(CTraderConstants.ERROR_DESCRIPTION);
        exchange.getIn().removeHeader(CTraderConstants.RETRY_AFTER);
        exchange.getIn().removeHeader(CTraderConstants.RECOVERED);
    }

    /**
     * @param operationId the id of the operation, for an order request; null for all others
     * @param symbolName of the answer's symbol, where it is known
     */
    public static void answered(
            Exchange exchange,
            Environment environment,
            Reply reply,
            @Nullable String operationId,
            @Nullable String symbolName) {
        Message camel = exchange.getMessage();
        camel.setBody(reply.message());
        HeaderRow row = new HeaderRow();
        row.put(Header.ENVIRONMENT, environment.toString());
        row.put(Header.MESSAGE_TYPE, PayloadTypes.shortName(reply.message()));
        row.put(Header.PAYLOAD_TYPE, reply.payloadType());
        row.put(Header.CLIENT_MSG_ID, reply.clientMsgId());
        row.put(Header.RECOVERED, reply.recovered() ? Boolean.TRUE : null);
        long accountId = PayloadTypes.accountIdOf(reply.message());
        row.put(Header.ACCOUNT_ID, accountId == 0 ? null : accountId);
        if (reply.message() instanceof ProtoMessage) {
            // Its type is newer than the schema.
            row.put(Header.INCOMPLETE, true);
        }
        MessageHeaders.fill(row, reply.message());
        Long timestamp = EventTimes.of(reply.message());
        row.put(Header.TIMESTAMP, timestamp);
        row.put(Header.MESSAGE_TIMESTAMP, timestamp);
        if (operationId != null && timestamp == null) {
            // What is there is the time of the event that the order began with.
            camel.removeHeader(CTraderConstants.TIMESTAMP);
            camel.removeHeader(Exchange.MESSAGE_TIMESTAMP);
        }
        Object symbolId = row.get(Header.SYMBOL_ID);
        if (symbolId != null) {
            // As texts: what the user put there may be no number, and an answer fails for nothing that it did not ask
            // for.
            if (!symbolId.toString().equals(String.valueOf(camel.getHeader(CTraderConstants.SYMBOL_ID)))) {
                // The name that an event left there is that of its own symbol.
                camel.removeHeader(CTraderConstants.SYMBOL_NAME);
            }
            row.put(Header.SYMBOL_NAME, symbolName);
        }
        String ofUser = ShownIds.ofUser(exchange);
        // An event that travels on into a producer leaves its mark on the exchange.
        camel.removeHeader(CTraderConstants.INCOMPLETE);
        row.putOn(camel);
        // The order that the answer is about may have an id of its own: the one that a cancel cancelled, or one of the
        // server's.
        // A read has no id to show, and takes none away that the user gave.
        String shown = operationId == null ? ofUser : operationId;
        set(camel, CTraderConstants.CLIENT_ORDER_ID, shown);
        if (!Objects.equals(ofUser, camel.getHeader(CTraderConstants.CLIENT_ORDER_ID))) {
            ShownIds.shown(camel);
        }
    }

    public static void failed(Exchange exchange, Throwable failure) {
        exchange.setException(failure);
        Message camel = exchange.getMessage();
        if (failure instanceof ServerRefusal refused) {
            set(camel, CTraderConstants.ERROR_CODE, refused.getErrorCode());
            set(camel, CTraderConstants.ERROR_DESCRIPTION, refused.getDescription());
        }
        Duration retryAfter = failure instanceof CTraderException known ? retryAfter(known) : null;
        if (retryAfter != null) {
            // Rounded up, since a second too early is refused again.
            camel.setHeader(
                    CTraderConstants.RETRY_AFTER,
                    retryAfter.plusNanos(999_999_999).toSeconds());
        }
    }

    private static @Nullable Duration retryAfter(CTraderException failure) {
        if (failure instanceof RateLimitedException limited) {
            return limited.getRetryAfter();
        }
        if (failure instanceof MaintenanceException maintenance) {
            return maintenance.retryAfter(Ticker.system().now());
        }
        return null;
    }

    private static void set(Message camel, String header, @Nullable String value) {
        if (value != null) {
            camel.setHeader(header, value);
        }
    }
}
