package io.github.camelctrader.client.delivery;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.EventInterest;
import io.github.camelctrader.client.EventKind;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.SlowConsumer;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events and interests for tests of this room. */
final class Events {
    static final long ACCOUNT = 7;

    private Events() {}

    static EventInterest everything(SlowConsumer slowConsumer, int queueSize) {
        return new EventInterest(Set.of(), Set.of(), List.of(), true, slowConsumer, queueSize);
    }

    static EventInterest andGaps(SlowConsumer slowConsumer, int queueSize) {
        return new EventInterest(
                Set.of("spot", "execution", "gap"), Set.of(), List.of(), true, slowConsumer, queueSize);
    }

    static EventInterest interest(Set<String> eventTypes, Set<Long> accounts, String... symbols) {
        return new EventInterest(eventTypes, accounts, List.of(symbols), true, SlowConsumer.CONFLATE, 10);
    }

    /** An execution that the number tells from others. */
    static ClientEvent execution(long number) {
        return execution(ACCOUNT, number);
    }

    static ClientEvent execution(long accountId, long number) {
        ProtoOAExecutionEvent execution = ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setExecutionType(ProtoOAExecutionType.ORDER_FILLED)
                .setDeal(ProtoOADeal.newBuilder().setDealId(number).buildPartial())
                .buildPartial();
        return event(execution, accountId, 0, null);
    }

    /** An event of a type that has a deal with it. */
    static ClientEvent execution(ProtoOAExecutionType type, long dealId) {
        ProtoOAExecutionEvent execution = ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setExecutionType(type)
                .setDeal(ProtoOADeal.newBuilder().setDealId(dealId).buildPartial())
                .buildPartial();
        return event(execution, ACCOUNT, 0, null);
    }

    static long numberOf(ClientEvent execution) {
        return ((ProtoOAExecutionEvent) execution.body()).getDeal().getDealId();
    }

    /** A spot event with both sides, and the merged quote that they make. */
    static ClientEvent spot(long symbolId, long bid, long ask) {
        return spot(spotBody(symbolId).setBid(bid).setAsk(ask).build(), new Quote(bid, ask));
    }

    static ClientEvent spot(ProtoOASpotEvent body, Quote quote) {
        return event(body, body.getCtidTraderAccountId(), body.getSymbolId(), quote);
    }

    static ProtoOASpotEvent.Builder spotBody(long symbolId) {
        return ProtoOASpotEvent.newBuilder().setCtidTraderAccountId(ACCOUNT).setSymbolId(symbolId);
    }

    /** An event of the order book that the number tells from others. */
    static ClientEvent depth(long symbolId, long number) {
        ProtoOADepthEvent body = ProtoOADepthEvent.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(symbolId)
                .addDeletedQuotes(number)
                .build();
        return event(body, ACCOUNT, symbolId, null).as(EventKind.DELTA);
    }

    static ClientEvent event(Message body, long accountId, long symbolId, @Nullable Quote quote) {
        return ClientEvent.builder(PayloadTypes.shortName(body), body)
                .payloadType(PayloadTypes.payloadTypeOf(body))
                .account(accountId)
                .symbol(symbolId, null)
                .quote(quote)
                .build();
    }
}
