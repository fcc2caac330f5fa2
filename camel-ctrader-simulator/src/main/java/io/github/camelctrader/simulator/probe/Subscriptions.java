package io.github.camelctrader.simulator.probe;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeDepthQuotesReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeLiveTrendbarReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeDepthQuotesReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeLiveTrendbarReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrendbarPeriod;
import java.util.List;

/** Requests that begin and end the subscriptions of the symbol that is looked at. */
record Subscriptions(ProbeHarness harness) {
    private static final String SPOT = "SpotEvent";

    private long symbolId() throws ProbeException {
        return harness.symbol().getSymbolId();
    }

    Message spots() throws ProbeException {
        return spots(List.of(symbolId()), true);
    }

    Message spots(List<Long> symbolIds, boolean timestamps) {
        return ProtoOASubscribeSpotsReq.newBuilder()
                .setCtidTraderAccountId(harness.accountId())
                .addAllSymbolId(symbolIds)
                .setSubscribeToSpotTimestamp(timestamps)
                .build();
    }

    Message noSpots() throws ProbeException {
        return noSpots(List.of(symbolId()));
    }

    Message noSpots(List<Long> symbolIds) {
        return ProtoOAUnsubscribeSpotsReq.newBuilder()
                .setCtidTraderAccountId(harness.accountId())
                .addAllSymbolId(symbolIds)
                .build();
    }

    Message bars(ProtoOATrendbarPeriod period) throws ProbeException {
        return ProtoOASubscribeLiveTrendbarReq.newBuilder()
                .setCtidTraderAccountId(harness.accountId())
                .setSymbolId(symbolId())
                .setPeriod(period)
                .build();
    }

    Message noBars(ProtoOATrendbarPeriod period) throws ProbeException {
        return ProtoOAUnsubscribeLiveTrendbarReq.newBuilder()
                .setCtidTraderAccountId(harness.accountId())
                .setSymbolId(symbolId())
                .setPeriod(period)
                .build();
    }

    Message depth() throws ProbeException {
        return ProtoOASubscribeDepthQuotesReq.newBuilder()
                .setCtidTraderAccountId(harness.accountId())
                .addSymbolId(symbolId())
                .build();
    }

    Message noDepth() throws ProbeException {
        return ProtoOAUnsubscribeDepthQuotesReq.newBuilder()
                .setCtidTraderAccountId(harness.accountId())
                .addSymbolId(symbolId())
                .build();
    }

    /** Fits the events of spots. */
    static boolean isSpot(Reply reply) {
        return reply.name().endsWith(SPOT);
    }

    /** What such an event holds. */
    static ProtoOASpotEvent spot(Reply reply) {
        return reply.as(ProtoOASpotEvent.class).orElse(ProtoOASpotEvent.getDefaultInstance());
    }
}
