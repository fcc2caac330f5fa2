package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAOrderDetailsRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAClosePositionDetail;
import com.xtrader.protocol.openapi.v2.model.ProtoOADeal;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeData;
import com.xtrader.protocol.openapi.v2.model.ProtoOATradeSide;
import io.github.camelctrader.client.AuthenticationException;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.history.Executions;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import io.github.camelctrader.client.time.VirtualLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deals that are read from history while no list shows their orders, and what they say about closes. */
class RecoveredClosesTest {
    private static final long MINUTE = 60_000;
    private static final long BEGIN = new VirtualLoop().now().toEpochMilli();

    private final MemoryOrderJournal journal = new MemoryOrderJournal();
    private final OrderManagerHarness harness = new OrderManagerHarness(journal, null);

    @Test
    void theOrderOfADealIsLookedUpIfItMayBeOneThatWasJustJudged() {
        CompletableFuture<OrderAnswer> answer = closePosition();
        harness.cut();
        harness.pass(40);
        assertThat(answer).isCompletedExceptionally();
        harness.deals.add(closing().build());
        harness.details.put(
                5L,
                ProtoOAOrderDetailsRes.newBuilder()
                        .setCtidTraderAccountId(Orders.ACCOUNT)
                        .setOrder(Orders.order("MARKET", 5)
                                .setTradeData(ProtoOATradeData.newBuilder()
                                        .setSymbolId(1)
                                        .setVolume(Orders.VOLUME)
                                        .setTradeSide(ProtoOATradeSide.SELL)
                                        .setOpenTimestamp(BEGIN + 2 * MINUTE))
                                .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED)
                                .setExecutedVolume(Orders.VOLUME)
                                .setClosingOrder(true)
                                .setPositionId(1))
                        .addDeal(closing())
                        .build());
        recovered(closing().build());

        assertThat(phases()).containsExactly(Phase.DONE);
        assertThat(harness.lateOutcomes).hasSize(1);
    }

    @Test
    void whatNeverLeftIsNothingThatMayTakeEffectLate() {
        harness.linked = false;
        CompletableFuture<OrderAnswer> answer = closePosition();
        harness.sendings.get(0).answer().completeExceptionally(new AuthenticationException("no token", null, null));

        assertThat(answer).isCompletedExceptionally();
        assertThat(phases()).containsExactly(Phase.NOT_SENT);
    }

    @Test
    void theNextProcessLooksItUpAsWell() {
        closePosition();
        harness.cut();
        harness.pass(40);
        OrderManagerHarness next = new OrderManagerHarness(journal, null);
        next.manager.recovered(Executions.of(Orders.ACCOUNT, closing().build(), null, null));
        next.pass(0);

        assertThat(phases()).containsExactly(Phase.UNKNOWN);
    }

    static List<ProtoOADeal> thatDoNotClose() {
        return List.of(
                closing().clearClosePositionDetail().build(),
                closing().setPositionId(2).build(),
                closing().setFilledVolume(Orders.VOLUME + 1).build());
    }

    @ParameterizedTest
    @MethodSource("thatDoNotClose")
    void aDealThatCannotBeOfItLeavesItAlone(ProtoOADeal other) {
        closePosition();
        harness.cut();
        harness.pass(40);
        recovered(other);

        assertThat(phases()).containsExactly(Phase.ABSENT);
    }

    @Test
    void soDoesOneThatComesLongAfterwards() {
        closePosition();
        harness.cut();
        harness.pass(340);
        recovered(closing().build());

        assertThat(phases()).containsExactly(Phase.ABSENT);
    }

    private CompletableFuture<OrderAnswer> closePosition() {
        harness.serverTime.stamped(BEGIN + MINUTE);
        harness.open.addPosition(Orders.position(1));
        harness.event(
                Orders.event("ORDER_FILLED").setPosition(Orders.position(1)).build(), null);
        return harness.submit(Orders.close(1, Orders.VOLUME));
    }

    private static ProtoOADeal.Builder closing() {
        return Orders.deal(1, 5, Orders.VOLUME)
                .setExecutionTimestamp(BEGIN + 2 * MINUTE)
                .setClosePositionDetail(ProtoOAClosePositionDetail.newBuilder()
                        .setEntryPrice(1)
                        .setGrossProfit(0)
                        .setSwap(0)
                        .setCommission(0)
                        .setBalance(0));
    }

    private void recovered(ProtoOADeal deal) {
        harness.manager.recovered(Executions.of(Orders.ACCOUNT, deal, null, null));
        harness.pass(0);
    }

    private List<Phase> phases() {
        return journal.open().stream().map(OrderRecord::phase).toList();
    }
}
