package io.github.camelctrader.client.subscription;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeDepthQuotesReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeLiveTrendbarReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeDepthQuotesReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeLiveTrendbarReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeSpotsReq;
import java.util.List;
import java.util.Objects;

/** What can be asked of the server for a kind of subscriptions, in the order in which it is asked. */
enum SubscriptionChange {
    /** First, since it makes way for a subscription with timestamps. */
    UNSUBSCRIBE,
    SUBSCRIBE_WITH_TIMESTAMPS,
    SUBSCRIBE;

    /** @param topics of one kind; of bars a single one */
    Message request(long accountId, List<Topic> topics) {
        Topic first = topics.get(0);
        List<Long> symbolIds = topics.stream().map(Topic::symbolId).toList();
        return switch (first.kind()) {
            case SPOTS -> spots(accountId, symbolIds);
            case BARS -> bars(accountId, first);
            case DEPTH -> depth(accountId, symbolIds);
        };
    }

    private Message spots(long accountId, List<Long> symbolIds) {
        if (this == UNSUBSCRIBE) {
            return ProtoOAUnsubscribeSpotsReq.newBuilder()
                    .setCtidTraderAccountId(accountId)
                    .addAllSymbolId(symbolIds)
                    .build();
        }
        return ProtoOASubscribeSpotsReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .addAllSymbolId(symbolIds)
                .setSubscribeToSpotTimestamp(this == SUBSCRIBE_WITH_TIMESTAMPS)
                .build();
    }

    private Message bars(long accountId, Topic topic) {
        if (this == UNSUBSCRIBE) {
            return ProtoOAUnsubscribeLiveTrendbarReq.newBuilder()
                    .setCtidTraderAccountId(accountId)
                    .setSymbolId(topic.symbolId())
                    .setPeriod(Objects.requireNonNull(topic.period(), "period"))
                    .build();
        }
        return ProtoOASubscribeLiveTrendbarReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setSymbolId(topic.symbolId())
                .setPeriod(Objects.requireNonNull(topic.period(), "period"))
                .build();
    }

    private Message depth(long accountId, List<Long> symbolIds) {
        if (this == UNSUBSCRIBE) {
            return ProtoOAUnsubscribeDepthQuotesReq.newBuilder()
                    .setCtidTraderAccountId(accountId)
                    .addAllSymbolId(symbolIds)
                    .build();
        }
        return ProtoOASubscribeDepthQuotesReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .addAllSymbolId(symbolIds)
                .build();
    }
}
