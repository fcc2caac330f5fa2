package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAExecutionType;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import io.github.camelctrader.client.Environment;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Orders that rest with nobody waiting, and how their ends become known when nobody saw them. */
class RestingOrdersTest {
    private final MemoryOrderJournal journal = new MemoryOrderJournal();
    private final DeskScene scene = new DeskScene(journal, null);

    @Test
    void anOrderThatEndedUnseenIsNotKeptAsOpenForEver() {
        rest(5);
        scene.orders.add(order(5, ProtoOAOrderStatus.ORDER_STATUS_CANCELLED).build());
        scene.cut();

        assertThat(journal.open())
                .singleElement()
                .satisfies(record -> assertThat(record.phase().isSettled()).isTrue());
        assertThat(event(scene.submit(limit())).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_CANCELLED);
        assertThat(scene.sendings).hasSize(1);
        assertThat(scene.lateOutcomes).isEmpty();
    }

    @Test
    void ordersOfAnEarlierProcessThatEndedMeanwhileAreLookedUpAtTheStart() {
        rest(5);
        DeskScene next = new DeskScene(journal, null);
        assertThat(next.count(ProtoOAReconcileReq.class)).isPositive();
        assertThat(journal.open().get(0).phase().isSettled()).isFalse();

        next.orders.add(order(5, ProtoOAOrderStatus.ORDER_STATUS_EXPIRED).build());
        next.cut();
        assertThat(journal.open().get(0).phase().isSettled()).isTrue();
    }

    @Test
    void anOrderThatStillRestsCostsOneReadAfterALostLink() {
        rest(5);
        scene.open.addOrder(order(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED));
        scene.cut();
        scene.pass(60);

        assertThat(scene.count(ProtoOAReconcileReq.class)).isEqualTo(1);
        assertThat(scene.count(ProtoOAOrderListReq.class)).isZero();
    }

    @Test
    void anOrderOfWhichTheServerShowsNothingMoreStaysAcceptedAndIsNotSentAgain() {
        rest(5);
        scene.cut();
        scene.pass(60);
        scene.cut();
        scene.pass(60);

        assertThat(event(scene.submit(limit())).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_ACCEPTED);
        assertThat(scene.sendings).hasSize(1);
        assertThat(scene.count(ProtoOAOrderListReq.class)).isEqualTo(2);
    }

    @Test
    void whoRepeatsAnOrderWhileItIsFoundOutWhetherItStillRestsIsAnsweredToo() {
        rest(5);
        scene.silent = true;
        scene.cut();
        CompletableFuture<OrderAnswer> repeated = scene.submit(limit(), OrderReply.FINAL, "mine");
        scene.orders.add(order(5, ProtoOAOrderStatus.ORDER_STATUS_CANCELLED).build());
        scene.silent = false;
        scene.answerReads();
        scene.pass(2);

        assertThat(event(repeated).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_CANCELLED);
    }

    @Test
    void anOrderWhoseEndIsLookedUpWhenTheLinkIsLostAgainIsStillOnRecordAsAccepted() {
        rest(5);
        scene.silent = true;
        scene.cut();
        scene.answerReads();
        scene.pass(0);
        assertThat(scene.count(ProtoOAOrderListReq.class))
                .as("look-ups that began")
                .isEqualTo(1);
        scene.usable = false;
        scene.cut();

        assertThat(journal.open()).allMatch(record -> record.phase() == OrderRecord.Phase.ACCEPTED);
        assertThat(event(scene.submit(limit())).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_ACCEPTED);
        assertThat(scene.sendings).hasSize(1);
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
                    scene.loop.now());
            ProtoOAOrder order =
                    Orders.order("LIMIT", id).setClientOrderId("order-" + id).build();
            journal.write(
                    id % 3 == 0
                            ? first
                            : first.next(
                                    OrderRecord.Phase.ACCEPTED,
                                    scene.loop.now(),
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
        DeskScene next = new DeskScene(journal, null);
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
        DeskScene next = new DeskScene(journal, null);
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
        assertThat(scene.desk.concerns(Orders.ACCOUNT)).isFalse();

        CompletableFuture<OrderAnswer> last = scene.submit(limit(), OrderReply.FINAL, "mine");
        scene.pass(1);
        assertThat(event(scene.submit(limit())).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_ACCEPTED);
        assertThat(last).isNotDone();
    }

    @Test
    void anOrderThatALookUpFoundAtWorkIsNotLookedUpAgain() {
        CompletableFuture<OrderAnswer> last = scene.submit(limit(), OrderReply.FINAL, "mine");
        scene.open.addOrder(order(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED));
        scene.cut();
        scene.pass(20);

        assertThat(scene.count(ProtoOAOrderListReq.class)).isEqualTo(1);
        assertThat(last).isNotDone();
        assertThat(event(scene.submit(limit())).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_ACCEPTED);
        assertThat(scene.sendings).hasSize(1);
    }

    @Test
    void anAcceptedOrderThatSomebodyStillWaitedForIsLookedUpByTheNextProcess() {
        scene.submit(limit(), OrderReply.FINAL, "mine");
        scene.event(
                Orders.event("ORDER_ACCEPTED")
                        .setOrder(order(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED))
                        .build(),
                scene.lastId());
        scene.usable = false;
        scene.cut();
        assertThat(journal.open())
                .singleElement()
                .satisfies(record -> assertThat(record.phase()).isEqualTo(OrderRecord.Phase.UNKNOWN));

        DeskScene next = new DeskScene(journal, null);
        next.orders.add(order(5, ProtoOAOrderStatus.ORDER_STATUS_CANCELLED).build());
        next.cut();
        next.pass(2);
        assertThat(next.lateOutcomes)
                .singleElement()
                .satisfies(late -> assertThat(late.outcome()).isEqualTo("ORDER_CANCELLED"));
        assertThat(event(next.submit(limit())).getExecutionType()).isEqualTo(ProtoOAExecutionType.ORDER_CANCELLED);
        assertThat(next.sendings).isEmpty();
    }

    @Test
    void whoWasLeftWithoutAnAnswerIsToldThatTheOrderWorksUntilSomebodyWasTold() {
        scene.submit(limit());
        scene.usable = false;
        scene.cut();
        scene.pass(80);
        scene.open.addOrder(order(5, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED));
        scene.usable = true;
        scene.cut();
        scene.pass(2);

        assertThat(scene.lateOutcomes)
                .singleElement()
                .satisfies(late -> assertThat(late.outcome()).isEqualTo("ORDER_ACCEPTED"));
        assertThat(scene.desk.untold()).hasSize(1);
        assertThat(new DeskScene(journal, null).lateOutcomes).hasSize(1);
    }

    /** A limit order whose caller has its answer. */
    private void rest(long orderId) {
        CompletableFuture<OrderAnswer> answer = scene.submit(limit());
        scene.event(
                Orders.event("ORDER_ACCEPTED")
                        .setOrder(order(orderId, ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED))
                        .build(),
                scene.lastId());
        assertThat(answer).isCompleted();
    }

    private static ProtoOAExecutionEvent event(CompletableFuture<OrderAnswer> answer) {
        assertThat(answer).isCompleted();
        return (ProtoOAExecutionEvent) answer.join().event();
    }

    private static Message limit() {
        return Orders.newOrder("LIMIT", "mine").build();
    }

    private static ProtoOAOrder.Builder order(long orderId, ProtoOAOrderStatus status) {
        ProtoOAOrder.Builder order =
                Orders.order("LIMIT", orderId).setClientOrderId("mine").setOrderStatus(status);
        order.getTradeDataBuilder().setOpenTimestamp(orderId);
        return order;
    }
}
