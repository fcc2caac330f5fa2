package io.github.camelctrader.client.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOADealListReq;
import com.xtrader.protocol.openapi.v2.ProtoOADealListRes;
import com.xtrader.protocol.openapi.v2.ProtoOADepthEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderErrorEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListRes;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOADealStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderType;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.ClientEvent;
import io.github.camelctrader.client.NotSentException;
import io.github.camelctrader.client.history.AccountHistory;
import io.github.camelctrader.client.history.Deals;
import io.github.camelctrader.client.time.VirtualLoop;
import io.github.camelctrader.client.wire.InboundMessage;
import io.github.camelctrader.client.wire.PayloadTypes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final long ACCOUNT = 7;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final VirtualLoop loop = new VirtualLoop();
    private final Deque<Call> calls = new ArrayDeque<>();
    /** Deals in the order in which consumers were told of them, the recovered ones negative; other events as 0. */
    private final List<Long> told = new ArrayList<>();

    private final List<ProtoOAExecutionEvent> recovered = new ArrayList<>();
    private final Recovery recovery = new Recovery(
            new AccountHistory(
                    (request, priority) -> {
                        Call call = new Call(request, new CompletableFuture<>());
                        calls.add(call);
                        return call.answer;
                    },
                    loop),
            loop,
            PATIENCE,
            event -> told.add(
                    event.body() instanceof ProtoOAExecutionEvent execution
                            ? execution.getDeal().getDealId()
                            : 0L));

    private record Call(Message request, CompletableFuture<InboundMessage> answer) {
        void with(Message message) {
            answer.complete(new InboundMessage(PayloadTypes.payloadTypeOf(message), message, "id"));
        }
    }

    @BeforeEach
    void theAccountIsInUse() {
        recovery.hold(ACCOUNT);
        recovery.giveUp(ACCOUNT);
        loop.advance(Duration.ofHours(3));
    }

    @Test
    void whatWasMissedComesBeforeWhatCameMeanwhile() {
        live(1);
        CompletableFuture<Boolean> filled = recover();
        live(4);
        answerDeals(false, deal(3), deal(2), deal(1));
        live(5);
        answerOrders();

        assertThat(filled).isCompletedWithValue(true);
        assertThat(told).containsExactly(1L, -2L, -3L, 4L, 5L);
        live(6);
        assertThat(told).endsWith(6L);
        assertThat(loop.pendingTimers()).isZero();
    }

    @Test
    void aDealThatComesBothWaysIsToldOnceWhicheverComesFirst() {
        CompletableFuture<Boolean> filled = recover();
        live(3);
        answerDeals(false, deal(2), deal(3));
        answerOrders();
        live(2);

        assertThat(filled).isCompletedWithValue(true);
        assertThat(told).containsExactly(-2L, 3L);
    }

    @Test
    void theSearchBeginsAtTheLastKnownExecutionByTheServersClockWithSomeOverlap() {
        live(1);
        loop.advance(Duration.ofMinutes(30));
        recover();

        ProtoOADealListReq asked = (ProtoOADealListReq) calls.element().request;
        assertThat(asked.getFromTimestamp())
                .isEqualTo(
                        deal(1).getExecutionTimestamp() - Duration.ofMinutes(10).toMillis());
        assertThat(asked.getToTimestamp())
                .isEqualTo(loop.now().plus(Duration.ofDays(1)).toEpochMilli());
    }

    @Test
    void nothingFromBeforeTheAccountWasInUseIsMissed() {
        recover();

        ProtoOADealListReq asked = (ProtoOADealListReq) calls.element().request;
        assertThat(asked.getFromTimestamp())
                .isEqualTo(loop.now().minus(Duration.ofHours(3)).toEpochMilli());
    }

    @Test
    void partsOfFillsAreToldAsSuchAndRefusalsNotAtAll() {
        recover();
        answerDeals(
                false,
                deal(1).toBuilder()
                        .setDealStatus(ProtoOADealStatus.PARTIALLY_FILLED)
                        .build(),
                deal(2).toBuilder().setDealStatus(ProtoOADealStatus.REJECTED).build(),
                deal(3));
        answerOrders(order(3));

        assertThat(recovered)
                .extracting(ProtoOAExecutionEvent::getExecutionType)
                .containsExactly(ProtoOAExecutionType.ORDER_PARTIAL_FILL, ProtoOAExecutionType.ORDER_FILLED);
        assertThat(recovered.get(0).hasOrder())
                .as("the server does not show it")
                .isFalse();
        assertThat(recovered.get(0).hasPosition()).isFalse();
        assertThat(recovered.get(1).getOrder()).isEqualTo(order(3));
    }

    @Test
    void aSearchThatTakesTooLongTellsWhatItKnowsAndLetsLiveEventsPass() {
        CompletableFuture<Boolean> filled = recover();
        live(3);
        answerDeals(false, deal(2));
        loop.advance(PATIENCE);

        assertThat(filled).as("all deals are known, only their orders are not").isCompletedWithValue(true);
        assertThat(told).containsExactly(-2L, 3L);
        answerOrders();
        assertThat(told).hasSize(2);
    }

    @Test
    void aSearchThatIsNotAnsweredAtAllIsNotComplete() {
        CompletableFuture<Boolean> filled = recover();
        live(3);
        loop.advance(PATIENCE.minusNanos(1));
        assertThat(told).isEmpty();
        loop.advance(Duration.ofNanos(1));

        assertThat(filled).isCompletedWithValue(false);
        assertThat(told).containsExactly(3L);
    }

    @Test
    void whatAnIncompleteSearchFoundIsToldAllTheSame() {
        CompletableFuture<Boolean> filled = recover();
        answerDeals(true, deal(2));
        calls.remove().answer.completeExceptionally(new NotSentException("Not sent: there is no link", null));
        answerOrders();

        assertThat(filled).isCompletedWithValue(false);
        assertThat(told).containsExactly(-2L);
    }

    @Test
    void liveEventsOfALostSessionWaitForTheNextSearch() {
        CompletableFuture<Boolean> first = recover();
        live(4);
        Call lost = calls.remove();
        recovery.abandonAll();
        CompletableFuture<Boolean> second = recover();
        lost.answer.completeExceptionally(new NotSentException("Not sent: there is no link", null));
        assertThat(told).isEmpty();
        answerDeals(false, deal(2));
        answerOrders();

        assertThat(first).isNotDone();
        assertThat(second).isCompletedWithValue(true);
        assertThat(told).containsExactly(-2L, 4L);
    }

    @Test
    void anAccountThatCannotBeUsedKeepsNothingBack() {
        recovery.hold(ACCOUNT);
        live(4);
        recovery.giveUpAll();

        assertThat(told).containsExactly(4L);
    }

    @Test
    void allEventsOfTheAccountKeepTheirOrderAndThoseOfTheMarketAndOfOthersDoNotWait() {
        recovery.hold(ACCOUNT);
        live(4);
        take(
                ACCOUNT,
                ProtoOAOrderErrorEvent.newBuilder()
                        .setCtidTraderAccountId(ACCOUNT)
                        .setErrorCode("MARKET_CLOSED")
                        .build());
        take(
                ACCOUNT,
                ProtoOADepthEvent.newBuilder()
                        .setCtidTraderAccountId(ACCOUNT)
                        .setSymbolId(1)
                        .build());
        take(ACCOUNT + 1, execution(9));
        assertThat(told).containsExactly(0L, 9L);

        recovery.giveUp(ACCOUNT);
        assertThat(told).containsExactly(0L, 9L, 4L, 0L);
    }

    @Test
    void moreEventsThanCanWaitEndTheSearch() {
        CompletableFuture<Boolean> filled = recover();
        for (long id = 1; id <= AccountExecutions.MOST_HELD; id++) {
            live(id);
        }
        assertThat(told).isEmpty();
        live(AccountExecutions.MOST_HELD + 1);

        assertThat(filled).isCompletedWithValue(false);
        assertThat(told).hasSize(AccountExecutions.MOST_HELD + 1).isSorted();
    }

    @Test
    void theMemoryOfDealsIsBoundedAndForgetsTowardsSilence() {
        DealMemory memory = new DealMemory(0);
        for (long id = 1; id <= DealMemory.BOUND + 5; id++) {
            memory.addRecovered(deal(id));
        }

        assertThat(memory.knows(deal(1))).isTrue();
        assertThat(memory.begin()).isEqualTo(deal(5).getExecutionTimestamp() + 1);
        assertThat(memory.newest()).isEqualTo(deal(DealMemory.BOUND + 5).getExecutionTimestamp());
        assertThat(memory.knows(deal(DealMemory.BOUND + 6))).isFalse();
    }

    private CompletableFuture<Boolean> recover() {
        recovery.hold(ACCOUNT);
        return recovery.recover(ACCOUNT, loop.now(), execution -> {
            recovered.add(execution);
            told.add(-execution.getDeal().getDealId());
        });
    }

    private void live(long dealId) {
        take(ACCOUNT, execution(dealId));
    }

    private void take(long accountId, Message message) {
        recovery.take(new ClientEvent(
                PayloadTypes.shortName(message),
                PayloadTypes.payloadTypeOf(message),
                message,
                accountId,
                0,
                null,
                null,
                null,
                null,
                1));
    }

    private void answerDeals(boolean hasMore, ProtoOADeal... deals) {
        Call call = calls.remove();
        assertThat(call.request).isInstanceOf(ProtoOADealListReq.class);
        call.with(list(hasMore, deals));
    }

    private static ProtoOADealListRes list(boolean hasMore, ProtoOADeal... deals) {
        return ProtoOADealListRes.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .addAllDeal(List.of(deals))
                .setHasMore(hasMore)
                .build();
    }

    private void answerOrders(ProtoOAOrder... orders) {
        Call reconcile = calls.remove();
        assertThat(reconcile.request).isInstanceOf(ProtoOAReconcileReq.class);
        reconcile.with(
                ProtoOAReconcileRes.newBuilder().setCtidTraderAccountId(ACCOUNT).build());
        Call list = calls.remove();
        assertThat(list.request).isInstanceOf(ProtoOAOrderListReq.class);
        list.with(ProtoOAOrderListRes.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .addAllOrder(List.of(orders))
                .setHasMore(false)
                .build());
    }

    private static ProtoOAExecutionEvent execution(long dealId) {
        return ProtoOAExecutionEvent.newBuilder()
                .setCtidTraderAccountId(ACCOUNT)
                .setExecutionType(ProtoOAExecutionType.ORDER_FILLED)
                .setDeal(deal(dealId))
                .build();
    }

    /** Executed some time after the account came into use. */
    private static ProtoOADeal deal(long dealId) {
        long time = new VirtualLoop().now().plus(Duration.ofHours(2)).toEpochMilli() + dealId;
        return Deals.filled(dealId, time);
    }

    private static ProtoOAOrder order(long orderId) {
        return ProtoOAOrder.newBuilder()
                .setOrderId(orderId)
                .setTradeData(ProtoOATradeData.newBuilder()
                        .setSymbolId(1)
                        .setVolume(100_000)
                        .setTradeSide(ProtoOATradeSide.BUY))
                .setOrderType(ProtoOAOrderType.MARKET)
                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED)
                .build();
    }
}
