package io.github.camelctrader.client.recovery;

import static io.github.camelctrader.client.recovery.Broker.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.history.Deals;
import io.github.camelctrader.client.time.ServerTime;
import io.github.camelctrader.client.time.VirtualLoop;
import io.github.camelctrader.client.wire.PayloadTypes;
import io.github.camelctrader.client.wire.ServerTimestamps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An account, a server that executes for it, and what is told of that. */
class RecoveryHarness {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final Duration SECOND = Duration.ofSeconds(1);

    final VirtualLoop loop = new VirtualLoop();
    final ServerTime serverTime = new ServerTime(loop);
    final Broker broker = new Broker();
    /** Deals in the order in which consumers were told of them, the recovered ones negative; other events as 0. */
    final List<Long> told = new ArrayList<>();

    final List<ProtoOAExecutionEvent> recovered = new ArrayList<>();
    /** Whether what each look told was said to be all. */
    final List<Boolean> looked = new ArrayList<>();

    /** A consumer that is there from the start, as far as a test tells it what else happens. */
    final List<OutageTracker.Over> gaps = new ArrayList<>();

    final OutageTracker interruptions = new OutageTracker(id -> id == ACCOUNT, true, true, loop.nanoTime(), gaps::add);

    boolean wanted = true;
    boolean everyAccountWanted;
    int lastLooks;
    int late;
    /** When the time began of which the last gap tells that executions come late. */
    long lateSince;

    Duration serverAhead = Duration.ZERO;
    final Recovery recovery = new Recovery(
            new AccountHistory(broker, loop, serverTime),
            loop,
            PATIENCE,
            new ServerMoments(loop, serverTime),
            new ExecutionListener() {
                @Override
                public boolean wants(long accountId) {
                    return wanted && (everyAccountWanted || accountId == ACCOUNT);
                }

                @Override
                public void live(ClientEvent event) {
                    told.add(
                            event.body() instanceof ProtoOAExecutionEvent execution
                                    ? execution.getDeal().getDealId()
                                    : 0L);
                }

                @Override
                public void recovered(ProtoOAExecutionEvent execution) {
                    recovered.add(execution);
                    told.add(-execution.getDeal().getDealId());
                }

                @Override
                public void late(long accountId, Outage outage, List<ProtoOAExecutionEvent> executions) {
                    interruptions.late(accountId, outage);
                    late += executions.size();
                    lateSince = outage.fromNanos();
                }

                @Override
                public void looked(long accountId, boolean filled) {
                    interruptions.looked(accountId, filled);
                    looked.add(filled);
                }

                @Override
                public void lookedForTheLastTime(long accountId) {
                    interruptions.lookedForTheLastTime(accountId);
                    lastLooks++;
                }
            });

    /** The first connection, and what it reads in the background. */
    final void ready() {
        recovery.use(ACCOUNT);
        authorised();
        recovery.ready();
        looked.clear();
        if (!wanted) {
            looked.add(true);
        }
    }

    final void authorised() {
        assertThat(recovery.authorised(ACCOUNT)).isTrue();
        recovery.look(ACCOUNT);
    }

    final void cut() {
        recovery.linkLost(outage());
    }

    final Outage outage() {
        return new Outage(loop.nanoTime(), "cut");
    }

    /** Executes an order that opens a position, now. */
    final ProtoOADeal open(long dealId) {
        loop.advance(Duration.ofMillis(1));
        return broker.open(dealId, now());
    }

    final long now() {
        return loop.now().plus(serverAhead).toEpochMilli();
    }

    final void live(ProtoOADeal deal) {
        take(execution(deal, ProtoOAExecutionType.ORDER_FILLED));
    }

    final void live(long dealId, ProtoOAExecutionType type) {
        take(execution(Deals.filled(dealId, now()), type));
    }

    final void take(Message message) {
        serverTime.stamped(ServerTimestamps.latest(message));
        recovery.take(
                ClientEvent.builder(PayloadTypes.shortName(message), message)
                        .payloadType(PayloadTypes.payloadTypeOf(message))
                        .account(ACCOUNT)
                        .build(),
                loop.nanoTime());
    }

    static ProtoOAExecutionEvent execution(ProtoOADeal deal, ProtoOAExecutionType type) {
        return ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setExecutionType(type)
                .setDeal(deal)
                .build();
    }

    static ProtoOADealListRes empty() {
        return ProtoOADealListRes.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setHasMore(false)
                .build();
    }
}
