package io.github.camelctrader.client.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOARefreshTokenRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.ConnectionSettings;
import io.github.camelctrader.client.DisconnectReason;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.connection.DisconnectCause;
import io.github.camelctrader.client.delivery.DealRange;
import io.github.camelctrader.client.delivery.GapFiller;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.history.Deals;
import io.github.camelctrader.client.request.AccountGate;
import io.github.camelctrader.client.request.Priority;
import io.github.camelctrader.client.request.RequestManager;
import io.github.camelctrader.client.time.Callbacks;
import io.github.camelctrader.client.time.ServerTime;
import io.github.camelctrader.client.time.VirtualLoop;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two hundred accounts that each missed a fill, five lists a second, and orders to look up besides. */
class ManyAccountsTest {
    private static final int ACCOUNTS = 200;
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** For the authorisations, which come first, and for what was sent before the cut. */
    private static final Duration RESTORED = Duration.ofSeconds(6);

    private final VirtualLoop loop = new VirtualLoop();
    private final ServerTime serverTime = new ServerTime(loop);
    private final LimitedServer server = new LimitedServer(loop);
    private final ConnectionSettings settings =
            ConnectionSettings.builder(Environment.DEMO, "id", "secret").build();
    private final RequestManager manager = new RequestManager(loop, server, settings, new OpenGate(), "test");
    /** The numbers of the deals that came from history. */
    private final List<Long> recovered = new ArrayList<>();
    /** What each look of an account said, whether that was all. */
    private final Map<Long, List<Boolean>> looked = new HashMap<>();

    private final Recovery recovery = new Recovery(
            new AccountHistory(manager, loop, serverTime),
            loop,
            settings.requestTimeout(),
            new ServerMoments(loop, serverTime),
            new Told());

    @BeforeEach
    void allWorksAndThenTheLinkIsLostAndEachAccountMissesAFill() {
        server.answersTo(manager);
        accounts().forEach(recovery::use);
        link(1);
        recovery.take(live(Deals.filled(1_000_000, loop.now().toEpochMilli())), loop.nanoTime());
        loop.advance(Duration.ofSeconds(10));
        server.cut();
        recovery.linkLost(new Outage(loop.nanoTime(), "cut"));
        manager.linkLost(DisconnectCause.of(DisconnectReason.LINK_FAILED, "cut", null));
        loop.advance(SECOND);
        accounts().forEach(server::open);
        loop.advance(SECOND);
        looked.clear();
    }

    @Test
    void eachFillComesWithinTheArithmeticOfTheLimitAndNoListIsReadTwice() {
        link(2);
        loop.advance(RESTORED.plus(ofLists(3 * ACCOUNTS)));

        allCameAtTheFirstLook();
        accounts()
                .forEach(accountId -> assertThat(server.asked(ProtoOAOrderListReq.class, accountId))
                        .isEqualTo(1));
    }

    @Test
    void readsOfTheUserThatUseTheLimitUpKeepNoFillWaiting() {
        link(2);
        ProtoOAReconcileReq read =
                ProtoOAReconcileReq.newBuilder().setCtidTraderAccountId(1).build();
        for (Duration passed = Duration.ZERO;
                passed.compareTo(RESTORED.plus(ofLists(3 * ACCOUNTS))) < 0;
                passed = passed.plus(SECOND)) {
            for (int reads = 0; reads <= settings.requestsPerSecond(); reads++) {
                manager.sendForUser(read, settings.requestTimeout());
            }
            loop.advance(SECOND);
        }

        allCameAtTheFirstLook();
    }

    @Test
    void ordersThatAreLookedUpMeanwhileCostTheirShareOfTheLimitAndNoLookEndsForThat() {
        link(2);
        List<Long> lookedUp = new ArrayList<>();
        accounts().forEach(accountId -> lookUpOrders(accountId, lookedUp));
        loop.advance(RESTORED.plus(ofLists(5 * ACCOUNTS)));

        assertThat(lookedUp).as("complete look-ups").hasSize(ACCOUNTS);
        allCameAtTheFirstLook();
        accounts()
                .forEach(accountId -> assertThat(server.asked(ProtoOAOrderListReq.class, accountId))
                        .as("the look's and the look-up's")
                        .isEqualTo(2));
    }

    @Test
    void accountsWhoseHistoryIsNotAnsweredKeepNoOtherWaiting() {
        LongStream.rangeClosed(1, ACCOUNTS / 2).forEach(server.mute::add);
        link(2);
        // Three lists of each account that is answered, and two at the first look of each that is not.
        loop.advance(settings.requestTimeout().plus(RESTORED).plus(ofLists(5 * ACCOUNTS / 2)));

        assertThat(recovered).hasSize(ACCOUNTS / 2).doesNotContainAnyElementsOf(server.mute);
        looked.forEach((accountId, all) ->
                assertThat(all.get(0)).as("account " + accountId).isEqualTo(!server.mute.contains(accountId)));
    }

    @Test
    void whatAFullQueueDidNotKeepIsReadThoughLookUpsUseTheLimitUpForLongerThanAReadMayTake() {
        link(2);
        loop.advance(RESTORED.plus(ofLists(3 * ACCOUNTS)));
        LongStream.rangeClosed(1, ACCOUNTS / 2).forEach(accountId -> lookUpOrders(accountId, new ArrayList<>()));
        long now = loop.now().toEpochMilli();
        CompletableFuture<GapFiller.Fetched> refilled = new DealListGapFiller(
                        new AccountHistory(manager, loop, serverTime),
                        loop,
                        settings.requestTimeout(),
                        () -> true,
                        accountId -> true,
                        ManyAccountsTest::event)
                .fetch(List.of(new DealRange(1, now - Duration.ofHours(1).toMillis(), now, Set.of(1L))));
        loop.advance(DealListGapFiller.MOST);

        assertThat(refilled.join().all()).isTrue();
    }

    /** A permit is free again a second after the answer to its request, and a guard for clocks that are coarse. */
    private Duration ofLists(int lists) {
        return SECOND.plus(server.answersAfter)
                .plusMillis(10)
                .multipliedBy(lists / LimitedServer.HISTORICAL_PER_SECOND);
    }

    private void allCameAtTheFirstLook() {
        assertThat(recovered).doesNotHaveDuplicates().hasSize(ACCOUNTS);
        assertThat(looked).hasSize(ACCOUNTS);
        looked.forEach(
                (accountId, all) -> assertThat(all).as("account " + accountId).containsOnly(true));
    }

    private static LongStream accounts() {
        return LongStream.rangeClosed(1, ACCOUNTS);
    }

    /** Each account is looked at as soon as its authorisation is answered. */
    private void link(int generation) {
        manager.linkUp(generation);
        accounts()
                .forEach(accountId -> Callbacks.whenDone(
                        manager.send(authorisation(accountId), Priority.CONTROL), (answer, failure) -> {
                            if (failure == null) {
                                recovery.authorised(accountId);
                                recovery.look(accountId);
                            }
                        }));
        manager.open();
        recovery.ready();
    }

    /** As a look-up of orders reads. */
    private void lookUpOrders(long accountId, List<Long> complete) {
        AccountHistory history = new AccountHistory(manager, loop, serverTime);
        long from = loop.now().toEpochMilli() - Duration.ofHours(1).toMillis();
        Callbacks.whenDone(
                history.orders(accountId, from, Long.MAX_VALUE),
                (orders, never) ->
                        Callbacks.whenDone(history.deals(accountId, from, Long.MAX_VALUE), (deals, neither) -> {
                            if (orders.complete() && deals.complete()) {
                                complete.add(accountId);
                            }
                        }));
    }

    private static Message authorisation(long accountId) {
        return ProtoOAAccountAuthReq.newBuilder()
                .setCtidTraderAccountId(accountId)
                .setAccessToken("token")
                .build();
    }

    private ClientEvent live(ProtoOADeal deal) {
        ProtoOAExecutionEvent execution = RecoveryHarness.execution(deal, ProtoOAExecutionType.ORDER_FILLED);
        serverTime.stamped(deal.getExecutionTimestamp());
        return event(execution);
    }

    private static ClientEvent event(ProtoOAExecutionEvent execution) {
        return ClientEvent.builder("Execution", execution)
                .payloadType(PayloadTypes.payloadTypeOf(execution))
                .account(1)
                .build();
    }

    private final class Told implements ExecutionListener {
        @Override
        public boolean wants(long accountId) {
            return true;
        }

        @Override
        public void live(ClientEvent event) {}

        @Override
        public void recovered(ProtoOAExecutionEvent execution) {
            recovered.add(execution.getDeal().getDealId());
        }

        @Override
        public void late(long accountId, Outage outage, List<ProtoOAExecutionEvent> executions) {}

        @Override
        public void looked(long accountId, boolean filled) {
            looked.computeIfAbsent(accountId, id -> new ArrayList<>()).add(filled);
        }

        @Override
        public void lookedForTheLastTime(long accountId) {}
    }

    private static final class OpenGate implements AccountGate {
        @Override
        public Verdict verdict(long accountId) {
            return Verdict.OPEN;
        }

        @Override
        public CTraderException refusal(long accountId) {
            throw new AssertionError("no request of a user was made");
        }

        @Override
        public boolean sessionLost(long accountId) {
            return false;
        }

        @Override
        public boolean tokenRefused(long accountId, CTraderException refusal) {
            return false;
        }

        @Override
        public boolean applicationLost() {
            return false;
        }

        @Override
        public void tokensRefreshed(String refreshedToken, ProtoOARefreshTokenRes answer) {}
    }
}
