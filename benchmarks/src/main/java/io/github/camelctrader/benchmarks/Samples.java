package io.github.camelctrader.benchmarks;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADealStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.Quote;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.nio.ByteBuffer;

/** Messages as they come from the server. */
public final class Samples {
    /** The account that all samples belong to. */
    public static final long ACCOUNT = 12_345_678;

    private static final long FIRST_ID = 1_000;
    private static final long TIME = 1_790_000_000_000L;

    private Samples() {}

    /** The id of the symbol of that number; the first is 0. */
    public static long symbolId(int number) {
        return FIRST_ID + number;
    }

    /** A quote with both sides and a time. */
    public static ProtoOASpotEvent spot(int symbol, long step) {
        return ProtoOASpotEvent.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setSymbolId(symbolId(symbol))
                .setBid(108_512 + step % 100)
                .setAsk(108_520 + step % 100)
                .setTimestamp(TIME + step)
                .build();
    }

    /** A fill of an order. */
    public static ProtoOAExecutionEvent execution() {
        ProtoOATradeData terms = ProtoOATradeData.newBuilder()
                .setSymbolId(symbolId(0))
                .setVolume(100_000)
                .setTradeSide(ProtoOATradeSide.BUY)
                .build();
        return ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setExecutionType(ProtoOAExecutionType.ORDER_FILLED)
                .setOrder(ProtoOAOrder.newBuilder()
                        .setOrderId(77)
                        .setTradeData(terms)
                        .setOrderType(ProtoOAOrderType.MARKET)
                        .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED)
                        .setPositionId(88)
                        .setClientOrderId("benchmark-1"))
                .setDeal(ProtoOADeal.newBuilder()
                        .setDealId(99)
                        .setOrderId(77)
                        .setPositionId(88)
                        .setVolume(100_000)
                        .setFilledVolume(100_000)
                        .setSymbolId(symbolId(0))
                        .setCreateTimestamp(TIME)
                        .setExecutionTimestamp(TIME)
                        .setExecutionPrice(1.08512)
                        .setTradeSide(ProtoOATradeSide.BUY)
                        .setDealStatus(ProtoOADealStatus.FILLED))
                .build();
    }

    /** A quote on its way to a consumer. */
    public static ClientEvent quoteEvent() {
        ProtoOASpotEvent spot = spot(0, 0);
        return ClientEvent.builder("SpotEvent", spot)
                .payloadType(PayloadTypes.payloadTypeOf(spot))
                .account(ACCOUNT)
                .symbol(spot.getSymbolId(), "EURUSD")
                .quote(new Quote(spot.getBid(), spot.getAsk()))
                .timestamp(spot.getTimestamp())
                .build();
    }

    /** A fill on its way to a consumer. */
    public static ClientEvent executionEvent() {
        ProtoOAExecutionEvent execution = execution();
        return ClientEvent.builder("ExecutionEvent", execution)
                .payloadType(PayloadTypes.payloadTypeOf(execution))
                .account(ACCOUNT)
                .symbol(symbolId(0), "EURUSD")
                .timestamp(execution.getDeal().getExecutionTimestamp())
                .clientMsgId("abc-1-1")
                .build();
    }

    /** A message in its envelope, without the length that goes before it on the wire. */
    public static byte[] envelope(Message message) {
        return ProtoMessage.newBuilder()
                .setPayloadType(PayloadTypes.payloadTypeOf(message))
                .setPayload(message.toByteString())
                .build()
                .toByteArray();
    }

    /** A message as it is on the wire. */
    public static byte[] frame(Message message) {
        byte[] envelope = envelope(message);
        return ByteBuffer.allocate(Integer.BYTES + envelope.length)
                .putInt(envelope.length)
                .put(envelope)
                .array();
    }
}
