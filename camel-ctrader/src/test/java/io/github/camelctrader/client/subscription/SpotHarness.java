package io.github.camelctrader.client.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsReq;
import com.xtrader.protocol.openapi.v2.ProtoOASubscribeSpotsRes;
import com.xtrader.protocol.openapi.v2.ProtoOAUnsubscribeSpotsReq;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.request.ScriptedRequests;
import io.github.camelctrader.client.time.VirtualLoop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** The subscriptions of one account in virtual time, with answers given by hand. */
abstract class SpotHarness {
    static final long ACCOUNT = 7;
    static final long EURUSD = 1;
    static final long GBPUSD = 2;
    static final long USDJPY = 3;

    final ScriptedRequests requests = new ScriptedRequests();
    final VirtualLoop loop = new VirtualLoop();
    final Subscriptions spots = new Subscriptions(
            requests, loop, (accountId, symbolId) -> symbolId == EURUSD ? "EURUSD" : null, new NoListener());
    final List<CTraderException> problems = new ArrayList<>();

    void ready() {
        assertThat(spots.restore(ACCOUNT)).isCompleted();
    }

    Lease want(long... symbolIds) {
        return spots.want(ACCOUNT, new Wanted(setOf(symbolIds), false, Set.of(), false), problems::add);
    }

    Lease wantTimestamps(long... symbolIds) {
        return spots.want(ACCOUNT, new Wanted(setOf(symbolIds), true, Set.of(), false), problems::add);
    }

    static Set<Long> setOf(long... symbolIds) {
        Set<Long> set = new LinkedHashSet<>();
        LongStream.of(symbolIds).forEach(set::add);
        return set;
    }

    void yes() {
        requests.answer(ProtoOASubscribeSpotsRes.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .build());
    }

    void no(String errorCode) {
        requests.refuse(errorCode);
    }

    static Message subscribe(boolean timestamps, Long... symbolIds) {
        return ProtoOASubscribeSpotsReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .addAllSymbolId(List.of(symbolIds))
                .setSubscribeToSpotTimestamp(timestamps)
                .build();
    }

    static Message unsubscribe(Long... symbolIds) {
        return ProtoOAUnsubscribeSpotsReq.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .addAllSymbolId(List.of(symbolIds))
                .build();
    }
}
