package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.OutcomeUnknownException;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Orders that rest with nobody waiting, and how their ends become known when nobody saw them. */
class RestingOrdersTest {
    private final MemoryOrderJournal journal = new MemoryOrderJournal();
    private final OrderManagerHarness harness = new OrderManagerHarness(journal, null);

    @Test
    void anOrderThatEndedUnseenIsNotKeptAsOpenForEver() {
        rest(5);
        harness.orders.add(
                Orders.limit(5, ProtoOAOrderStatus.ORDER_STATUS_CANCELLED).build());
        harness.cut();

        assertThat(journal.open())
                .singleElement()
                .satisfies(record -> assertThat(record.phase().isSettled()).isTrue());
        assertThat(event(harness.submit(Orders.limit())).getExecutionType())
                .isEqualTo(ProtoOAExecutionType.ORDER_CANCELLED);
        assertThat(harness.sendings).hasSize(1);
        assertThat(harness.lateOutcomes).isEmpty();
    }

    @Test
    void ordersOfAnEarlierProcessThatEndedMeanwhileAreLookedUpAtTheStart() {
        rest(5);
        OrderManagerHarness next = new OrderManagerHarness(journal, null);
        assertThat(next.count(ProtoOAReconcileReq.class)).isPositive();
        assertThat(journal.open().get(0).phase().isSettled()).isFalse();

        next.orders.add(Orders.limit(5, ProtoOAOrderStatus.ORDER_STATUS_EXPIRED).build());
        next.cut();
        assertThat(journal.open().get(0).phase().isSettled()).isTrue();
    }

    @Test
    void whereNothingRestsOrNothingCanBeReadNothingIsRead() {
        harness.cut();
        rest(5);
        harness.usable = false;
        harness.cut();

        assertThat(harness.reads).isEmpty();
    }

    @Test
    void aReadThatFailsIsMadeAgainAfterTheNextInterruption() {
        rest(5);
        harness.refusing = true;
        harness.cut();
        harness.orders.add(
                Orders.limit(5, ProtoOAOrderStatus.ORDER_STATUS_CANCELLED).build());
        harness.refusing = false;
        harness.pass(60);
        assertThat(harness.count(ProtoOAReconcileReq.class)).isEqualTo(1);
        harness.cut();

        assertThat(journal.open().get(0).phase().isSettled()).isTrue();
    }

    @Test
    void whoWaitsForTheEndOfAnOrderThatRestsIsAnsweredWhateverLinksAreLost() {
        rest(5);
        CompletableFuture<OrderAnswer> last = harness.submit(Orders.limit(), OrderReply.FINAL, "mine");
        harness.usable = false;
        harness.cut();
        harness.event(
                Orders.event("ORDER_CANCELLED")
                        .setOrder(Orders.limit(5, ProtoOAOrderStatus.ORDER_STATUS_CANCELLED))
                        .build(),
                null);

        assertThat(event(last).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_CANCELLED);
    }

    @Test
    void anOrderThatIsOnRecordAsTakenAndNothingElseIsNeverAbsentAndNotSentAgain() {
        OrderRecord first =
                OrderRecord.submitted(Environment.DEMO, Orders.ACCOUNT, "mine", Orders.limit(), harness.loop.now());
        journal.write(first.next(OrderRecord.Phase.ACCEPTED, harness.loop.now(), null, null, null));
        OrderManagerHarness next = new OrderManagerHarness(journal, null);
        next.cut();
        CompletableFuture<OrderAnswer> repeated = next.submit(Orders.limit(), OrderReply.AUTO, "mine");
        next.pass(400);
        next.submit(Orders.limit(), OrderReply.AUTO, "mine");

        assertThat(repeated)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(OutcomeUnknownException.class);
        assertThat(next.sendings).isEmpty();
    }

    @Test
    void anOrderThatStillRestsCostsOneReadAfterALostLink() {
        rest(5);
        harness.open.addOrder(Orders.limit(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED));
        harness.cut();
        harness.pass(60);

        assertThat(harness.count(ProtoOAReconcileReq.class)).isEqualTo(1);
        assertThat(harness.count(ProtoOAOrderListReq.class)).isZero();
    }

    @Test
    void anOrderOfWhichTheServerShowsNothingMoreStaysAcceptedAndIsNotSentAgain() {
        rest(5);
        harness.cut();
        harness.pass(60);
        harness.cut();
        harness.pass(60);

        assertThat(event(harness.submit(Orders.limit())).getExecutionType())
                .isEqualTo(ProtoOAExecutionType.ORDER_ACCEPTED);
        assertThat(harness.sendings).hasSize(1);
        assertThat(harness.count(ProtoOAOrderListReq.class)).isEqualTo(2);
        assertThat(harness.manager.concerns(Orders.ACCOUNT)).isFalse();
    }

    @Test
    void whoRepeatsAnOrderWhileItIsFoundOutWhetherItStillRestsIsAnsweredToo() {
        rest(5);
        harness.silent = true;
        harness.cut();
        CompletableFuture<OrderAnswer> repeated = harness.submit(Orders.limit(), OrderReply.FINAL, "mine");
        harness.orders.add(
                Orders.limit(5, ProtoOAOrderStatus.ORDER_STATUS_CANCELLED).build());
        harness.silent = false;
        harness.answerReads();
        harness.pass(2);

        assertThat(event(repeated).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_CANCELLED);
    }

    @Test
    void anOrderWhoseEndIsLookedUpWhenTheLinkIsLostAgainIsStillOnRecordAsAccepted() {
        rest(5);
        harness.silent = true;
        harness.cut();
        harness.answerReads();
        harness.pass(0);
        assertThat(harness.count(ProtoOAOrderListReq.class))
                .as("look-ups that began")
                .isEqualTo(1);
        harness.usable = false;
        harness.cut();

        assertThat(harness.manager.concerns(Orders.ACCOUNT)).isFalse();
        assertThat(journal.open()).allMatch(record -> record.phase() == OrderRecord.Phase.ACCEPTED);
        assertThat(event(harness.submit(Orders.limit())).getExecutionType())
                .isEqualTo(ProtoOAExecutionType.ORDER_ACCEPTED);
        assertThat(harness.sendings).hasSize(1);
    }

    @Test
    void thousandsOfOpenOrdersOfAnEarlierProcessCostAFewReads() {
        List<ProtoOAOrder> resting = new ArrayList<>();
        List<ProtoOAOrder> ended = new ArrayList<>();
        for (int id = 1; id <= 3_000; id++) {
            OrderRecord first = OrderRecord.submitted(
                    Environment.DEMO,
                    Orders.ACCOUNT,
                    "order-" + id,
                    Orders.newOrder("LIMIT", "order-" + id).build(),
                    harness.loop.now());
            ProtoOAOrder order =
                    Orders.order("LIMIT", id).setClientOrderId("order-" + id).build();
            journal.write(
                    id % 3 == 0
                            ? first
                            : first.next(
                                    OrderRecord.Phase.ACCEPTED,
                                    harness.loop.now(),
                                    Orders.event("ORDER_ACCEPTED")
                                            .setOrder(order)
                                            .build(),
                                    null,
                                    null));
            if (id % 3 == 1) {
                resting.add(order);
            } else if (id % 3 == 2) {
                ended.add(order.toBuilder()
                        .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_CANCELLED)
                        .build());
            }
        }
        OrderManagerHarness next = new OrderManagerHarness(journal, null);
        next.open.addAllOrder(resting);
        next.orders.addAll(ended);
        next.pass(30);

        assertThat(journal.open().stream().collect(Collectors.groupingBy(OrderRecord::phase, Collectors.counting())))
                .containsOnly(
                        Map.entry(OrderRecord.Phase.ACCEPTED, 1_000L),
                        Map.entry(OrderRecord.Phase.DONE, 1_000L),
                        Map.entry(OrderRecord.Phase.ABSENT, 1_000L));
        assertThat(next.lateOutcomes).hasSize(1_000);
        assertThat(next.reads).hasSizeLessThan(30);
        assertThat(next.sendings).isEmpty();
    }

    @Test
    void theEndOfAnOrderOfAnEarlierProcessIsKnownByItsOrderId() {
        rest(5);
        OrderManagerHarness next = new OrderManagerHarness(journal, null);
        next.event(
                Orders.event("ORDER_CANCELLED")
                        .setOrder(Orders.order("LIMIT", 5).setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_CANCELLED))
                        .build(),
                null);

        assertThat(journal.open())
                .singleElement()
                .satisfies(record -> assertThat(record.phase()).isEqualTo(OrderRecord.Phase.DONE));
    }

    @Test
    void anOrderThatRestsHasNothingUnderWayAndAnswersWhoComesLater() {
        rest(5);
        assertThat(harness.manager.concerns(Orders.ACCOUNT)).isFalse();

        CompletableFuture<OrderAnswer> last = harness.submit(Orders.limit(), OrderReply.FINAL, "mine");
        harness.pass(1);
        assertThat(event(harness.submit(Orders.limit())).getExecutionType())
                .isEqualTo(ProtoOAExecutionType.ORDER_ACCEPTED);
        assertThat(last).isNotDone();
    }

    @Test
    void anOrderThatALookUpFoundAtWorkIsNotLookedUpAgain() {
        CompletableFuture<OrderAnswer> last = harness.submit(Orders.limit(), OrderReply.FINAL, "mine");
        harness.open.addOrder(Orders.limit(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED));
        harness.cut();
        harness.pass(20);

        assertThat(harness.count(ProtoOAOrderListReq.class)).isEqualTo(1);
        assertThat(last).isNotDone();
        assertThat(event(harness.submit(Orders.limit())).getExecutionType())
                .isEqualTo(ProtoOAExecutionType.ORDER_ACCEPTED);
        assertThat(harness.sendings).hasSize(1);
    }

    @Test
    void anAcceptedOrderThatSomebodyStillWaitedForIsLookedUpByTheNextProcess() {
        harness.submit(Orders.limit(), OrderReply.FINAL, "mine");
        harness.event(
                Orders.event("ORDER_ACCEPTED")
                        .setOrder(Orders.limit(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED))
                        .build(),
                harness.lastId());
        harness.usable = false;
        harness.cut();
        assertThat(journal.open())
                .singleElement()
                .satisfies(record -> assertThat(record.phase()).isEqualTo(OrderRecord.Phase.UNKNOWN));

        OrderManagerHarness next = new OrderManagerHarness(journal, null);
        next.orders.add(
                Orders.limit(5, ProtoOAOrderStatus.ORDER_STATUS_CANCELLED).build());
        next.cut();
        next.pass(2);
        assertThat(next.lateOutcomes)
                .singleElement()
                .satisfies(late -> assertThat(late.outcome()).isEqualTo("ORDER_CANCELLED"));
        assertThat(event(next.submit(Orders.limit())).getExecutionType())
                .isEqualTo(ProtoOAExecutionType.ORDER_CANCELLED);
        assertThat(next.sendings).isEmpty();
    }

    @Test
    void whoWasLeftWithoutAnAnswerIsToldThatTheOrderWorksUntilSomebodyWasTold() {
        harness.submit(Orders.limit());
        harness.usable = false;
        harness.cut();
        harness.pass(80);
        harness.open.addOrder(Orders.limit(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED));
        harness.usable = true;
        harness.cut();
        harness.pass(2);

        assertThat(harness.lateOutcomes)
                .singleElement()
                .satisfies(late -> assertThat(late.outcome()).isEqualTo("ORDER_ACCEPTED"));
        assertThat(harness.manager.untold()).hasSize(1);
        assertThat(new OrderManagerHarness(journal, null).lateOutcomes).hasSize(1);
    }

    /** A limit order whose caller has its answer. */
    private void rest(long orderId) {
        CompletableFuture<OrderAnswer> answer = harness.submit(Orders.limit());
        harness.event(
                Orders.event("ORDER_ACCEPTED")
                        .setOrder(Orders.limit(orderId, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED))
                        .build(),
                harness.lastId());
        assertThat(answer).isCompleted();
    }

    private static ProtoOAExecutionEvent event(CompletableFuture<OrderAnswer> answer) {
        assertThat(answer).isCompleted();
        return (ProtoOAExecutionEvent) answer.join().event();
    }
}
