package io.github.camelctrader.client.subscription;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeSpotsReq;
import java.util.List;

/** What can be asked of the server for spots, in the order in which it is asked. */
enum SpotChange {
    /** First, since it makes way for a subscription with timestamps. */
    UNSUBSCRIBE,
    SUBSCRIBE_WITH_TIMESTAMPS,
    SUBSCRIBE;

    Message request(long accountId, List<Long> symbolIds) {
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
}
