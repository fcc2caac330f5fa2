package io.github.camelctrader.client.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOAOrderListReq;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrder;
import com.xtrader.protocol.openapi.v2.model.ProtoOAOrderStatus;
import io.github.camelctrader.client.OrderIntent;
import io.github.camelctrader.client.OrderOptions;
import io.github.camelctrader.client.OrderOutcomeEvent;
import io.github.camelctrader.client.OrderRecord;
import io.github.camelctrader.client.OrderRecord.Phase;
import io.github.camelctrader.client.OrderReply;
import io.github.camelctrader.client.journal.MemoryOrderJournal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of the record, of the callers and of those who are told late, when more becomes known of an order. */
class OutcomesTest {
    private static final Duration BRIEF = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final MemoryOrderJournal journal = new MemoryOrderJournal();
    private final DeskScene scene = new DeskScene(journal, null);

    @Test
    void whoStillWaitsForTheAcceptanceIsToldItThoughAnotherWentAwayWithoutAnAnswer() {
        scene.usable = false;
        submit("MARKET", OrderReply.AUTO, BRIEF);
        CompletableFuture<OrderAnswer> patient = submit("MARKET", OrderReply.ACCEPTED, LONG);
        scene.pass(80);
        scene.event(accepted("MARKET"), null);

        assertThat(patient).isCompleted();
    }

    @Test
    void whoComesWhileTheEndOfAnAcceptedOrderIsAwaitedIsToldTheAcceptance() {
        scene.usable = false;
        submit("MARKET", OrderReply.AUTO, BRIEF);
        scene.pass(80);
        scene.event(accepted("MARKET"), null);
        assertThat(scene.lateOutcomes).isEmpty();

        assertThat(submit("MARKET", OrderReply.ACCEPTED, LONG)).isCompleted();
    }

    @Test
    void anOrderIsKnownByItsNumberOnceAnAnswerNamedIt() {
        CompletableFuture<OrderAnswer> answer = scene.submit(Orders.close(1, Orders.VOLUME));
        scene.event(event("ORDER_ACCEPTED", close(ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED)), scene.lastId());
        scene.event(event("ORDER_FILLED", close(ProtoOAOrderStatus.ORDER_STATUS_FILLED)), null);

        assertThat(answer).isCompleted();
    }

    @Test
    void theOrderOfACloseThatIsUnderWayIsNotTakenForThatOfAnotherClose() {
        CompletableFuture<OrderAnswer> other = scene.submit(Orders.close(1, Orders.VOLUME), OrderReply.AUTO, "other");
        CompletableFuture<OrderAnswer> mine = scene.submit(Orders.close(1, Orders.VOLUME));
        scene.event(event("ORDER_ACCEPTED", close(ProtoOAOrderStatus.ORDER_STATUS_ACCEPTED)), scene.lastId());
        scene.orders.add(close(ProtoOAOrderStatus.ORDER_STATUS_FILLED).build());
        scene.deals.add(Orders.deal(2, 5, Orders.VOLUME)
                .setExecutionTimestamp(scene.loop.now().toEpochMilli())
                .build());
        scene.cut();

        assertThat(mine).isCompleted();
        assertThat(other).isNotDone();
    }

    @Test
    void aLookUpThatFindsAnOrderAtWorkPutsItsRecordRight() {
        CompletableFuture<OrderAnswer> last = submit("LIMIT", OrderReply.FINAL, LONG);
        scene.event(accepted("LIMIT"), scene.lastId());
        scene.desk.linkLost();
        assertThat(theRecord().phase()).isEqualTo(Phase.UNKNOWN);
        scene.open.addOrder(accepted("LIMIT").getOrder());
        scene.desk.accountReady(Orders.ACCOUNT);
        scene.pass(0);

        assertThat(theRecord().phase()).isEqualTo(Phase.ACCEPTED);
        assertThat(last).isNotDone();
    }

    @Test
    void aPartOfAFillIsNotWrittenDownOnceMore() {
        submit("LIMIT", OrderReply.FINAL, LONG);
        scene.event(accepted("LIMIT"), scene.lastId());
        OrderRecord first = theRecord();
        scene.pass(1);
        scene.event(event("ORDER_PARTIAL_FILL", accepted("LIMIT").getOrder().toBuilder()), null);

        assertThat(theRecord()).isSameAs(first);
    }

    @Test
    void anAcceptanceIsNoAnswerToOneWhoWaitsForTheEndThoughItsTimeIsUp() {
        scene.usable = false;
        CompletableFuture<OrderAnswer> last = submit("LIMIT", OrderReply.FINAL, BRIEF);
        scene.pass(31);
        scene.event(accepted("LIMIT"), scene.lastId());

        assertThat(last).isNotDone();
    }

    @Test
    void anOrderOfAnEarlierLinkIsLookedUpThoughItsAcceptanceCameMeanwhile() {
        scene.usable = false;
        submit("LIMIT", OrderReply.FINAL, LONG);
        scene.desk.linkLost();
        scene.event(accepted("LIMIT"), null);
        scene.usable = true;
        scene.desk.accountReady(Orders.ACCOUNT);
        scene.pass(0);

        assertThat(scene.count(ProtoOAOrderListReq.class)).isEqualTo(1);
    }

    @Test
    void ofAMarketOrderThatWasAcceptedLateOnlyTheEndIsTold() {
        submit("MARKET", OrderReply.AUTO, BRIEF);
        scene.cut();
        scene.pass(40);
        scene.event(accepted("MARKET"), null);
        assertThat(scene.lateOutcomes).isEmpty();
        scene.event(filled("MARKET"), null);

        assertThat(scene.lateOutcomes)
                .singleElement()
                .extracting(OrderOutcomeEvent::outcome)
                .isEqualTo("ORDER_FILLED");
    }

    @Test
    void whatWasToldOfAnEarlierStateSaysNothingOfTheLaterOne() {
        submit("LIMIT", OrderReply.AUTO, BRIEF);
        scene.cut();
        scene.pass(40);
        scene.event(accepted("LIMIT"), null);
        UntoldOutcome acceptance = scene.untold.get(0);
        assertThat(acceptance.untold().getAsBoolean()).isTrue();
        scene.event(filled("LIMIT"), null);
        assertThat(acceptance.untold().getAsBoolean()).isFalse();
        acceptance.told().run();

        assertThat(theRecord().phase()).isEqualTo(Phase.DONE);
        assertThat(theRecord().untold()).isTrue();
        scene.untold.get(1).told().run();
        assertThat(theRecord().untold()).isFalse();
    }

    @Test
    void onlyAnOutcomeIsToBeTold() {
        scene.usable = false;
        submit("LIMIT", OrderReply.FINAL, BRIEF);
        submit("LIMIT", OrderReply.FINAL, LONG);
        scene.pass(80);
        assertThat(theRecord().untold()).isFalse();
        scene.event(accepted("LIMIT"), scene.lastId());
        assertThat(theRecord().untold()).as("accepted").isTrue();
        scene.desk.linkLost();
        assertThat(theRecord().phase()).isEqualTo(Phase.UNKNOWN);
        assertThat(theRecord().untold()).as("unknown").isFalse();
        scene.event(filled("LIMIT"), null);

        assertThat(theRecord().untold()).as("filled").isTrue();
    }

    @Test
    void anOutcomeThatWasAnsweredIsNotToBeTold() {
        submit("LIMIT", OrderReply.FINAL, LONG);
        scene.event(accepted("LIMIT"), scene.lastId());
        assertThat(theRecord().untold()).isFalse();
        scene.event(filled("LIMIT"), null);

        assertThat(theRecord().untold()).isFalse();
        assertThat(scene.desk.untold()).isEmpty();
    }

    @Test
    void anOutcomeNamesThePositionOfItsEventOrOfItsOrder() {
        for (boolean shown : new boolean[] {true, false}) {
            DeskScene late = new DeskScene(new MemoryOrderJournal(), null);
            late.submit(Orders.newOrder("MARKET", "mine").build());
            late.cut();
            late.pass(40);
            ProtoOAExecutionEvent fill = filled("MARKET");
            ProtoOAExecutionEvent.Builder event =
                    fill.toBuilder().setOrder(fill.getOrder().toBuilder().setPositionId(8));
            late.event((shown ? event.setPosition(Orders.position(9)) : event).build(), null);

            assertThat(late.lateOutcomes)
                    .singleElement()
                    .extracting(OrderOutcomeEvent::positionId)
                    .isEqualTo(shown ? 9L : 8L);
        }
    }

    private CompletableFuture<OrderAnswer> submit(String type, OrderReply reply, Duration timeout) {
        Message order = Orders.newOrder(type, "mine").build();
        return scene.desk.submit(OrderIntent.ready(order), new OrderOptions(reply, timeout, "mine"));
    }

    private OrderRecord theRecord() {
        assertThat(journal.open()).hasSize(1);
        return journal.open().get(0);
    }

    private ProtoOAOrder.Builder close(ProtoOAOrderStatus status) {
        long now = scene.loop.now().toEpochMilli();
        ProtoOAOrder.Builder close = Orders.order("MARKET", 5)
                .setPositionId(1)
                .setClosingOrder(true)
                .setExecutedVolume(status == ProtoOAOrderStatus.ORDER_STATUS_FILLED ? Orders.VOLUME : 0)
                .setUtcLastUpdateTimestamp(now)
                .setOrderStatus(status);
        close.getTradeDataBuilder().setOpenTimestamp(now);
        return close;
    }

    private static ProtoOAExecutionEvent accepted(String type) {
        return event("ORDER_ACCEPTED", Orders.order(type, 5).setClientOrderId("mine"));
    }

    private static ProtoOAExecutionEvent filled(String type) {
        return event(
                "ORDER_FILLED",
                Orders.order(type, 5)
                        .setClientOrderId("mine")
                        .setExecutedVolume(Orders.VOLUME)
                        .setOrderStatus(ProtoOAOrderStatus.ORDER_STATUS_FILLED));
    }

    private static ProtoOAExecutionEvent event(String type, ProtoOAOrder.Builder order) {
        return Orders.event(type).setOrder(order).build();
    }
}
