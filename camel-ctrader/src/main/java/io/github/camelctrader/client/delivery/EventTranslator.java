package io.github.camelctrader.client.delivery;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountsTokenInvalidatedEvent;
import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolChangedEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOAPayloadType;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.market.QuoteCache;
import io.github.camelctrader.client.market.SymbolDirectory;
import io.github.camelctrader.client.time.OnLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import org.jspecify.annotations.Nullable;

/**
 * Turns a message of the server into the event that consumers get, once for all of them: finds account, symbol and time
 * in it, and puts a spot event's prices together with those known before.
 *
 * <p>A message of any type, even one that is not in the schema or lacks required
 * fields, becomes an event.
 */
@OnLoop
public final class EventTranslator {
    private final SymbolDirectory symbols;
    private final QuoteCache quotes;

    /**
     * @param symbols where names come from; nothing is read from the server for them
     * @param quotes takes in every spot event translated here
     */
    public EventTranslator(SymbolDirectory symbols, QuoteCache quotes) {
        this.symbols = symbols;
        this.quotes = quotes;
    }

    /** Call once for each message, in the order in which they came in. */
    public ClientEvent translate(InboundMessage inbound) {
        Message message = inbound.message();
        if (message instanceof ProtoOASpotEvent spot) {
            Quote quote = quotes.merge(spot);
            return event(inbound, spot.getCtidTraderAccountId(), spot.getSymbolId(), quote);
        }
        if (message instanceof ProtoMessage envelope) {
            // What cannot be decoded is told to those who wait for its type.
            long accountId = PayloadTypes.schema().accountIdOfDamaged(inbound.payloadType(), envelope.getPayload());
            return event(inbound, accountId, 0, null).as(kindOf(inbound.payloadType()));
        }
        return event(inbound, accountOf(message), symbolOf(message), null).as(kindOf(inbound.payloadType()));
    }

    /** Prices that cannot be merged, since they cannot be decoded, are no fact for that. */
    private static EventKind kindOf(int payloadType) {
        return payloadType == ProtoOAPayloadType.PROTO_OA_DEPTH_EVENT_VALUE
                        || payloadType == ProtoOAPayloadType.PROTO_OA_SPOT_EVENT_VALUE
                ? EventKind.DELTA
                : EventKind.FACT;
    }

    /**
     * The present quote of a symbol, as an event for a consumer that comes when the symbol is already subscribed and may
     * stay quiet; null when nothing is known of it on this link.
     */
    public @Nullable ClientEvent present(long accountId, long symbolId) {
        ProtoOASpotEvent spot = quotes.lastSpot(accountId, symbolId);
        return spot == null
                ? null
                : event(
                        new InboundMessage(PayloadTypes.payloadTypeOf(spot), spot, null),
                        accountId,
                        symbolId,
                        quotes.last(accountId, symbolId));
    }

    private ClientEvent event(InboundMessage inbound, long accountId, long symbolId, @Nullable Quote quote) {
        Message message = inbound.message();
        return ClientEvent.builder(inbound.shortName(), message)
                .payloadType(inbound.payloadType())
                .account(accountId)
                .symbol(symbolId, symbolId == 0 ? null : symbols.nameOf(accountId, symbolId))
                .quote(quote)
                .timestamp(EventTimes.of(message))
                .clientMsgId(inbound.clientMsgId())
                .build();
    }

    private static long accountOf(Message message) {
        if (message instanceof ProtoOAAccountsTokenInvalidatedEvent invalidated) {
            return invalidated.getCtidTraderAccountIdsCount() == 1 ? invalidated.getCtidTraderAccountIds(0) : 0;
        }
        return PayloadTypes.accountIdOf(message);
    }

    private static long symbolOf(Message message) {
        if (message instanceof ProtoOAExecutionEvent execution) {
            return symbolOf(execution);
        }
        if (message instanceof ProtoOADepthEvent depth) {
            return depth.getSymbolId();
        }
        return message instanceof ProtoOASymbolChangedEvent changed && changed.getSymbolIdCount() == 1
                ? changed.getSymbolId(0)
                : 0;
    }

    private static long symbolOf(ProtoOAExecutionEvent execution) {
        if (execution.getOrder().getTradeData().hasSymbolId()) {
            return execution.getOrder().getTradeData().getSymbolId();
        }
        return execution.getPosition().getTradeData().hasSymbolId()
                ? execution.getPosition().getTradeData().getSymbolId()
                : execution.getDeal().getSymbolId();
    }
}
